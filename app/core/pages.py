"""How templates are filled. What is the same on every page is made once per process."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from types import FunctionType, MethodType
from typing import Any
from uuid import UUID

from flask import Flask, url_for
from flask.templating import Environment as FlaskEnvironment
from jinja2 import Template
from jinja2.runtime import Context as JinjaContext
from jinja2.runtime import Macro

from app.core import sign_ins

# Stands for the id while an address is built for the first time.
ANY_ID = UUID("ffffffff-ffff-7fff-bfff-ffffffffffff")
# What is called as it stands, unless it carries Jinja's mark.
PLAIN = frozenset({FunctionType, MethodType, partial})


class Context(JinjaContext):
    """Jinja's, without its long look at each call of a template: who wants to be told the context says so."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        # Meant for those that are told the context.
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)


class Environment(FlaskEnvironment):
    """Flask's, with plain dicts where Jinja walks a chain of maps for every include and import."""

    context_class = Context

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
    """url_for for templates: where one id and perhaps numbers stand in an address, routing builds it once for all ids."""

    @lru_cache(maxsize=1024)
    def around(endpoint: str, name: str, numbers: tuple[tuple[str, int], ...]) -> tuple[str, str]:
        before, _, after = url_for(endpoint, **{name: ANY_ID}, **dict(numbers)).partition(str(ANY_ID))
        return before, after

    still = lru_cache(maxsize=1024)(url_for)

    def address(endpoint: str, **values: Any) -> str:
        if not values:
            return still(endpoint)
        (name, first), *rest = values.items()
        if type(first) is not UUID or any(type(value) is not int for _, value in rest):
            return url_for(endpoint, **values)
        before, after = around(endpoint, name, tuple(rest))
        return f"{before}{first}{after}"

    return address
