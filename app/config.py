"""Every setting of Meanwhile: its name in the environment, its default and what it means.

Nothing else reads the environment. `settings(os.environ)` is called once, when the app is made.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent

# What no variable changes.
SETTLED = {
    # What people wrote stays out of the text of errors.
    "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
    "MAX_FORM_PARTS": 100,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PERMANENT_SESSION_LIFETIME": 400 * 24 * 3600,
    "SESSION_REFRESH_EACH_REQUEST": False,
    # brotli or gzip for pages. Amid a request quality 4 takes 0.3 ms for 13 KB, 1 a quarter of that for 500 bytes more.
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_BR_LEVEL": 1,
    "COMPRESS_LEVEL": 6,
    "COMPRESS_MIN_SIZE": 500,
    # No page has a name to ask for it by: none is ever kept.
    "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,
    "COMPRESS_MIMETYPES": ["text/html", "application/json", "text/plain"],
}


class CannotStart(SystemExit):
    """Something has to be put right first. Whatever was started prints the sentence, without a trace, and ends with 1."""


def settings(env: Mapping[str, str]) -> dict:
    """All settings as a Flask config mapping. Raises CannotStart naming the variable that cannot be read."""
    # A relative path counts from here, wherever the command was typed.
    var = ROOT / (env.get("VAR_DIR") or "var")
    port = _number(env, "PORT", 8000, most=65535)
    base_url = _address(env.get("BASE_URL") or f"http://localhost:{port}")
    https = base_url.startswith("https://")
    demo = env.get("DEMO", "0") == "1"
    key_file = ROOT / (env.get("SECRET_KEY_FILE") or var / "secret_key")
    return {
        # Where the database file, the keys and the lock lie.
        "VAR_DIR": var,
        # Where the web server of `make run` listens. The demo signs anybody in by a tap: it stays on this machine.
        "HOST": "127.0.0.1" if demo else env.get("HOST") or "127.0.0.1",
        "PORT": port,
        "WEB_WORKERS": _number(env, "WEB_WORKERS", 2, most=64),
        # The address people type. Links in mails are built from it only.
        "BASE_URL": base_url,
        # sqlite:///path or postgresql://user:password@host/name
        "SQLALCHEMY_DATABASE_URI": _database(env.get("DATABASE_URL") or f"sqlite:///{var / 'meanwhile.db'}"),
        # Requests that name another host are refused; on a server of your own only BASE_URL's counts.
        "TRUSTED_HOSTS": _hosts(base_url),
        # 32 characters or more. `make run` makes one in the file; SECRET_KEY overrules it.
        "SECRET_KEY_FILE": key_file,
        "SECRET_KEY": env.get("SECRET_KEY") or _read(key_file),
        # The demo organization, sign-in by a tap, mails shown on a page. Never on a server others can reach.
        "DEMO": demo,
        # smtp://user:password@host:587 (STARTTLS) or smtps://host:465. Empty: mails wait in their table.
        "SMTP_URL": env.get("SMTP_URL", ""),
        "MAIL_FROM": env.get("MAIL_FROM", "Meanwhile <meanwhile@localhost>"),
        # How many reverse proxies of yours stand in front and set X-Forwarded-*. 0: none is believed.
        "TRUSTED_PROXIES": _number(env, "TRUSTED_PROXIES", 0, least=0, most=9),
        # Largest request body in bytes.
        "MAX_CONTENT_LENGTH": _number(env, "MAX_BODY", 256 * 1024),
        "MIN_BUILD": env.get("MIN_BUILD", ""),  # Older builds of the app offer "New version"; empty: none does.
        # The sign-in cookie. The __Host- name needs https; plain http is for localhost only.
        "SESSION_COOKIE_NAME": "__Host-sid" if https else "sid",
        "SESSION_COOKIE_SECURE": https,
        **SETTLED,
    }


def _hosts(base_url: str) -> list[str]:
    host = urlsplit(base_url).hostname or "localhost"
    return ["localhost", "127.0.0.1", "[::1]"] if host == "localhost" else [host]


def _address(url: str) -> str:
    if not urlsplit(url).hostname or urlsplit(url).scheme not in ("http", "https"):
        raise CannotStart(f"BASE_URL must be an address such as https://meanwhile.example.org, not {url!r}.")
    return url.rstrip("/")


def _number(env: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int = 2**30) -> int:
    text = env.get(name, "") or str(default)
    if not text.isdecimal() or not least <= int(text) <= most:
        raise CannotStart(f"{name} must be a whole number from {least} to {most}, not {text!r}.")
    return int(text)


def _database(url: str) -> str:
    try:
        parts = make_url(url)
        kind = parts.get_backend_name()
    except (ArgumentError, ValueError):
        kind = None
    # A database in memory would be another one in every process.
    if kind == "sqlite" and parts.database not in (None, "", ":memory:"):
        return str(parts.set(database=str(ROOT / parts.database)))
    if kind in ("postgres", "postgresql"):
        return parts.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    # The value itself is not repeated: it may hold a password.
    raise CannotStart("DATABASE_URL must be postgresql://user:password@host/name or sqlite:///path.")


def _read(file: Path) -> str | None:
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotStart(f"The key in {file} cannot be read: {error.strerror}.") from None
