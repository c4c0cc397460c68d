"""Whatever JSON stands where a value should: the entry is stored or held. None makes the server fault."""

from hypothesis import HealthCheck, settings
from hypothesis import given as _given
from hypothesis import strategies as st

from app.practices.models.runs import COMPLETED, SKIPPED, STARTED
from app.sync import views
from tests.sync.phone import FELT

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["\x00", "\ud800"])
)
ANY = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=6
)


def whole(assignment, habit, session) -> dict[str, dict]:
    """A payload of each kind with every field it knows."""
    named = {"assignment_id": str(assignment.id), "slug": "thought-check", "version": 1}
    run = named | {
        "outcome": "done",
        "chosen_length": "tiny",
        "seconds": 9,
        "before": 1,
        "after": 2,
        "useful": 3,
        "share": 1,
    }
    return {
        "mood.checked_in": FELT | {"energy": 1, "sleep": 2, "share": True, "supersedes": str(session.id)},
        STARTED: named,
        COMPLETED: run
        | {"answers": {"thought": "Words"}, "answer-thought-own": "Words", "supersedes": str(session.id)},
        SKIPPED: {"assignment_id": str(assignment.id), "reason": "Too tired", "reason_own": "x", "instead": "tiny"},
        "habit.set": {"habit_id": str(habit.id), "day": "2026-04-08", "state": "done", "view": "row"},
        "agenda.noted": {"session_id": str(session.id), "text": "Words"},
        "summary.opened": {"session_id": str(session.id)},
        "entry.withdrawn": {"supersedes": str(session.id)},
    }


def test_any_value_in_any_place(monkeypatch, phone, given, habit, ahead):
    monkeypatch.setattr(views, "NEW_MOST", 10**6)
    payloads = whole(given, habit, ahead)

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @_given(values=st.lists(ANY, min_size=30, max_size=30))
    def try_them(values):
        entries, turn = [], iter(values * 3)
        for kind, payload in payloads.items():
            entries += [phone.entry(kind, payload | {name: next(turn)}) for name in payload]
        entries += [phone.entry("agenda.noted", {}) | {name: next(turn)} for name in entries[0]]
        entries += [next(turn)]
        assert {one["status"] for one in phone.send(*entries)} <= {"stored", "held", "duplicate"}

    try_them()
