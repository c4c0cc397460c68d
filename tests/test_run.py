"""make run: the web server and the clock start together, answer, and end together."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import MetaData, create_engine, select

from app.config import ROOT, settings
from tests import postgres

READY = "Ctrl-C ends it."


@pytest.fixture
def environment(request, tmp_path) -> Iterator[dict[str, str]]:
    """A house of its own: directory, port and database."""
    ours = {"VAR_DIR": str(tmp_path), "PORT": str(_free_port()), "DEMO": "1", "HOST": "0.0.0.0", "WEB_WORKERS": "1"}
    ours |= dict.fromkeys(("SECRET_KEY", "SECRET_KEY_FILE", "DATABASE_URL", "BASE_URL", "SMTP_URL"), "")
    if request.config.getoption("--database") == "sqlite":
        yield os.environ | ours
        return
    with postgres.server() as server, postgres.database(server, "meanwhile_run") as url:
        yield os.environ | ours | {"DATABASE_URL": url}


def test_a_second_start_changes_no_data_and_ctrl_c_ends_all_of_it(environment):
    assert _a_day(environment) == 0
    before = _rows(environment)
    assert len(before["check_in"]) > 100
    assert _a_day(environment) == 0
    assert _rows(environment) == before


def _a_day(environment) -> int:
    """Starts, asks whether it lives, presses Ctrl-C twice. Every line of the processes is one line of JSON."""
    with _started(environment) as house:
        lines = _until_ready(house)
        with urllib.request.urlopen(f"http://localhost:{environment['PORT']}/livez", timeout=10) as answer:
            assert answer.status == 200
        os.killpg(house.pid, signal.SIGINT)
        os.killpg(house.pid, signal.SIGINT)
        # Ends when the last process that holds the pipe has ended: nothing is left behind.
        lines += house.communicate(timeout=40)[0].splitlines()
    assert [line for line in lines if line and not line.startswith("  ") and not _is_json(line)] == []
    assert any("clock stopped" in line for line in lines)
    return house.returncode


def test_a_port_that_is_taken_is_said_in_one_sentence(environment):
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))), _started(environment) as house:
        said = house.communicate(timeout=40)[0]
    assert house.returncode == 1
    assert said.startswith(f"Cannot listen on 127.0.0.1, port {environment['PORT']}: Address already in use.")
    assert "Traceback" not in said


def test_the_key_is_for_its_owner_only(environment):
    from app.core import keys

    file = settings(environment)["SECRET_KEY_FILE"]
    assert keys.make_once(file) and not keys.make_once(file)
    assert file.stat().st_mode & 0o777 == 0o600


@contextmanager
def _started(environment) -> Iterator[subprocess.Popen]:
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "start_new_session": True}
    with subprocess.Popen([sys.executable, "-m", "app.run"], cwd=ROOT, env=environment, **pipe) as house:
        try:
            yield house
        finally:
            # Asked, not killed: it takes its children along.
            house.terminate()


def _until_ready(house: subprocess.Popen) -> list[str]:
    lines = []
    for line in house.stdout:
        lines.append(line.rstrip("\n"))
        if READY in line:
            break
    return lines


def _rows(environment) -> dict[str, list[str]]:
    """All rows of all tables but the heartbeat's, which is there to change."""
    engine, tables = create_engine(settings(environment)["SQLALCHEMY_DATABASE_URI"]), MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        names = [table for table in tables.sorted_tables if table.name != "heartbeat"]
        rows = {table.name: sorted(map(repr, connection.execute(select(table)))) for table in names}
    engine.dispose()
    return rows


def _is_json(line: str) -> bool:
    return line.startswith("{") and {"at", "level", "what"} <= set(json.loads(line))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
