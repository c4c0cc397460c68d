"""flask demo load and reset: once, in demo mode, and never by accident beside other people."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.core import db as core_db
from app.core.db import db
from app.demo import generate
from app.demo.commands import group


@pytest.fixture
def flask(app):
    """Runs a command of the demo group: flask("load"), its exit code and what it printed."""

    def run(*words: str) -> tuple[int, str]:
        db.session.commit()
        # As in a shell: nobody has said yet that something will be written.
        token = core_db.mean_to_write(False)
        result = app.test_cli_runner().invoke(group, words)
        core_db.as_before(token)
        db.session.expire_all()
        return result.exit_code, result.output

    return run


@pytest.fixture
def demo_on(app):
    app.config["DEMO"] = True
    yield
    app.config["DEMO"] = False


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(User))


def test_loading_makes_it_once(flask, demo_on):
    assert flask("load") == (0, "Demo: Harbour Lane Coaching is ready.\n")
    loaded = people()
    assert loaded > 12
    assert flask("load") == (0, "Demo: Harbour Lane Coaching is there already.\n")
    assert people() == loaded


def test_resetting_makes_it_anew(flask, demo_on):
    flask("load")
    generate.person("maya").name = "Somebody Else"
    code, _said = flask("reset")
    assert code == 0 and generate.person("maya").name == "Maya Lindqvist"


def test_resetting_beside_other_people_wants_a_yes(flask, demo_on, stranger):
    code, said = flask("reset")
    assert code == 1 and "another organization" in said and not generate.exists()
    assert flask("reset", "--yes")[0] == 0
    assert generate.exists() and db.session.get(User, stranger.id)


@pytest.mark.parametrize("command", ["load", "reset"])
def test_without_demo_mode_both_refuse(flask, command):
    code, said = flask(command)
    assert code == 1 and "The demo is off" in said and people() == 0
