"""The edge of a check-in."""

from marshmallow import ValidationError, fields, validates

from app.core.forms import text
from app.data import practices
from app.entries.schemas import EntryForm, scale

MOST_TAGS = 3
MOST_WORDS = 280


class CheckInForm(EntryForm):
    """mood and stress are asked for, everything else is optional; `supersedes` makes it a correction."""

    mood = scale(required=True, error_messages={"required": "Please choose a face."})
    stress = scale(required=True, error_messages={"required": "Please choose how stressed you feel."})
    energy = scale()
    sleep = scale()
    tags = fields.List(fields.String())
    note = text(most=MOST_WORDS)
    share = fields.Boolean()

    @validates("tags")
    def _few_known_tags(self, tags: list[str], **_) -> None:
        if len(set(tags)) > MOST_TAGS:
            raise ValidationError("Three at most, please.")
        if not set(tags) <= set(practices()["vocabulary"]["triggers"]):
            raise ValidationError("Please choose from the list.")
