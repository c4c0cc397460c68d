"""The edge of signing in, joining and inviting."""

import re
from typing import Any

from marshmallow import ValidationError, fields, pre_load, validate, validates_schema

from app.accounts.settings_schemas import Address, Zone
from app.core.forms import FormSchema, line

FILL_IN = {"required": "Please fill this in."}
NEEDED = "This one is needed to go on."


class SixDigits(fields.String):
    """A code as people type it: 123 456 and 123-456 load as 123456."""

    def _deserialize(self, value, attr, data, **kwargs) -> str:
        digits = re.sub(r"[\s.-]", "", super()._deserialize(value, attr, data, **kwargs))
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise ValidationError("Six digits, as they stand in the mail.")
        return digits


class AskForm(FormSchema):
    email = Address(required=True, error_messages=FILL_IN)


class CodeForm(FormSchema):
    code = SixDigits(required=True, error_messages=FILL_IN)


class AddressCodesForm(CodeForm):
    """`own_code`: from the address that is to be left; asked for unless the sign-in is fresh."""

    own_code = SixDigits(load_default=None)


class JoinForm(FormSchema):
    """`name_known`: the invitation says it already. Ticks that are not ticked are not sent."""

    name = line(most=80, load_default=None)
    email = Address(required=True, error_messages=FILL_IN)
    sees = fields.Boolean(load_default=False)
    terms = fields.Boolean(
        required=True, validate=validate.Equal(True, error=NEEDED), error_messages={"required": NEEDED}
    )
    zone = Zone(load_default=None)

    def __init__(self, *, name_known: bool, **options):
        self.name_known = name_known
        super().__init__(**options)

    @pre_load
    def _zone_from_the_browser(self, data: dict[str, Any], **_) -> dict[str, Any]:
        # Filled in by script; a browser may know a zone we do not: then the host's stands in, nothing to correct.
        try:
            Zone().deserialize(data.get("zone", ""))
        except ValidationError:
            return {key: value for key, value in data.items() if key != "zone"}
        return data

    @validates_schema
    def _has_a_name(self, data: dict[str, Any], **_) -> None:
        if not (self.name_known or data.get("name")):
            raise ValidationError("Please fill this in.", "name")


class InviteForm(FormSchema):
    """What a coach says about somebody to invite."""

    name = line(most=80, load_default=None)
    email = Address(load_default=None, allow_none=True)

    @pre_load
    def _empty_is_absent(self, data: dict[str, Any], **_) -> dict[str, Any]:
        return {key: value for key, value in data.items() if value != ""}


class OwnersInviteForm(InviteForm):
    """An owner also says as what, and a client's coach."""

    role = fields.String(required=True, validate=validate.OneOf(["client", "coach", "owner"]))
    coach_id = fields.UUID(load_default=None)

    @validates_schema
    def _client_has_a_coach(self, data: dict[str, Any], **_) -> None:
        if data["role"] == "client" and not data.get("coach_id"):
            raise ValidationError("Please choose who will coach them.", "coach_id")


class HandoverForm(FormSchema):
    coach_id = fields.UUID(required=True)
