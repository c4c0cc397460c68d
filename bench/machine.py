"""What the figures were measured on."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from typing import Any

import psycopg

from bench.serve import Site


def facts() -> dict[str, Any]:
    """Date, cores, how busy they were, versions. Those of PostgreSQL and Chromium come once they have run."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "busy": round(os.getloadavg()[0], 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def postgresql(site: Site) -> str:
    url = site.app.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        return connection.execute("SHOW server_version").fetchone()[0]
