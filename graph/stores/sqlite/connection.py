"""A connection to SQLite whose errors are StoreErrors, with transactions and snapshots."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from ...errors import LinkchartError, StoreError

# Random writes need a large cache; sorting is faster in pieces that fit into a processor's cache.
# A judgement changes keys in every part of the indexes.
WRITING, SORTING, MOVING = -16_384, -1_024, -65_536
"""Sizes of SQLite's cache in kB, negative as its pragma expects."""


class Cursor(sqlite3.Cursor):
    """A cursor that raises StoreErrors."""

    connection: Connection  # pyright: ignore[reportIncompatibleMethodOverride] - narrowed by Connection.cursor

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        """Iterate over the rows."""
        with self.connection.explained():
            yield from iter(super().fetchone, None)

    def fetchone(self) -> Any:
        """Fetch the next row, None at the end."""
        with self.connection.explained():
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        """Fetch the remaining rows."""
        with self.connection.explained():
            return super().fetchall()


class Connection(sqlite3.Connection):
    """A connection to a store's file that raises StoreErrors."""

    path = ":memory:"
    place: tuple[int, int] | None = None
    """Device and number of the file when it was opened."""
    notes: Sequence[str] = ()
    """Notes on a file that was upgraded."""

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
        if bug:
            return error
        from .faults import explain

        return StoreError(explain(self.path, error))

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
                from .faults import damaged

                raise StoreError(damaged(self.path, reason)) from error
            raise

    def _damage(self) -> str | None:
        """Describe the damage of the file, None when it is intact."""
        try:
            (result,) = sqlite3.Connection.execute(self, "PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            result = str(error)
        return None if result == "ok" else result

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the file inside the block, whatever others write meanwhile."""
        if self.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            self.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first read fixes the state
            with self.damage_explained():
                yield
        finally:
            with suppress(StoreError):
                self.execute("COMMIT")

    def check_place(self, when: str) -> None:
        """Raise StoreError if the file is no longer where it was opened."""
        if self.place is not None and place_of(self.path) != self.place:
            raise StoreError(f"{self.path} was removed or replaced {when}.")


def place_of(path: str) -> tuple[int, int] | None:
    """Identify a file by its device and inode; None when there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
