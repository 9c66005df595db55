"""The table of documents; a document that is loaded again is updated."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from ...document_records import combined_fields, fields_of, text_hash
from ...documents import Document
from ...grading import RELIABILITY
from .history import NewEntry
from .row_cache import OR_NULL, Rows, inserting, last_number, packed

RELIABILITIES = (*RELIABILITY, None)
GRADE_BITS = 3
GRADE = (1 << GRADE_BITS) - 1
"""The bits of a document's handle that are its position in RELIABILITIES; the others are its number."""
RETRACTED_GRADE = GRADE
"""The value of these bits for a retracted document, whose reliability no longer matters."""


class DocumentTable:
    """The documents of a file that is being written."""

    def __init__(self, database: sqlite3.Connection, entry: NewEntry) -> None:
        self._database = database
        self._entry = entry
        self._last = last_number(database, "document")
        self._next = self._last + 1
        self.handles = Documents(database, empty=not self._last)
        self.changed: set[int] = set()  # numbers of documents that now grade their tellings otherwise

    def add(self, batch: Sequence[Document]) -> None:
        """Add documents; a later record of a document overrides an earlier one, except with None."""
        self.handles.trim()
        self._note_changes(batch)
        rows = [(self._number(document), *_row(document), self._entry.number) for document in batch]
        statement, values = inserting("document", _COLUMNS, rows)
        self._database.executemany(f"{statement} {_OR_UPDATE}", values)

    def count(self) -> int:
        """Count the new ones."""
        return self._next - 1 - self._last

    def _note_changes(self, batch: Sequence[Document]) -> None:
        met = self.handles.known([document.id for document in batch])
        rows = self._database.execute(_LENT, [json.dumps(list(met))]) if met else ()
        lent = {id_: (number, values) for id_, number, *values in rows}
        for document in batch:
            if document.id in lent:
                number, values = lent[document.id]
                given = document.publisher, document.reliability, document.published, document.retracted
                if [new or old for new, old in zip(given, values, strict=True)] != values:
                    self.changed.add(number)
        again = [document for document in batch if document.id in met]
        self._keep_records(again)
        self._keep_earlier_texts([document for document in again if document.text is not None])

    def _keep_records(self, batch: Sequence[Document]) -> None:
        """Save each load's record of documents that several loads describe."""
        listed = json.dumps([document.id for document in batch])
        stored = {row[0]: row for row in self._database.execute(_KNOWN, [listed])} if batch else {}
        for given in batch:
            id_, number, command, *_ = row = stored[given.id]
            if command == self._entry.number:
                continue
            if command is not None:
                self._keep_record(
                    number, command, Document._make((id_, *row[3:8], json.loads(row[8] or "{}"), *row[9:]))
                )
                self._database.execute("UPDATE document SET command = NULL WHERE n = ?", [number])
                stored[given.id] = (id_, number, None, *row[3:])
            self._keep_record(number, self._entry.number, given)

    def _keep_record(self, number: int, command: int, document: Document) -> None:
        known = self._database.execute(_RECORD, [number, command]).fetchone()
        fields = combined_fields([*([json.loads(known[0])] if known else []), fields_of(document)])
        packed_ = json.dumps(fields, ensure_ascii=False, sort_keys=True)
        self._database.execute("INSERT OR REPLACE INTO document_record VALUES (?, ?, ?)", [number, command, packed_])

    def _keep_earlier_texts(self, batch: Sequence[Document]) -> None:
        """Save the texts of documents that are about to be replaced."""
        new = {document.id: document.text for document in batch}
        rows = self._database.execute(_TEXTS, [json.dumps(list(new))]).fetchall() if new else ()
        self._database.executemany(
            "INSERT OR IGNORE INTO earlier_text VALUES (?, ?, ?, ?)",
            [(number, text_hash(text), edition, text) for id_, number, edition, text in rows if text != new[id_]],
        )

    def _number(self, document: Document) -> int:
        """Look up the number of a document, and assign one to a new one."""
        handle = self.handles.get(document.id)
        if handle is None:
            number, self._next = self._next, self._next + 1
        else:
            number = handle >> GRADE_BITS
        retracted = document.retracted is not None or (handle is not None and handle & GRADE == RETRACTED_GRADE)
        if handle is None or document.reliability or retracted:
            self.handles[document.id] = document_handle(number, document.reliability, retracted=retracted)
        return number


class Documents(Rows):
    """Document handles (see `document_handle`) by id."""

    def __init__(self, database: sqlite3.Connection, *, empty: bool) -> None:
        query = "SELECT id, n, reliability, retracted IS NOT NULL FROM document WHERE id"
        super().__init__(database, query, empty=empty, nothing=document_handle(0, None))

    def _handle(self, id_: str, number: int, reliability: str | None = None, retracted: int = 0) -> tuple[str, int]:
        return id_, document_handle(number, reliability, retracted=bool(retracted))


def document_handle(number: int, reliability: str | None, *, retracted: bool = False) -> int:
    """Make the handle of a document while facts are written: its number and reliability."""
    return number << GRADE_BITS | grade_of(reliability, retracted=retracted)


def grade_of(reliability: str | None, *, retracted: bool) -> int:
    """Encode a document's reliability as its position in RELIABILITIES, or as retracted."""
    return RETRACTED_GRADE if retracted else RELIABILITIES.index(reliability)


_LENT = """
SELECT id, n, publisher, reliability, published, retracted FROM document
WHERE id IN (SELECT value FROM json_each(?))
"""
_KNOWN = """
SELECT id, n, command, title, publisher, published, path, reliability, attributes, text, url, edition, retracted,
    replaced_by FROM document WHERE id IN (SELECT value FROM json_each(?))
"""
_RECORD = "SELECT fields FROM document_record WHERE document = ? AND command = ?"
_TEXTS = """
SELECT id, n, edition, text FROM document WHERE text IS NOT NULL AND id IN (SELECT value FROM json_each(?))
"""
_COLUMNS = {
    "n": "?", "id": "?",
    **dict.fromkeys(("title", "publisher", "published", "path", "reliability", "attributes"), OR_NULL),
    "text": "?",
    **dict.fromkeys(("url", "edition", "retracted", "replaced_by"), OR_NULL),
    "command": "?",
}  # fmt: skip
_OR_UPDATE = """
ON CONFLICT (n) DO UPDATE SET title = coalesce(excluded.title, title),
    publisher = coalesce(excluded.publisher, publisher), published = coalesce(excluded.published, published),
    path = coalesce(excluded.path, path), reliability = coalesce(excluded.reliability, reliability),
    attributes = coalesce(excluded.attributes, attributes), text = coalesce(excluded.text, text),
    url = coalesce(excluded.url, url), edition = coalesce(excluded.edition, edition),
    retracted = coalesce(excluded.retracted, retracted), replaced_by = coalesce(excluded.replaced_by, replaced_by)
"""


def _row(document: Document) -> tuple[Any, ...]:
    return (
        document.id, document.title or "", document.publisher or "", document.published or "", document.path or "",
        document.reliability or "", packed(document.attributes), document.text, document.url or "",
        document.edition or "", document.retracted or "",
        document.replaced_by or "",
    )  # fmt: skip
