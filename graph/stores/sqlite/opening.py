"""Open the file of a store, to read or to write.

Only SQLite opens the file: by POSIX, closing it elsewhere would release all locks of this process on it.
"""

from __future__ import annotations

import os
import sqlite3
from stat import S_ISDIR, S_ISREG

from ...errors import StoreError
from .connection import WRITING, Connection, place_of
from .tables import VERSION, is_store, prepare

PATIENCE = 5.0  # seconds to wait for another writer

# Mapping the file into memory would make no search faster, and take twice the memory.
_WRITING = ("page_size = 4096", f"cache_size = {WRITING}", "secure_delete = ON")
_READING = ("query_only = ON",)


def connect(path: str, *, write: bool, create: bool = False) -> Connection:
    """Open the store at a path; raises StoreError when it is no store or out of reach.

    With `create`, a file that is missing or empty is made into a store inside the caller's transaction.
    """
    if path == ":memory:":
        database = sqlite3.connect(path, isolation_level=None, factory=Connection)
        prepare(database)
        return database
    _check_file(path, create=create)
    database = _open_to_write(path, create=create) if write or create else _open_to_read(path)
    try:
        if _is_filled(database, create=create) and database.execute("PRAGMA user_version").fetchone() != (VERSION,):
            database = _upgraded(database)
        for setting in _WRITING if write else _READING:
            database.execute(f"PRAGMA {setting}")
        if write and is_store(database):
            let_read(database)
    except BaseException:
        database.close()
        raise
    return database


def let_read(database: sqlite3.Connection) -> None:
    """Allow reading while the file is written, from now on.

    The first load does without, since WAL writes everything twice and there is nothing to read yet.
    """
    database.execute("PRAGMA journal_mode = WAL")


def _open_to_write(path: str, *, create: bool) -> Connection:
    try:
        return _open(path, "rwc" if create else "rw")
    except sqlite3.DatabaseError as error:
        from .faults import explain

        raise StoreError(explain(path, error)) from error


def _open_to_read(path: str) -> Connection:
    """Open a file for reading, even where WAL's own files cannot be written beside it.

    A writable file is opened for writing: the last process to close it removes the files of WAL, and the first one
    to open it rolls back a killed load.
    """
    folder = os.path.dirname(os.path.abspath(path))
    writable = os.access(path, os.W_OK) and os.access(folder, os.W_OK)
    for mode in ("rw", "ro", "ro&immutable=1") if writable else ("ro", "ro&immutable=1"):
        try:
            if "immutable" in mode:  # nobody else can write beside it either, so nobody is writing
                _check_beside(path)
            return _open(path, mode)
        except sqlite3.DatabaseError as error:
            from .faults import UNWRITABLE, explain, primary

            if primary(error) not in UNWRITABLE or "immutable" in mode:
                raise StoreError(explain(path, error)) from error
    raise AssertionError


def _check_beside(path: str) -> None:
    """Raise StoreError when a part of a store is in a file beside it."""
    for beside in (f"{path}-wal", f"{path}-journal"):
        if os.path.exists(beside) and os.path.getsize(beside):
            raise StoreError(
                f"{path} cannot be read here: what was written last is still in {beside}, and to read that takes the "
                "right to write, and room, in its folder. Copy both files to a folder that has them."
            )


def _open(path: str, mode: str) -> Connection:
    # Importing urllib.parse.quote for this takes longer than a search.
    escaped = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    address = f"file:{escaped}?mode={mode}"
    database = sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE, factory=Connection)
    try:
        sqlite3.Connection.execute(database, "SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        database.close()
        raise
    database.path, database.place = path, place_of(path)
    return database


def _check_file(path: str, *, create: bool) -> None:
    """Raise StoreError for a file that cannot be a store by its kind or size; SQLite checks its content."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        if create:
            return
        raise StoreError(f"There is no store at {path}: make one with “linkchart load FILE”.") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read: {getattr(error, 'strerror', error)}.") from error
    if S_ISDIR(status.st_mode):
        raise StoreError(f"{path} is a folder, not a store: name a file in it.")
    if not S_ISREG(status.st_mode):
        raise StoreError(f"{path} is no file, so it cannot be a store.")
    if not status.st_size and not create:
        raise StoreError(f"{path} is an empty file, not a store: fill it with “linkchart load FILE”.")


def _is_filled(database: Connection, *, create: bool) -> bool:
    """Check whether a file is a store (False: an empty file); raises StoreError for other files."""
    if is_store(database):
        return True
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if create and not tables and application == 0:
        return False
    raise StoreError(f"{database.path} is not a linkchart store; it has been left alone.")


def _upgraded(database: Connection) -> Connection:
    """Upgrade the file of an older linkchart; a read-only one is upgraded in a copy in memory."""
    from .faults import UNWRITABLE, primary
    from .migrations import is_up_to_date, upgrade, version_of

    version_of(database)  # refuses a newer one
    try:
        database.notes = upgrade(database)
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.OperationalError) or primary(error.__cause__) not in UNWRITABLE:
            raise
    else:
        return database
    if is_up_to_date(database):
        return database
    copy = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    database.backup(copy)
    copy.path = database.path
    database.close()
    upgrade(copy)
    copy.notes = [f"{copy.path} is of an older format and cannot be written: what it holds is read from a copy."]
    return copy
