"""The file of a store while it is open, to read or to write."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from ...errors import StoreError
from ...schema import builtin, extended
from .connection import Connection
from .opening import connect
from .tables import is_store


class OpenFile:
    """An open file, or a database in memory; the file of a new store appears with the first write."""

    def __init__(self, url: str, database: Connection | None) -> None:
        self.url = url
        self.schema = builtin()
        self._file: Connection | None = database
        self._writing = False
        self._copy: OpenFile | None = None
        self._refresh()

    @property
    def notes(self) -> Sequence[str]:
        """Sentences about opening the store."""
        return self._file.notes if self._file else ()

    @property
    def _database(self) -> Connection:
        if self._file is None or not self._ready:
            raise StoreError(f"There is no store at {self.url} yet: make one with “linkchart load FILE”.")
        return self._file

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the file inside the block, whatever others write meanwhile."""
        if self._file is None or self._file.in_transaction:
            yield
            return
        with self._file.snapshot():
            self._refresh()
            try:
                yield
            finally:
                if self._copy is not None:
                    self._copy.close()
                    self._copy = None

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _writable(self) -> Connection:
        if self._writing and self._file is not None:
            return self._file
        fresh = self._file is None
        self.close()
        try:
            self._file = connect(self.url, write=True, create=fresh)
        except StoreError:
            if not fresh:  # a file that cannot be written may still be read
                self._file = connect(self.url, write=False)
            raise
        self._writing = True
        return self._file

    def _discard(self, database: Connection) -> None:
        """Remove a file that stayed empty, unless another process is about to write it."""
        with suppress(StoreError, OSError):
            database.execute("PRAGMA busy_timeout = 0")
            database.execute("PRAGMA journal_mode = OFF")  # there may be no room for a journal
            database.execute("BEGIN IMMEDIATE")
            if not is_store(database):
                os.unlink(self.url)
        self.close()

    def _refresh(self) -> None:
        self._terms: dict[str, int] = {}
        self._judged = False
        self._ready = self._file is not None and is_store(self._file)
        if self._file is None or not self._ready:
            return
        self._terms = dict(self._file.execute("SELECT name, n FROM term"))
        self._judged = any(self._file.execute("SELECT 1 FROM entity WHERE same_as IS NOT NULL LIMIT 1"))
        extra = self._file.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        self.schema = extended(builtin(), json.loads(extra[0])) if extra else builtin()
