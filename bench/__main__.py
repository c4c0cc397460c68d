"""python -m bench: runs the items, prints the table with goals and peers, writes var/bench.json. 1 if one of them fails."""

import argparse
import json
import sys
from typing import Any

from app.config import ROOT
from bench import browser, checkin_write, cold_lcp, first_load, machine, mixed_tail, roster, today_cpu
from bench.serve import DATABASES, site
from bench.table import Row, failed

ITEMS = {item.NAME: item for item in (today_cpu, checkin_write, mixed_tail, first_load, cold_lcp, roster)}
ROUNDS, QUICK_ROUNDS = 5, 3


def main() -> int:
    asked = _asked()
    facts, rows = machine.facts(), []
    for database in asked.database:
        rows += _measured(database, asked, facts)
    _write(facts, rows)
    _say("\n" + ", ".join(f"{name} {value}" for name, value in facts.items()))
    return failed(rows)


def _measured(database: str, asked: argparse.Namespace, facts: dict[str, Any]) -> list[Row]:
    items = [ITEMS[name] for name in asked.only if database in ITEMS[name].DATABASES]
    rows: list[Row] = []
    if not items:
        return rows
    with site(database) as place:
        if database == "postgresql":
            facts["postgresql"] = machine.postgresql(place)
        for item in items:
            rows.append(item.run(place, rounds=QUICK_ROUNDS if asked.quick else ROUNDS, quick=asked.quick))
            _say(f"\n{rows[-1].words}")
    if {cold_lcp, first_load} & set(items):
        facts["chromium"] = browser.version()
    return rows


def _write(facts: dict[str, Any], rows: list[Row]) -> None:
    file = ROOT / "var" / "bench.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"machine": facts, "rows": [row.as_dict() for row in rows]}, indent=2) + "\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds: for looking, not for quoting")
    parser.add_argument("--only", type=_names(ITEMS), default=list(ITEMS), help=f"of {', '.join(ITEMS)}")
    parser.add_argument("--database", type=_names(DATABASES), default=list(DATABASES), help="sqlite, postgresql")
    return parser.parse_args()


def _names(known):
    def parse(text: str) -> list[str]:
        names = text.split(",")
        if unknown := [name for name in names if name not in known]:
            raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(known)}")
        return names

    return parse


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
