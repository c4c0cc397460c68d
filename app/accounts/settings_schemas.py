"""The edge of Settings: what a person may choose, and in which words it is offered."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from marshmallow import ValidationError, fields, validate

from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core.forms import FormSchema, line
from app.data import practices
from app.data.zones import canonical_zone, zones

THEMES = [("system", "Device"), ("light", "Light"), ("dark", "Dark")]
TEXT_SIZES = [(size, str(size)) for size in (100, 115, 150, 200)]
# The words are English; dates, times and numbers follow the country.
COUNTRIES = "AU AT BE CA DK FI DE IN IE KE NL NZ NG SG ZA SE CH GB US"
LOCALES = [f"en-{country}" for country in COUNTRIES.split()]
# Ticking any of these replaces breath holds by even breath (data/README.md).
GO_GENTLY = [
    ("breath_holds", "Holding my breath", None),
    ("pregnancy", "Pregnancy", None),
    (
        "trauma",
        "Something hard that happened to me",
        "Eyes can stay open in every practice, and every practice can stop.",
    ),
    ("lung_or_heart", "A lung or heart condition", "A doctor knows best what suits you."),
]
# What a switch on the page is called, and the purpose it stands for.
SHARED = {"check_ins": CHECK_INS, "practices": PRACTICES}

CHOOSE = "Please choose one from the list."
CHOSEN = {"required": CHOOSE, "invalid": CHOOSE}


class Zone(fields.String):
    """An IANA name, made today's: Asia/Calcutta loads as Asia/Kolkata. "", "UTC+2" and the like are refused."""

    def _deserialize(self, value, attr, data, **kwargs) -> str:
        try:
            return canonical_zone(super()._deserialize(value, attr, data, **kwargs))
        except ValueError as error:
            raise ValidationError(CHOOSE) from error


class Address(fields.Email):
    """An e-mail address as it is kept: no spaces around it, small letters."""

    default_error_messages = {"invalid": "Please check the address: something in it is not right."}

    def _deserialize(self, value, attr, data, **kwargs) -> str:
        address = super()._deserialize(str(value).strip().lower(), attr, data, **kwargs)
        if len(address) > 254:
            raise self.make_error("invalid")
        return address


def _one_of(choices: Iterable, kind: type[fields.Field] = fields.String) -> fields.Field:
    return kind(required=True, validate=validate.OneOf(list(choices), error=CHOOSE), error_messages=CHOSEN)


class YouForm(FormSchema):
    name = line(required=True, most=80)
    pronouns = line(most=20, load_default=None)
    zone = Zone(required=True, error_messages=CHOSEN)
    locale = _one_of(LOCALES)


class ZoneForm(FormSchema):
    zone = Zone(required=True, error_messages=CHOSEN)


class AddressForm(FormSchema):
    email = Address(required=True, error_messages={"required": Address.default_error_messages["invalid"]})


class AppearanceForm(FormSchema):
    theme = _one_of(dict(THEMES))
    text = _one_of(dict(TEXT_SIZES), fields.Integer)
    hide_runs = fields.Boolean(load_default=False)
    left_handed = fields.Boolean(load_default=False)
    vibration = fields.Boolean(load_default=False)


class PracticesForm(FormSchema):
    triggers = fields.List(_one_of(practices()["vocabulary"]["triggers"]), load_default=list)
    go_gently = fields.List(_one_of([name for name, *_ in GO_GENTLY]), load_default=list)


class SharedForm(FormSchema):
    what = fields.List(_one_of(SHARED), required=True, validate=validate.Length(min=1, error=CHOOSE))
    answer = _one_of(["yes", "no"])


@cache
def locale_options() -> list[tuple[str, str]]:
    """[(tag, country)] by country."""
    return sorted(
        ((tag, Locale.parse(tag, sep="-").get_territory_name("en")) for tag in LOCALES), key=lambda one: one[1]
    )


@cache
def zone_options() -> list[tuple[str, str]]:
    """[(zone, "London (Europe)")] by city, as a person looks for it."""
    return sorted(((zone, _city_first(zone)) for zone in zones()), key=lambda one: one[1])


@cache
def trigger_options() -> list[tuple[str, str]]:
    """[(name, words)]: self_criticism is Self criticism."""
    return [(name, name.replace("_", " ").capitalize()) for name in practices()["vocabulary"]["triggers"]]


def _city_first(zone: str) -> str:
    *around, city = zone.replace("_", " ").split("/")
    return f"{city} ({', '.join(around)})"
