"""Logs: one line of JSON each; ids and codes, never a body, a name or an address."""

import json
import logging
import secrets
import time
from datetime import UTC, datetime

from flask import g, request

LOG = logging.getLogger("meanwhile")
# Not asked for, so not looked up for every line: thread, process and the place in the code (see Python's logging HOWTO).
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
logging._srcfile = None


class JsonLine(logging.Formatter):
    """{"at", "level", "what", ...}; of an exception only its class and the places it passed through."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "what": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line |= {"error": record.exc_info[0].__name__, "trace": _places(record.exc_info[2])}
        return json.dumps(line)


def set_up() -> None:
    """Sends every logger of the process through JsonLine, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # It would say every second that a slow job has not ended; what a job cannot do the clock logs itself.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def init_app(app) -> None:
    app.before_request(_start)
    app.after_request(_log)
    # Flask's own line names the path, and the path of an invitation opens a door.
    app.log_exception = lambda exc_info: app.logger.error("fault", exc_info=exc_info)


def _start() -> None:
    g.started, g.request_id = time.perf_counter(), secrets.token_hex(6)


def _log(response):
    # The route's pattern, not the path: paths of invites carry a secret.
    rule = request.url_rule.rule if request.url_rule else "none"
    facts = {
        "request": g.get("request_id"),
        "method": request.method,
        "route": rule,
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
    }
    LOG.info("request", extra={"facts": facts})
    return response


def _places(traceback) -> list[str]:
    places = []
    while traceback:
        code = traceback.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/app/')[2]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places[-8:]
