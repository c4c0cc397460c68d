"""The close-out as a browser sends it."""

from typing import Any


def closing(*kept, **fields: Any) -> dict[str, Any]:
    """The form of a fresh page: what there is is kept, one row is empty."""
    form: dict[str, Any] = {
        "version": "0",
        "attendance": "done",
        "focus": "",
        "insight": "",
        "bring": "",
        "private": "",
    }
    form["next_at"] = "2026-04-21T18:30"
    for row in (1, 2):
        form |= {f"choice_{row}": "swap", f"slug_{row}": "", f"rhythm_{row}": "n3", f"cue_{row}": ""}
    for row, assignment in enumerate(kept, start=1):
        form |= {f"choice_{row}": "keep", f"assignment_{row}": str(assignment.id)}
        form |= {f"kept_cue_{row}": assignment.cue}
    return form | fields


def save(browser, session, form: dict[str, Any]):
    return browser.post(f"/sessions/{session.id}/close-out", data=form)


def publish(browser, session, form: dict[str, Any]):
    return browser.post(f"/sessions/{session.id}/publication", data=form)


def undo(browser, session):
    return browser.post(f"/sessions/{session.id}/publication/withdrawal")


def page_of(browser, session) -> str:
    return browser.get(f"/sessions/{session.id}/close-out").text
