"""Who writes and when: what an entry of the history says of itself, on every store."""

from __future__ import annotations

import os

ANALYST = "LINKCHART_ANALYST"
"""The variable that names who writes; `linkchart --analyst` sets it."""


def analyst() -> str | None:
    """Name who writes: LINKCHART_ANALYST, else the login, None where there is none."""
    if given := os.environ.get(ANALYST, "").strip():
        return given
    from getpass import getuser

    try:
        return getuser()
    except (ImportError, KeyError, OSError):  # a container's user need not have a name
        return None


def now() -> str:
    """Return the time in UTC, or that of SOURCE_DATE_EPOCH for stores that are to be the same again."""
    from datetime import UTC, datetime

    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return moment.isoformat(timespec="seconds")
