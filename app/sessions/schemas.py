"""The edge of sessions: booking, what to bring, the close-out."""

from marshmallow import ValidationError, fields, pre_load, validate

from app.core.forms import FormSchema, text
from app.entries.schemas import EntryForm
from app.practices.rhythms import OFTEN
from app.sessions.models.session import OUTCOMES
from app.streaks.schedule import DAY_NAMES

CUE = 200
# Two rows of practices in the close-out: at most two are chosen.
ROWS = (1, 2)
CHOICES = ("keep", "smaller", "swap")


class AgendaForm(EntryForm):
    """A line to bring; `supersedes` makes it a change of one that stands."""

    text = text(required=True, most=280, error_messages={"required": "Please write a few words first."})


class CueForm(FormSchema):
    """The moment of a practice in the client's words; empty for none."""

    cue = text(most=CUE)


class BookingForm(FormSchema):
    """`day` and `time` are read on the coach's clock; `minutes` is the length."""

    day = fields.Date(required=True, error_messages={"invalid": "Please choose a date."})
    time = fields.Time(required=True, error_messages={"invalid": "Please choose a time."})
    minutes = fields.Integer(
        required=True,
        validate=validate.Range(10, 240, error="Between 10 minutes and 4 hours, please."),
        error_messages={"invalid": "Please say how many minutes."},
    )
    place = text(most=300)


class CancellationForm(FormSchema):
    """Who cancelled."""

    by = fields.String(required=True, validate=validate.OneOf(("client", "coach")))


class PrivateNoteForm(FormSchema):
    """The coach's own words about a session; empty removes them. `stamp`: of the note they replace."""

    private = text(most=10_000)
    stamp = fields.String(required=True)


def _row() -> dict[str, fields.Field]:
    return {
        "choice": fields.String(validate=validate.OneOf(CHOICES)),
        "assignment": fields.UUID(),
        "slug": fields.String(),
        "rhythm": fields.String(validate=validate.OneOf(OFTEN)),
        "days": fields.List(fields.String(validate=validate.OneOf(DAY_NAMES))),
        "cue": text(most=CUE),
        "kept_cue": text(most=CUE),
    }


class _CloseOut(FormSchema):
    """The whole close-out, as a draft: any line may be empty. Rows of practices are numbered: choice_1, ...
    `hand`: the window it was typed in and how often that window has sent, as name.count; `ends`: assignments that
    the form said would end; `add`: a practice to put into a row."""

    version = fields.Integer(required=True)
    hand = fields.String(validate=validate.Regexp(r"^[0-9a-z-]{1,40}\.[0-9]{1,9}$"))
    ends = fields.List(fields.UUID())
    add = fields.String(validate=validate.Length(max=80))
    prompt = fields.String(validate=validate.OneOf(("1",)))
    attendance = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    focus = text(most=1500)
    insight = text(most=800)
    bring = text(most=300)
    private = text(most=10_000)
    next_at = fields.NaiveDateTime(allow_none=True, error_messages={"invalid": "Please choose a date and a time."})

    @pre_load
    def _empty_is_absent(self, data, **_):
        if any(name.startswith("slug_") and name not in self.fields for name in data):
            raise ValidationError("At most two practices and one plan of the next seven days.", "slug_2")
        return {name: value for name, value in data.items() if value != ""}


CloseOutForm = _CloseOut.from_dict(
    {f"{name}_{row}": field for row in ROWS for name, field in _row().items()}, name="CloseOutForm"
)
