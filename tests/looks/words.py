"""Finds the words people read: in templates, in Python, in the data files. Used by the tests beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"

# What only coaches and owners see may use the plain words of their work.
COACHES_ONLY = (
    "review/",
    "library/",
    "sessions/close_out",
    "sessions/_close_out",
    "people",
    "accounts/people",
)
# Rooms whose strings can reach a client. (`review`, `demo`, `core` and `channels` hold none that do.)
CLIENT_ROOMS = (
    "accounts checkins entries goals habits help measures messages nudges practices progress pulses pwa "
    "sessions streaks sync today"
)

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def client_templates() -> list[Path]:
    return [path for path in templates() if not _is(path, TEMPLATES, COACHES_ONLY)]


def client_modules() -> list[Path]:
    modules = (path for room in CLIENT_ROOMS.split() for path in (ROOT / "app" / room).rglob("*.py"))
    return sorted(path for path in modules if "people" not in path.stem and "close_out" not in path.stem)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose_of_template(text: str) -> str:
    """The text without comments and without code; of an expression only its quoted strings stay."""
    return JINJA.sub(lambda code: "" if code[0].startswith("{#") else f" {_quoted(code[0])} ", text)


def markup(text: str) -> str:
    """The tags as a browser gets them, Jinja taken out."""
    return JINJA.sub("", text)


def without_comments(text: str) -> str:
    return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)


def prose_of_module(source: str) -> Iterator[str]:
    """String constants that read like words for people: no docstrings, no keys, nothing inside `raise`."""
    tree = ast.parse(source)
    silent = {id(part) for node in ast.walk(tree) if _never_shown(node) for part in ast.walk(node)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    for node in strings:
        if id(node) not in silent and (" " in node.value or node.value[:1].isupper()):
            yield node.value


def prose_of_data(value: object, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from prose_of_data(part, skip)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in skip:
                yield from prose_of_data(part, skip)


def _never_shown(node: ast.AST) -> bool:
    # A string standing alone as a statement is a docstring.
    return isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _quoted(code: str) -> str:
    return " | ".join(double or single for double, single in QUOTED.findall(code))


def _is(path: Path, root: Path, prefixes: tuple[str, ...]) -> bool:
    return path.relative_to(root).as_posix().startswith(prefixes)
