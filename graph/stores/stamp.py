"""The author and time of an entry of the history, on every store."""

from __future__ import annotations

import os

ANALYST = "LINKCHART_ANALYST"
"""The environment variable that names the author; `linkchart --analyst` sets it."""


def analyst() -> str | None:
    """Name the author: LINKCHART_ANALYST, else the login, None where there is none."""
    if given := os.environ.get(ANALYST, "").strip():
        return given
    from getpass import getuser

    try:
        return getuser()
    except (ImportError, KeyError, OSError):  # a container's user need not have a name
        return None


def now() -> str:
    """Write the time in UTC, or that of SOURCE_DATE_EPOCH for reproducible stores."""
    from datetime import UTC, datetime

    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return moment.isoformat(timespec="seconds")
