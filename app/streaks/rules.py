"""The numbers behind a run. What `app/data/rules.json` holds as a number is read from there;
what it says in a sentence stands here, beside the key of that sentence (all under `habits`)."""

from datetime import timedelta

from app import data

HABITS = data.rules()["habits"]

BACKDATE_DAYS: int = HABITS["backdate_days"]
PAUSE_MAX_DAYS: int = HABITS["pause_max_days"]
SHOWN_FROM: int = HABITS["streak"]["shown_from"]
WINDOW_DAYS: int = HABITS["consistency"]["window_days"]
BANDS: list[tuple[int, int, str]] = [tuple(band) for band in HABITS["steadiness"]["bands"]]
DAY_STARTS = timedelta(hours=int(HABITS["day_starts_at"][:2]), minutes=int(HABITS["day_starts_at"][3:]))

FORGIVE_DAYS = 7  # streak.forgive_days: at most one miss in any 7 consecutive scheduled days
FORGIVE_WEEKS = 4  # streak.forgive_weeks: at most one short week in any 4 consecutive counted weeks
HALF_LIFE = 13  # steadiness.formula: days until half of the past has faded, for a daily habit
STEADY_DAYS = 14  # steadiness.formula: the look back of N per week
REST_HINT = 3  # rest_hint: third rest day in 7
REST_HINT_DAYS = 7
LIVED_HOURS = 12  # timezone: a date of which less was lived is off
