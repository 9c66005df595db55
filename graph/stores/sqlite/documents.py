"""The table of documents: a document told again adds to what is known of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from sys import intern
from typing import Any

from ...grading import RELIABILITY
from ...loading.documents import remember
from ...model import Document
from ..handles import REMEMBERED
from .row_cache import Rows, last_number, packed

RELIABILITIES = (*RELIABILITY, None)
GRADE_BITS = 3
GRADE = (1 << GRADE_BITS) - 1
"""The part of a document's handle that says which of RELIABILITIES is its own; before it stands its number."""


class DocumentTable:
    """The documents of a file that is being written."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._last = last_number(database, "document")
        self._next = self._last + 1
        self.handles = Documents(database, empty=not self._last)
        self.publishers = Publishers(database)
        self.changed: set[int] = set()  # the numbers of those that no longer lend their tellings the same grades

    def add(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later telling of the same document says overrides, None says nothing."""
        self.handles.trim()
        self._note_changes(batch)
        rows = [(self._number(one), *_row(one)) for one in batch]
        self._database.executemany(_ADD, rows)

    def count(self) -> int:
        """Return how many are new."""
        return self._next - 1 - self._last

    def _note_changes(self, batch: Sequence[Document]) -> None:
        met = self.handles.known([one.id for one in batch])
        rows = self._database.execute(_JUDGED, [json.dumps(list(met))]) if met else ()
        held = {id_: (number, publisher, reliability) for id_, number, publisher, reliability in rows}
        for one in batch:
            if one.id in held:
                number, *judged = held[one.id]
                if [one.publisher or judged[0], one.reliability or judged[1]] != judged:
                    self.changed.add(number)

    def _number(self, one: Document) -> int:
        """Return the number of a document, and know it by what it is told to be."""
        handle = self.handles.get(one.id)
        if handle is None:
            number, self._next = self._next, self._next + 1
        else:
            number = handle >> GRADE_BITS
        if handle is None or one.reliability:
            self.handles[one.id] = document_handle(number, one.reliability)
        if one.publisher:
            remember(self.publishers, number, intern(f"publisher {one.publisher}"), REMEMBERED)
        return number


class Documents(Rows):
    """Documents by their id, as `document_handle` calls them."""

    def __init__(self, database: sqlite3.Connection, *, empty: bool) -> None:
        query = "SELECT id, n, reliability FROM document WHERE id"
        super().__init__(database, query, empty=empty, nothing=document_handle(0, None))

    def _handle(self, id_: str, number: int, reliability: str | None = None) -> tuple[str, int]:
        return id_, document_handle(number, reliability)


def document_handle(number: int, reliability: str | None) -> int:
    """Return what a document is called while facts are written: its number and how reliable it is."""
    return number << GRADE_BITS | RELIABILITIES.index(reliability)


class Publishers(dict[int, str]):
    """Whom a document's tellings come from, by its number: those of one publisher are not independent."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, number: int) -> str:
        (found,) = self._database.execute(f"SELECT {PUBLISHER} FROM document d WHERE d.n = ?", [number]).fetchone()
        remember(self, number, found, REMEMBERED)
        return str(found)


PUBLISHER = "coalesce('publisher ' || d.publisher, 'document ' || d.id)"

_JUDGED = "SELECT id, n, publisher, reliability FROM document WHERE id IN (SELECT value FROM json_each(?))"
# To bind None takes sqlite3 five times as long as to bind a text, so "" stands for nothing on the way.
_ADD = """
INSERT INTO document
VALUES (?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), ?)
ON CONFLICT (n) DO UPDATE SET title = coalesce(excluded.title, title),
    publisher = coalesce(excluded.publisher, publisher), published = coalesce(excluded.published, published),
    path = coalesce(excluded.path, path), reliability = coalesce(excluded.reliability, reliability),
    attributes = coalesce(excluded.attributes, attributes), text = coalesce(excluded.text, text)
"""


def _row(one: Document) -> tuple[Any, ...]:
    return (
        one.id, one.title or "", one.publisher or "", one.published or "", one.path or "", one.reliability or "",
        packed(one.attributes), one.text,
    )  # fmt: skip
