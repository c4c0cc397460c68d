"""How templates are filled. What is the same on every page is made once per process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from flask import Flask, url_for
from flask.templating import Environment as FlaskEnvironment
from jinja2 import Template

from app.core import sign_ins

# What may stand in an address that is built once. Words may be anything, so they would fill the memory.
IDS_AND_NUMBERS = frozenset({UUID, int})


class Environment(FlaskEnvironment):
    """Flask's, with plain dicts where Jinja walks a chain of maps for every include and import."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options)
        self._loaded: dict[str | Template, Template] = {}

    def make_globals(self, d: dict[str, Any] | None) -> dict[str, Any]:
        return {**self.globals, **(d or {})}

    def get_template(self, name: str | Template, parent: str | None = None, globals=None) -> Template:
        # Files do not change while we run: one that was loaded is found by its name alone.
        if globals or self.auto_reload or name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, globals)
        return self._loaded[name]


def init_app(app: Flask) -> None:
    """Before anything else touches the templates of `app`."""
    app.jinja_environment = Environment
    app.jinja_env.globals["url_for"] = addresses()
    # The person themselves: a proxy would look them up again for every word about them.
    app.context_processor(lambda: {"me": sign_ins.person()})


def addresses() -> Callable[..., str]:
    """url_for for templates: where only ids and numbers stand in an address, routing builds it once for all ids."""

    @lru_cache(maxsize=1024)
    def pattern(endpoint: str, ids: tuple[str, ...], numbers: tuple[tuple[str, int], ...]) -> str:
        return url_for(endpoint, **{name: UUID(_stand_in(place)) for place, name in enumerate(ids)}, **dict(numbers))

    def address(endpoint: str, **values: Any) -> str:
        kinds = {type(value) for value in values.values()}
        if not kinds <= IDS_AND_NUMBERS:
            return url_for(endpoint, **values)
        ids = tuple(name for name, value in values.items() if type(value) is UUID)
        found = pattern(endpoint, ids, tuple(one for one in values.items() if one[0] not in ids))
        for place, name in enumerate(ids):
            found = found.replace(_stand_in(place), str(values[name]))
        return found

    return address


@cache
def _stand_in(place: int) -> str:
    return f"ffffffff-ffff-7fff-bfff-{place:012x}"
