"""The history: an entry for every command that wrote."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator

from ..protocol import Command, Counts, Entry

_COLUMNS = "n, time, command, file, hash, documents, entities, relations, tellings"


def record(database: sqlite3.Connection, command: Command, counts: Counts) -> int:
    """Write an entry and return its number."""
    row = database.execute(
        "INSERT INTO command (time, command, file, hash, documents, entities, relations, tellings) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [now(), command.name, command.file, command.hash, *counts],
    )
    return int(row.lastrowid or 0)


def entries(database: sqlite3.Connection) -> Iterator[Entry]:
    """Yield the entries, the first one first."""
    for number, time, name, file, hash_, *counts in database.execute(f"SELECT {_COLUMNS} FROM command ORDER BY n"):
        yield Entry(number, time, Command(name, file, hash_), Counts(*counts))


def now() -> str:
    """Return the time in UTC, or that of SOURCE_DATE_EPOCH for stores that are to be the same again."""
    from datetime import UTC, datetime

    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return now.isoformat(timespec="seconds")
