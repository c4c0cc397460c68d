"""The people of Harbour Lane Coaching: who they are, when they came, who coaches whom. All of them are fictional."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from app.accounts.models import Consent, Membership, Organization, Pairing, User
from app.accounts.models.consent import CHECK_INS, PRACTICES, TERMS, TEXT_VERSION
from app.core import clock
from app.data import personas

if TYPE_CHECKING:
    from app.demo.phone import Rows

# Fixed, so that the demo is found again whatever its people change in their settings.
ORGANIZATION_ID = uuid.UUID("01930000-0000-7000-8000-0000000de300")
DOMAIN = "harbour-lane.example"
TEXT_SIZES = (100, 115, 150, 200)

# What personas.json leaves open about the staff: pronouns, locale, days since they came.
STAFF = {
    "ingrid": ("she/her", "en-GB", 400),
    "amara": ("she/her", "en-GB", 390),
    "daniel": ("he/him", "en-US", 310),
    "meilin": ("she/her", "en-SG", 150),
}


def user_id(persona_id: str) -> uuid.UUID:
    """The same person has the same id after every reset, so that a link to their page still works."""
    return uuid.uuid5(ORGANIZATION_ID, persona_id)


@dataclass(frozen=True)
class Client:
    """A persona placed in time. A day's number is its distance from this client's today."""

    persona: dict
    now: datetime
    organization_id = ORGANIZATION_ID

    @cached_property
    def id(self) -> uuid.UUID:
        return user_id(self.persona["id"])

    @property
    def coach_id(self) -> uuid.UUID:
        return user_id(self.persona["coach"])

    @property
    def zone(self) -> str:
        return self.persona["timezone"]

    @cached_property
    def today(self) -> date:
        return clock.local_day(self.now, self.zone)

    def day(self, number: int) -> date:
        return self.today + timedelta(days=number)

    def zone_on(self, number: int, wall: time) -> str:
        """Where the client is. On the day of a flight the morning is still in the old place."""
        zone = self.zone
        for leg in self.persona.get("travel", ()):
            if leg["day"] < number or (leg["day"] == number and wall >= time(14)):
                zone = leg["to"]
        return zone

    def at(self, number: int, wall: time) -> datetime:
        return clock.at_wall(self.day(number), wall, self.zone_on(number, wall))

    @cached_property
    def joined_at(self) -> datetime:
        """An hour before they would check in on their first day."""
        return self.at(self.persona["joined_day"], time(self.persona["checkins"]["usual_hour"] - 1, 12))


def clients(now: datetime) -> list[Client]:
    return [Client(persona, now) for persona in personas()["clients"]]


def add_organization(rows: Rows, now: datetime) -> None:
    """The organization with its owner and coaches."""
    staff = personas()["staff"]
    began = now - timedelta(days=400)
    rows.add(Organization, id=ORGANIZATION_ID, name=staff["practice_name"], created_at=began, country="GB")
    for persona in (staff["owner"], *staff["coaches"]):
        pronouns, locale, days = STAFF[persona["id"]]
        about = persona | {"pronouns": pronouns, "locale": locale}
        _add_user(rows, about, persona.get("role", "coach"), joined_at=now - timedelta(days=days))


def add_client(rows: Rows, client: Client, *, read_at: datetime | None) -> None:
    """The client with membership, pairing and the yeses of joining: two or three. `read_at`: read until then."""
    persona, since = client.persona, client.joined_at
    paused_at = client.at(persona["paused_day"], time(8)) if "paused_day" in persona else None
    _add_user(rows, persona, "client", joined_at=since, preferences=_preferences(persona), paused_at=paused_at)
    pair = {"coach_id": client.coach_id, "client_id": client.id, "began_at": since, "read_at": read_at}
    rows.add(Pairing, organization_id=ORGANIZATION_ID, client_decided_at=since, **pair)
    shows = [purpose for purpose in (CHECK_INS, PRACTICES) if purpose not in persona.get("keeps_private", ())]
    for purpose, coach_id in ((TERMS, None), *((purpose, client.coach_id) for purpose in shows)):
        given = {"purpose": purpose, "coach_id": coach_id, "text_version": TEXT_VERSION, "given_at": since}
        rows.add(Consent, organization_id=ORGANIZATION_ID, user_id=client.id, **given)


def _add_user(
    rows: Rows,
    persona: dict,
    role: str,
    *,
    joined_at: datetime,
    preferences: dict | None = None,
    paused_at: datetime | None = None,
) -> None:
    person_id = user_id(persona["id"])
    rows.add(
        User,
        id=person_id,
        organization_id=ORGANIZATION_ID,
        email=f"{persona['id']}@{DOMAIN}",
        name=persona["name"],
        pronouns=persona["pronouns"],
        zone=persona["timezone"],
        locale=persona["locale"],
        preferences=preferences or {},
        created_at=joined_at,
    )
    dates = {"invited_at": joined_at - timedelta(days=2), "joined_at": joined_at, "paused_at": paused_at}
    rows.add(Membership, organization_id=ORGANIZATION_ID, user_id=person_id, role=role, **dates)


def _preferences(persona: dict) -> dict:
    likes = persona["preferences"]
    text = min(TEXT_SIZES, key=lambda size: abs(size - likes["text_scale"] * 100))
    return {"theme": likes["theme"], "text": text, "triggers": persona["triggers"]}
