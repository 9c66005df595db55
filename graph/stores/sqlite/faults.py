"""Errors of SQLite as sentences that say what to do."""

from __future__ import annotations

import sqlite3

from ...errors import readable

UNWRITABLE = frozenset(
    (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM)
)
"""Errors of opening a file beside which nothing can be written; it may still be read."""

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{} is being written by another process: try again when it is done.",
    sqlite3.SQLITE_LOCKED: "{} is being written by another process: try again when it is done.",
    sqlite3.SQLITE_FULL: "No room to write {}: the disk is full or failing. The store is as it was.",
    sqlite3.SQLITE_IOERR: "No room to write {}: the disk is full or failing. The store is as it was.",
    sqlite3.SQLITE_NOMEM: "There is not enough memory for {}.",
    sqlite3.SQLITE_NOTADB: "{} is not a linkchart store; it has been left alone.",
    **dict.fromkeys(
        (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
        "{} cannot be written or opened: check the permissions of the file and of its folder.",
    ),
}
_DAMAGED = "{} is damaged ({}). “linkchart export facts --salvage -o FILE” writes what can be read."


def primary(error: sqlite3.Error) -> int:
    """Find SQLite's number of an error, 0 for an error of the Python module."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def explain(path: str, error: sqlite3.Error) -> str:
    """Write the sentence for an error; one without another explanation means a damaged file."""
    sentence = _SENTENCES.get(primary(error))
    return sentence.format(path) if sentence else damaged(path, str(error))


def damaged(path: str, reason: str) -> str:
    """Write the sentence for a damaged file."""
    first = reason.strip().removeprefix("*** in database main ***").strip().partition("\n")[0]
    return _DAMAGED.format(path, readable(first))
