"""Open the file of a store, and translate SQLite's errors.

Only SQLite opens the file: to close it elsewhere would release all locks of this process on it, as POSIX has it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from stat import S_ISDIR, S_ISREG
from typing import Any

from ...errors import LinkchartError, StoreError
from .faults import UNWRITABLE, damaged, explain, primary
from .migrations import upgrade, version_of
from .tables import VERSION, is_store, prepare

PATIENCE = 5.0  # seconds to wait for another writer

# What changes here and there stays in memory; what is sorted is faster in pieces that a processor's cache holds.
WRITING, SORTING = -16_384, -4_096
"""Sizes of SQLite's own cache, in kB, negative as its pragma wants them."""

# To map the file into memory instead of reading it makes no search faster, and takes twice the memory.
_WRITING = ("page_size = 4096", f"cache_size = {WRITING}", "secure_delete = ON")
_READING = ("query_only = ON",)


class Cursor(sqlite3.Cursor):
    """A cursor that raises StoreErrors."""

    connection: Connection  # pyright: ignore[reportIncompatibleMethodOverride] - narrowed by Connection.cursor

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        """Iterate over the rows."""
        with self.connection.explained():
            yield from iter(super().fetchone, None)

    def fetchone(self) -> Any:
        """Return the next row, None at the end."""
        with self.connection.explained():
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        """Return the remaining rows."""
        with self.connection.explained():
            return super().fetchall()


class Connection(sqlite3.Connection):
    """A connection to a store's file that raises StoreErrors."""

    path = ":memory:"
    place: tuple[int, int] | None = None
    """Device and number of the file when it was opened."""
    notes: Sequence[str] = ()
    """What is to be said of a file that was of an older format."""

    def execute(self, *statement: Any) -> Cursor:
        """Run one statement."""
        try:
            return self.cursor(Cursor).execute(*statement)
        except sqlite3.DatabaseError as error:
            raise self.fault(error) from error

    def executemany(self, *statement: Any) -> Cursor:
        """Run one statement for many rows."""
        try:
            return self.cursor(Cursor).executemany(*statement)
        except sqlite3.DatabaseError as error:
            raise self.fault(error) from error

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn SQLite's errors inside the block into StoreErrors that say what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self.fault(error) from error

    def fault(self, error: sqlite3.DatabaseError) -> Exception:
        """Make the exception for an error of SQLite."""
        bug = isinstance(error, sqlite3.ProgrammingError | sqlite3.NotSupportedError)
        return error if bug else StoreError(explain(self.path, error))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of the block or nothing; raises StoreError when the file is gone at the end."""
        self.execute("BEGIN IMMEDIATE")
        try:
            self.check_place("a moment ago: try again")
            with self.damage_explained():
                yield
            self.check_place("while it was being written: nothing of that is kept. Try again")
            self.execute("COMMIT")
        except BaseException:
            if self.in_transaction:
                with suppress(StoreError):  # the file may be gone
                    self.execute("ROLLBACK")
            raise
        self.check_place("while it was being written: nothing of that is kept. Try again")

    @contextmanager
    def damage_explained(self) -> Iterator[None]:
        """Turn an unexpected error inside the block into a StoreError when the file turns out to be damaged."""
        try:
            yield
        except (LinkchartError, OSError):
            raise
        except Exception as error:
            if reason := self._damage():
                raise StoreError(damaged(self.path, reason)) from error
            raise

    def _damage(self) -> str | None:
        """Describe the damage of the file, None when it is intact."""
        try:
            (found,) = sqlite3.Connection.execute(self, "PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            found = str(error)
        return None if found == "ok" else found

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the file inside the block, whatever others write meanwhile."""
        if self.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            self.execute("SELECT count(*) FROM sqlite_master").fetchone()  # what is read first fixes the state
            with self.damage_explained():
                yield
        finally:
            with suppress(StoreError):
                self.execute("COMMIT")

    def check_place(self, when: str) -> None:
        """Raise StoreError if the file is no longer where it was opened."""
        if self.place is not None and place_of(self.path) != self.place:
            raise StoreError(f"{self.path} was removed or replaced {when}.")


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
        if _is_filled(database, create=create) and version_of(database) != VERSION:
            database = _upgraded(database)
        for setting in _WRITING if write else _READING:
            database.execute(f"PRAGMA {setting}")
        if write and is_store(database):
            let_read(database)
    except BaseException:
        database.close()
        raise
    return database


def private_copy(database: Connection) -> Connection:
    """Copy the current state of a database into a private temporary file of SQLite's."""
    copy = sqlite3.connect("", isolation_level=None, factory=Connection)
    with database.explained():
        database.backup(copy)
    return copy


def let_read(database: sqlite3.Connection) -> None:
    """Allow reading while the file is written, from now on.

    The first load does without: there is nothing to read yet, and it need not write everything twice.
    """
    database.execute("PRAGMA journal_mode = WAL")


def place_of(path: str) -> tuple[int, int] | None:
    """Return the device and inode of a file, None when there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _open_to_write(path: str, *, create: bool) -> Connection:
    try:
        return _open(path, "rwc" if create else "rw")
    except sqlite3.DatabaseError as error:
        raise StoreError(explain(path, error)) from error


def _open_to_read(path: str) -> Connection:
    """Open a file for reading, even where WAL's own files cannot be written beside it.

    Who may write opens it to write: the last one to leave clears away what WAL keeps beside the file, and the first
    to come undoes a load that was killed.
    """
    folder = os.path.dirname(os.path.abspath(path))
    writable = os.access(path, os.W_OK) and os.access(folder, os.W_OK)
    for mode in ("rw", "ro", "ro&immutable=1") if writable else ("ro", "ro&immutable=1"):
        try:
            if "immutable" in mode:  # nobody else can write beside it, either, and so nobody writes it
                _check_beside(path)
            return _open(path, mode)
        except sqlite3.DatabaseError as error:
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
    # urllib.parse.quote would do it too, but takes longer to import than the search takes.
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
    """Tell whether a file is a store (False: an empty one that becomes one); raises StoreError for others."""
    if is_store(database):
        return True
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if create and not tables and application == 0:
        return False
    raise StoreError(f"{database.path} is not a linkchart store; it has been left alone.")


def _upgraded(database: Connection) -> Connection:
    """Upgrade the file of an older linkchart; a read-only one is upgraded in a copy in memory."""
    try:
        database.notes = upgrade(database)
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.OperationalError) or primary(error.__cause__) not in UNWRITABLE:
            raise
    else:
        return database
    copy = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    database.backup(copy)
    copy.path = database.path
    database.close()
    upgrade(copy)
    copy.notes = [f"{copy.path} is of an older format and cannot be written: what it holds is read from a copy."]
    return copy
