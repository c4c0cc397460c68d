"""Settings: what can be read is used, what cannot be read is said in one sentence without its secrets."""

import pytest

from app import create_app
from app.config import ROOT, CannotStart, settings


def test_without_any_variable_everything_has_a_default():
    config = settings({})
    assert (config["HOST"], config["PORT"], config["BASE_URL"]) == ("127.0.0.1", 8000, "http://localhost:8000")
    assert config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{ROOT / 'var' / 'meanwhile.db'}"
    assert config["DEMO"] is False


def test_with_the_demo_on_it_listens_on_this_machine_alone():
    assert settings({"DEMO": "1", "HOST": "0.0.0.0"})["HOST"] == "127.0.0.1"
    assert settings({"DEMO": "0", "HOST": "0.0.0.0"})["HOST"] == "0.0.0.0"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg(scheme):
    url = settings({"DATABASE_URL": f"{scheme}://mia:p%40ss@db:5433/meanwhile"})["SQLALCHEMY_DATABASE_URI"]
    assert url == "postgresql+psycopg://mia:p%40ss@db:5433/meanwhile"


def test_a_relative_path_counts_from_the_checkout():
    config = settings({"VAR_DIR": "elsewhere", "DATABASE_URL": "sqlite:///elsewhere/m.db"})
    assert config["VAR_DIR"] == ROOT / "elsewhere"
    assert config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{ROOT / 'elsewhere' / 'm.db'}"


@pytest.mark.parametrize(
    "unreadable",
    [
        {"PORT": "eight"},
        {"PORT": "99999"},
        {"WEB_WORKERS": "0"},
        {"TRUSTED_PROXIES": "-1"},
        {"BASE_URL": "meanwhile.example.org"},
        {"DATABASE_URL": "nonsense with a pass-word"},
        {"DATABASE_URL": "mysql://mia:pass-word@db/m"},
        {"DATABASE_URL": "postgresql://mia:pass-word@db:port/m"},
        {"DATABASE_URL": "sqlite://"},
    ],
)
def test_what_cannot_be_read_is_named_without_its_password(unreadable):
    with pytest.raises(CannotStart) as refusal:
        settings(unreadable)
    assert str(refusal.value).startswith(next(iter(unreadable))) and "pass-word" not in str(refusal.value)


@pytest.mark.parametrize("key", [None, "", "short"])
def test_without_a_real_key_nothing_starts(key):
    with pytest.raises(CannotStart, match="SECRET_KEY needs at least 32 characters"):
        create_app({"SECRET_KEY": key})


def test_what_people_wrote_stays_out_of_the_text_of_errors():
    assert settings({})["SQLALCHEMY_ENGINE_OPTIONS"]["hide_parameters"] is True
