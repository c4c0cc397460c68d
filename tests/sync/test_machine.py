"""Three devices, two people of two organizations, and everything that happens to phones: acknowledged is never lost,
each entry is there once, nobody's is under another's name, and all devices lead to the same end.

A fixed small sample here; `pytest tests/sync/test_machine.py --hypothesis-profile=soak` runs for long and by chance.
"""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.core.db import db
from app.core.ids import uuid7
from tests import people
from tests.sync import truth
from tests.sync.conftest import give, keep_habit, meet
from tests.sync.devices import Device, Owner

SMALL = settings(max_examples=30, stateful_step_count=40)
DEVICES, OWNERS = st.integers(0, 2), st.integers(0, 1)
PICK, ODDS = st.integers(0, 999), st.booleans()


def owner(name: str, clock) -> Owner:
    org = people.organization(clock.now, f"{name} Coaching")
    mail = f"{name.lower()}-{uuid7()}@mail.example"
    coach = people.person(org, "Cora Coach", "coach", now=clock.now, email=f"coach-{mail}")
    user = people.person(org, name, "client", now=clock.now, email=mail)
    people.pair(user, coach, now=clock.now)
    at = clock.now - timedelta(days=3)
    made = {"habit": keep_habit(user, at), "assignment": give(user, coach, at), "session": meet(user, coach, at, at)}
    return Owner(user, {name: str(one.id) for name, one in made.items()})


class Phones(RuleBasedStateMachine):
    def __init__(self, http, clock) -> None:
        super().__init__()
        self.http, self.clock = http, clock
        clock.__init__()

    @initialize()
    def two_people_and_three_devices(self) -> None:
        self.owners = [owner("Maya", self.clock), owner("Stan", self.clock)]
        self.devices = [Device(f"device-{number}", self.http, self.clock) for number in range(3)]
        for device, whose, days in zip(self.devices, (0, 0, 1), (0, 3, -3), strict=True):
            device.sign_in(self.owners[whose])
            device.off = timedelta(days=days)
        # Something waits everywhere before anything happens, the newest at the first device.
        for number, state in ((2, "done"), (1, "done"), (0, "rest")):
            self.write(number, "feel")
            self.mark(number, state)
            self.clock.moves(minutes=1)

    @rule(device=DEVICES, kind=st.sampled_from(["feel", "practise", "bring"]))
    def write(self, device, kind) -> None:
        here, words = self.devices[device], str(uuid7())
        named = {"assignment_id": here.owner.ids["assignment"], "version": 1}
        if kind == "feel":
            here.write("mood.checked_in", {"mood": 3, "stress": 3, "note": words})
        elif kind == "practise":
            here.write("practice.started", named)
            here.write("practice.completed", named | {"outcome": "done", "answers": {"thought": words}})
        else:
            here.write("agenda.noted", {"session_id": here.owner.ids["session"], "text": words})

    @rule(device=DEVICES, state=st.sampled_from(["done", "rest", "none"]))
    def mark(self, device, state) -> None:
        here, day = self.devices[device], self.clock.now.date().isoformat()
        here.write("habit.set", {"habit_id": here.owner.ids["habit"], "state": state, "day": day})

    @rule(device=DEVICES, pick=PICK)
    def correct(self, device, pick) -> None:
        """Of anything this person made on whichever device; of a run, the answers after it."""
        here = self.devices[device]
        if before := _one(here.owner.made, pick, but=("entry.withdrawn", "practice.started")):
            said = before["payload"] if before["kind"] != "practice.completed" else {"after": 2}
            here.write(before["kind"], said | {"supersedes": before["id"]})

    @rule(device=DEVICES, pick=PICK)
    def undo(self, device, pick) -> None:
        here = self.devices[device]
        if before := _one(here.owner.made, pick, but=("entry.withdrawn",)):
            here.write("entry.withdrawn", {"supersedes": before["id"]})

    @rule(device=DEVICES, backwards=ODDS, most=st.integers(1, 6), lost=ODDS, twice=ODDS)
    def send(self, device, backwards, most, lost, twice) -> None:
        """The oldest or the newest of what waits; the reply may be lost, the request may go out twice."""
        here = self.devices[device]
        some = here.mine()[::-1][:most] if backwards else here.mine()[:most]
        if twice:
            here.flush(some, lost=True)
        if here.flush(some, lost=lost) == 401:
            here.sign_in(here.owner)

    @rule(device=DEVICES, whose=OWNERS, how=st.sampled_from(["sign out", "revoke"]))
    def sign_in_again(self, device, whose, how) -> None:
        """Whoever signs in next, what waits stays where it is. A sign-in ended elsewhere is noticed at the next send."""
        here = self.devices[device]
        if how == "revoke":
            here.revoke()
        else:
            here.browser.post("/sign-out")
            here.sign_in(self.owners[whose])

    @rule(device=DEVICES, days=st.integers(-3, 3), minutes=st.integers(1, 300))
    def time(self, device, days, minutes) -> None:
        """It passes, and one clock jumps."""
        self.clock.moves(minutes=minutes)
        self.devices[device].off = timedelta(days=days)

    @rule(device=DEVICES, pick=PICK)
    def mischief(self, device, pick) -> None:
        """A page of the person before is still open and sends; a name is used again for something else."""
        here = self.devices[device]
        other = next(one for one in self.owners if one is not here.owner)
        if theirs := _one(other.made, pick):
            assert here.post([theirs], user_ref=other.ref).status_code in (401, 409)
        if entry := _one(here.owner.made, pick, only=here.owner.acknowledged):
            answer = here.post([entry | {"local_date": "2026-01-01"}])
            if answer.status_code == 200:
                assert answer.json["results"][0]["code"] == "id_reused_with_other_content"

    @invariant()
    def what_was_acknowledged_is_there_and_nothing_else_is(self) -> None:
        for one in getattr(self, "owners", []):
            kept = {str(entry.id): entry for entry in truth.ledger(one.user)}
            assert one.acknowledged <= kept.keys() <= one.made.keys()
            for name, entry in kept.items():
                assert entry.organization_id == one.user.organization_id
                assert entry.occurred_at.isoformat() == one.made[name]["occurred_at"]
                said = one.made[name]["payload"]
                assert {part: entry.payload[part] for part in said} == said

    def teardown(self) -> None:
        """Everybody finds the network again."""
        waiting = getattr(self, "devices", [])
        # Answers after a run wait for the run, which another device may hold.
        for _ in range(10):
            for here in waiting:
                for one in self.owners:
                    here.sign_in(one)
                    here.flush(here.mine())
            waiting = [here for here in waiting if here.outbox]
        for one in getattr(self, "owners", []):
            entries = truth.ledger(one.user)
            assert {str(entry.id) for entry in entries} == one.made.keys()
            assert truth.actual(one.user) == truth.expected(entries, one.happened)
            first = truth.first_moments(entries)
            assert all(at == first[name] for name, at in truth.moments(one.user).items())
        assert not any(here.outbox for here in getattr(self, "devices", []))
        db.session.commit()


def _one(made: dict, pick: int, *, but: tuple = (), only: set | None = None) -> dict | None:
    """One of the newest three: there things meet."""
    some = [one for one in made.values() if one["kind"] not in but and (only is None or one["id"] in only)][-3:]
    return some[pick % len(some)] if some else None


def test_whatever_happens_to_the_phones(http, clock):
    chosen = settings.get_profile("soak") if settings.get_current_profile_name() == "soak" else SMALL
    run_state_machine_as_test(lambda: Phones(http, clock), settings=chosen)
