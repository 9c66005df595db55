"""Trials of changes: a transaction on the file of a store that is rolled back, or a private copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ...errors import StoreError
from .connection import Connection
from .opening import connect

CACHE = "cache_size = -65536"
"""Memory for what a trial changes, in kB, so that little of it is written beside the file."""


@contextmanager
def rolled_back(state: Connection) -> Iterator[Connection | None]:
    """Open a file a second time for a brief trial; None where it cannot be written now.

    `state` is the connection that reads it. Copying a million relations takes longer than judging them.
    """
    database = _second_connection(state)
    try:
        yield database
    finally:
        if database is not None:
            with suppress(StoreError):
                database.execute("ROLLBACK")
            database.close()


def private_copy(database: Connection) -> Connection:
    """Copy the current state of a database; the copy stays in memory until it outgrows its cache.

    So a question about a small store is answered even where no temporary file can be written.
    """
    copy = sqlite3.connect("", isolation_level=None, factory=Connection)
    copy.path = f"the temporary copy of {database.path}"
    copy.execute(f"PRAGMA {CACHE}")
    copy.execute("PRAGMA journal_mode = MEMORY")
    with database.explained():
        database.backup(copy)
    return copy


def _second_connection(state: Connection) -> Connection | None:
    """Open the file a second time and begin to write; None if that fails, or the file has changed."""
    if state.place is None:
        return None
    try:
        database = connect(state.path, write=True)
    except StoreError:
        return None
    try:
        database.execute(f"PRAGMA {CACHE}")
        database.execute("PRAGMA busy_timeout = 0")
        database.execute("BEGIN IMMEDIATE")
        if database.execute(_LATEST).fetchone() == state.execute(_LATEST).fetchone():
            return database
    except StoreError:
        pass
    database.close()
    return None


# Every write adds an entry, or completes one.
_LATEST = "SELECT max(n), count(*), sum(undone), sum(tellings) FROM command"
