"""Built files: their hashed names, and WhiteNoise in front of the application."""

import json
import re
from functools import cache
from pathlib import Path

from whitenoise import WhiteNoise

from app.config import ROOT
from app.core.guard import HEADERS

BUILD = ROOT / "static" / "build"


def init_app(app) -> None:
    app.jinja_env.globals["asset"] = url_of
    if (BUILD / "manifest.json").exists():
        # Read when WhiteNoise lists the files, not with the first page: a build in between would name others.
        _manifest()
    # WhiteNoise answers before Flask: it needs the headers too. esbuild's hashes are eight capitals or digits.
    app.wsgi_app = WhiteNoise(
        app.wsgi_app,
        root=str(BUILD) if BUILD.exists() else None,
        prefix="static/",
        allow_all_origins=False,
        add_headers_function=_add_headers,
        immutable_file_test=lambda _path, url: re.search(r"-[A-Z0-9]{8}\.\w+$", url) is not None,
    )


def url_of(name: str) -> str:
    """The address of a built file: asset("app.css") -> /static/app-3XAMPLE0.css. KeyError if nothing was built."""
    return f"/static/{_manifest()[name]}"


@cache
def _manifest() -> dict[str, str]:
    return json.loads((BUILD / "manifest.json").read_text())


def _add_headers(headers, _path: str | Path, _url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
