"""The clock: python -m app.worker. The list of jobs, one line each; due work lives in tables, never here."""

import logging
import signal
from collections.abc import Callable
from datetime import timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from app import create_app
from app.accounts.models import SignInCode
from app.channels.mail import jobs as mail
from app.channels.mail.models import Mail
from app.core import clock
from app.core.db import db, writing
from app.core.health import Heartbeat
from app.core.limits import Bucket
from app.core.logs import set_up
from app.entries.models import HeldEntry

STOP = {signal.SIGTERM, signal.SIGINT}


def main() -> None:
    """Runs until it is told to stop; a job under way is finished."""
    set_up()
    # Before any thread begins: they inherit it, so the signal waits for sigwait and cuts nothing in half.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
    ticks = _scheduler(create_app())
    ticks.start()
    logging.getLogger("meanwhile").info("clock started")
    signal.sigwait(STOP)
    ticks.shutdown(wait=True)
    logging.getLogger("meanwhile").info("clock stopped")


def _scheduler(app: Flask) -> BackgroundScheduler:
    # A round that comes late (a laptop slept) is run once, not skipped.
    once = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    ticks = BackgroundScheduler(timezone="UTC", job_defaults=once)
    ticks.add_job(_in(app, beat), "interval", seconds=10, next_run_time=clock.now_of(app))
    ticks.add_job(_in(app, mail.send_waiting), "interval", seconds=1)
    ticks.add_job(_in(app, tidy), "interval", hours=1)
    return ticks


def beat(now) -> None:
    """Says that the clock goes round; /readyz looks at it."""
    with writing():
        Heartbeat.beat("clock", now=now)
        db.session.commit()


def tidy(now) -> None:
    """Removes rows that say nothing any more."""
    with writing():
        Bucket.forget(now=now - timedelta(hours=1))
        SignInCode.forget(before=now - timedelta(days=1))
        Mail.forget(before=now - timedelta(days=30))
        HeldEntry.forget(before=now - timedelta(days=90))
        db.session.commit()


def _in(app: Flask, job: Callable) -> Callable[[], None]:
    """The job inside the application, with the present instant; a fault is logged and the next round comes."""

    def run() -> None:
        with app.app_context():
            try:
                job(clock.now())
            except Exception:
                db.session.rollback()
                logging.getLogger("meanwhile").exception("job failed", extra={"facts": {"job": job.__name__}})

    return run


if __name__ == "__main__":
    main()
