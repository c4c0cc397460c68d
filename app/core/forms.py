"""The edge for forms: what was typed, what it means, and what is wrong with it, in one place."""

import re
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict


class FormSchema(Schema):
    """Base of every schema at the edge: a field it does not know is an error."""

    class Meta:
        unknown = RAISE


class Form:
    """A form as it came in. `data` is empty when `errors` is not; `values` always keeps what was typed."""

    def __init__(self, schema: Schema, sent: MultiDict):
        self.values: dict[str, Any] = _flatten(schema, sent)
        self.errors: dict[str, str] = {}
        self.data: dict[str, Any] = {}
        try:
            self.data = schema.load(self.values)
        except ValidationError as error:
            self.errors = {field: _first(words) for field, words in error.normalized_messages().items()}

    @property
    def ok(self) -> bool:
        """Could everything be read?"""
        return not self.errors

    def __bool__(self) -> bool:
        raise TypeError("ask form.ok, or whether there is a form: form is not None")


def text(*, required: bool = False, most: int, **options) -> fields.String:
    """Text, trimmed; an empty one is an error if required, else None. `most`: characters."""
    return _Trimmed(required=required, most=most, allow_none=not required, **options)


def line(*, required: bool = False, most: int, **options) -> fields.String:
    """Text that stands in one line with other words, such as a name: line breaks are spaces, signs that turn the
    direction of what follows are gone."""
    return _Line(required=required, most=most, allow_none=not required, **options)


class _Trimmed(fields.String):
    def __init__(self, *, most: int, **options):
        self.most = most
        super().__init__(**options)

    def _deserialize(self, value, attr, data, **kwargs):
        # Browsers send a line break as two characters and count it as one.
        words = super()._deserialize(value, attr, data, **kwargs).replace("\x00", "").replace("\r\n", "\n").strip()
        if len(words) > self.most:
            raise ValidationError(f"Please keep this to {self.most} characters.")
        if not words and self.required:
            raise ValidationError("Please fill this in.")
        return words or None


class _Line(_Trimmed):
    def _deserialize(self, value, attr, data, **kwargs):
        plain = _TURNS.sub("", str(value))
        return super()._deserialize(" ".join(plain.split()), attr, data, **kwargs)


# Control characters that are no white space, and the signs that set, embed and override the writing direction.
_TURNS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _flatten(schema: Schema, sent: MultiDict) -> dict[str, Any]:
    """Lists stay lists where the schema has one; elsewhere the last value counts, as in a browser."""
    lists = {name for name, field in schema.fields.items() if isinstance(field, fields.List)}
    return {name: values if name in lists else values[-1] for name, values in sent.to_dict(flat=False).items()}


def _first(words: Any) -> str:
    while not isinstance(words, str):
        words = next(iter(words.values())) if isinstance(words, dict) else words[0]
    return words
