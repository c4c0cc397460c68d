"""The rest of each coach's clients: the same formula with steady numbers, around the words of stories/*_clients.json.

A record says who somebody is and what was written; what it leaves open (how often they check in, at which hour, how
much of what they planned they do) comes from its seed, and changes little from week to week.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.accounts.models.consent import CHECK_INS, PRACTICES
from app.core import clock
from app.data import personas
from app.demo.diary import Diary
from app.demo.people import Client
from app.demo.stories import records
from app.streaks.schedule import DAY_NAMES

LOCALES = {"amara": "en-GB", "daniel": "en-US", "meilin": "en-SG"}
BEFORE_THE_FIRST = 2  # days from joining to the first session, unless a record says more


def clients(now: datetime, taken: dict[str, Iterable[datetime]]) -> list[Client]:
    """Everybody whose story is not told in personas.json; `taken`: coach -> starts of the sessions there are."""
    found = []
    for coach in personas()["staff"]["coaches"]:
        diary = Diary.of(coach, taken.get(coach["id"], ()))
        told = records(coach["id"]).items()
        found += [Client(_persona(person_id, one, coach["id"], diary, now), now) for person_id, one in told]
    return found


def _persona(person_id: str, record: dict, coach_id: str, diary: Diary, now: datetime) -> dict:
    """In the shape of personas.json."""
    rng = Random(f"steady:{person_id}:{record['seed']}")
    about = {name: record[name] for name in ("name", "pronouns", "triggers")}
    persona = about | {"id": person_id, "coach": coach_id, "timezone": record["zone"], "travel": _travel(record)}
    persona |= {"locale": record.get("locale", LOCALES[coach_id]), "preferences": _preferences(record)}
    persona |= {"events": [], "practice_next_day_effect": -0.1, "keeps_private": _private(record)}
    persona["checkins"] = _check_ins(record, rng)
    sessions = list(_sessions(record, Client(persona, now), diary))
    persona |= {"sessions": sessions, "joined_day": sessions[0]["day"] - record.get("waited", BEFORE_THE_FIRST)}
    persona |= _away(record)
    return persona | {"practices": _practices(record, sessions, rng), "habits": _habits(record, rng)}


def _check_ins(record: dict, rng: Random) -> dict:
    often, weekend = record.get("often", rng.uniform(0.62, 0.9)), rng.uniform(0.5, 0.95)
    stress = record.get("stress", rng.uniform(2.3, 3.0))
    return {
        "prob_by_weekday": [often] * 5 + [often * weekend] * 2,
        "usual_hour": record.get("hour", rng.choice((7, 8, 12, 17, 18, 19, 20, 21))),
        "stress_start": stress,
        "stress_shift_by_week": [-record.get("eases", 0.03) * week for week in range(9)],
        "stress_weekday_effect": [0.2, 0.1, 0, 0.1, -0.1, -0.2, 0],
        "noise_sd": 0.6,
        "autocorrelation": 0.3,
        "mood_base": rng.uniform(3.2, 3.6),
        "mood_stress_coupling": 0.6,
        "prob_note": 0.3,
        "prob_optional_items": rng.uniform(0.2, 0.5),
        "prob_offline": 0.1,
    }


def _private(record: dict) -> list[str]:
    purposes = {"check_ins": CHECK_INS, "practices": PRACTICES}
    return [purposes[one] for one in record.get("keeps_private", ())]


def _preferences(record: dict) -> dict:
    return {"theme": record.get("theme", "system"), "text_scale": record.get("text", 1.0)}


def _travel(record: dict) -> list[dict]:
    return [{"day": day, "to": zone} for day, zone in record.get("travel", ())]


def _away(record: dict) -> dict:
    """A pause that lasts, days away that are over, or quiet since some day."""
    first, last = record.get("paused") or record.get("away") or (None, None)
    pauses = {} if first is None else {"pauses": [{"from_day": first, "to_day": last}]}
    paused = {"paused_day": first} if "paused" in record else {}
    quiet = {"last_activity_day": record["quiet_since"]} if "quiet_since" in record else {}
    return pauses | paused | quiet


def _sessions(record: dict, client: Client, diary: Diary) -> Iterator[dict]:
    """In the diary of the coach, on their clock; numbered on the client's."""
    wall, before = time.fromisoformat(record["meets"]), None
    coachs = clock.local_day(client.now, diary.zone)
    # Whoever is a date ahead: what has been lies before today on both clocks, what is booked does not.
    earlier, later = min(coachs, client.today), max(coachs, client.today)
    for one in [*record["sessions"], *([record["next"]] if "next" in record else [])]:
        booked = "in" in one
        day = later + timedelta(days=one["in"]) if booked else earlier + timedelta(days=one["day"])
        first = later if booked else (before + timedelta(days=1) if before else date.min)
        at = diary.book(day, wall, first=first, last=date.max if booked else earlier - timedelta(days=1))
        before = at.astimezone(ZoneInfo(diary.zone)).date()
        status = "booked" if booked else one.get("came", "done")
        yield _on_their_clock(client, at) | {"status": status, "brings": one.get("agenda", []) if booked else []}


def _on_their_clock(client: Client, at: datetime) -> dict:
    home = at.astimezone(ZoneInfo(client.zone))
    there = at.astimezone(ZoneInfo(client.zone_on((home.date() - client.today).days, home.time())))
    return {"day": (there.date() - client.today).days, "wall": there.strftime("%H:%M")}


def _practices(record: dict, sessions: list[dict], rng: Random) -> list[dict]:
    """Chosen in the session `since` counts to, among those that took place."""
    held = [one["day"] for one in sessions if one["status"] == "done"]
    return [
        {
            "slug": slug,
            "schedule": _rhythm(one["often"]),
            "if_then": one["cue"],
            "assigned_day": held[one.get("since", 0)],
            "adherence_by_week": _kept(one, rng),
        }
        for slug, one in record["practices"].items()
    ]


def _habits(record: dict, rng: Random) -> list[dict]:
    if "habit" not in record:
        return []
    one = record["habit"]
    rhythm = {"title": one["title"], "schedule": _rhythm(one["often"])}
    return [rhythm | {"adherence_by_week": _kept(one, rng), "rest_days": one.get("rests", [])}]


def _kept(one: dict, rng: Random) -> list[float]:
    usual = one.get("kept", rng.uniform(0.55, 0.88))
    return [min(1.0, usual + rng.uniform(-0.08, 0.08)) if usual else 0 for _week in range(9)]


def _rhythm(often: int | str | list[str]) -> dict:
    """3, "daily", "weekdays" or ["tue", "fri"]."""
    if isinstance(often, int):
        return {"type": "n_per_week", "n": often}
    if often == "daily":
        return {"type": "daily"}
    return {"type": "weekdays", "days": list(DAY_NAMES[:5]) if often == "weekdays" else often}
