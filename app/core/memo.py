"""Parts of pages that are the same for everybody are rendered once: same(macro, ...) in a template, or for every call
{% set macro = kept(macro) %} below the macro itself."""

from collections.abc import Callable, Hashable
from functools import lru_cache, partial

from jinja2.runtime import Macro
from markupsafe import Markup


def init_app(app) -> None:
    app.jinja_env.globals.update(same=same, kept=kept)


# Enough for every icon, row of faces and list of words; what people wrote is never an argument.
@lru_cache(maxsize=1024)
def same(macro: Macro, *said: Hashable, **named: Hashable) -> Markup:
    """What the macro answers to these arguments, remembered. Only for macros that read nothing but their arguments."""
    return macro(*said, **named)


def kept(macro: Macro) -> Callable[..., Markup]:
    """The macro, remembering its answers."""
    return partial(same, macro)
