"""Every setting of Meanwhile: its name in the environment, its default and what it means.

Nothing else reads the environment. `settings(os.environ)` is called once, when the app is made.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


def settings(env: Mapping[str, str]) -> dict:
    """All settings as a Flask config mapping. Raises ValueError naming the variable that cannot be read."""
    var = Path(env.get("VAR_DIR", ROOT / "var"))
    port = _number(env, "PORT", 8000)
    base_url = env.get("BASE_URL", f"http://localhost:{port}").rstrip("/")
    https = base_url.startswith("https://")
    return {
        # Where the database file, the keys and the lock lie.
        "VAR_DIR": var,
        # Port of the web server, and the address people type. Links in mails are built from BASE_URL only.
        "PORT": port,
        "BASE_URL": base_url,
        # sqlite:///path or postgresql://user:password@host/name
        "SQLALCHEMY_DATABASE_URI": _driver(env.get("DATABASE_URL", f"sqlite:///{var / 'meanwhile.db'}")),
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},
        # Requests that name another host are refused; on a server of your own only BASE_URL's counts.
        "TRUSTED_HOSTS": _hosts(base_url),
        # 32 random bytes or more. `flask keys` makes one in VAR_DIR; SECRET_KEY overrules the file.
        "SECRET_KEY": _secret(env, var),
        # The demo organization, sign-in by a tap, mails shown on a page. Never on a server others can reach.
        "DEMO": env.get("DEMO", "0") == "1",
        # smtp://user:password@host:587 (STARTTLS) or smtps://host:465. Empty: mails wait in their table.
        "SMTP_URL": env.get("SMTP_URL", ""),
        "MAIL_FROM": env.get("MAIL_FROM", "Meanwhile <meanwhile@localhost>"),
        # How many reverse proxies of yours stand in front and set X-Forwarded-*. 0: none is believed.
        "TRUSTED_PROXIES": _number(env, "TRUSTED_PROXIES", 0),
        # Largest request body in bytes.
        "MAX_CONTENT_LENGTH": _number(env, "MAX_BODY", 256 * 1024),
        "MAX_FORM_PARTS": 100,
        # The sign-in cookie. The __Host- name needs https; plain http is for localhost only.
        "SESSION_COOKIE_NAME": "__Host-sid" if https else "sid",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 400 * 24 * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,
        # brotli or gzip for pages; quality 4 costs about 40 microseconds for a page.
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
        "COMPRESS_LEVEL": 6,
        "COMPRESS_MIN_SIZE": 500,
        "COMPRESS_MIMETYPES": ["text/html", "application/json", "text/plain"],
    }


def _hosts(base_url: str) -> list[str]:
    host = urlsplit(base_url).hostname or "localhost"
    return ["localhost", "127.0.0.1", "[::1]"] if host == "localhost" else [host]


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(env.get(name, default))
    except ValueError:
        raise ValueError(f"{name} must be a whole number, not {env[name]!r}") from None


def _driver(url: str) -> str:
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _secret(env: Mapping[str, str], var: Path) -> str | None:
    if "SECRET_KEY" in env:
        return env["SECRET_KEY"]
    file = Path(env.get("SECRET_KEY_FILE", var / "secret_key"))
    return file.read_text().strip() if file.exists() else None
