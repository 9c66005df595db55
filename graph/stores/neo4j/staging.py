"""The records of one load, stored in a temporary file until they are sent to the server."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from ...documents import Document
from ...facts import Facts
from ...model import Entity
from ...placed_quotes import placed
from ...quotes import Text
from ...records import combined_record
from ..near_documents import documents_beside
from .forms import exact_forms, forms_of
from .origins import TELLINGS, Records, of_document, of_load
from .properties import packed
from .staged_documents import DOCUMENTS, add_documents, read_documents
from .tellings import KeyTellings, StoredTelling

LOAD = "load"
"""The origin of the load itself, whose number is not known before it is written."""

_TABLES = """
CREATE TABLE record (
    id TEXT, origin TEXT, type, name, kind, aliases, attributes, PRIMARY KEY (id, origin)) WITHOUT ROWID;
CREATE TABLE name (form TEXT, entity TEXT, PRIMARY KEY (form, entity)) WITHOUT ROWID;
CREATE TABLE fact (
    key INTEGER, source, name, target, document, paragraph, quote, credibility, details, starts, ends, source_as,
    target_as)
"""


class Staging:
    """The records of one load."""

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own, kept in memory while it is small and gone when closed.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        for statement in (DOCUMENTS, *_TABLES.split(";\n")):
            self._database.execute(statement)

    def close(self) -> None:
        """Drop everything."""
        self._database.close()

    def add_documents(self, batch: Sequence[Document]) -> None:
        """Add documents; a later record of a document overrides an earlier one."""
        add_documents(self._database, batch)

    def add_records(self, batch: Sequence[Entity], origin: str) -> None:
        """Add records of entities under an origin."""
        given: dict[str, list[Entity]] = {}
        for entity in batch:
            given.setdefault(entity.id, []).append(entity)
        stored = self.records(given)
        rows = []
        for id_, some in given.items():
            if origin == TELLINGS and id_ in stored:
                continue
            record = combined_record([*([stored[id_][origin]] if origin in stored.get(id_, {}) else []), *some])
            rows.append(_record_row(record, origin))
        self._database.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        names = [(form, entity.id) for entity in batch for form in exact_forms(entity) or forms_of(entity)]
        self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)

    def disown(self, document: str) -> None:
        """Transfer the records that were added for a document to the load."""
        origin = of_document(document)
        ids = [row[0] for row in self._database.execute("SELECT id FROM record WHERE origin = ?", [origin])]
        records = [some[origin] for some in self.records(ids).values()]
        self._database.execute("DELETE FROM record WHERE origin = ?", [origin])
        self.add_records(records, LOAD)

    def add_facts(self, batch: Facts) -> None:
        """Add facts; the handles in them are ids."""
        columns = (
            batch.keys, batch.sources, batch.relations, batch.targets, batch.documents, batch.paragraphs, batch.quotes,
            batch.credibilities, batch.details, batch.starts, batch.ends, batch.source_as, batch.target_as,
        )  # fmt: skip
        self._database.executemany(_ADD_FACT, zip(*columns, strict=True))

    def withdraw(self, document: str, text: Text) -> list[KeyTellings]:
        """Remove and return the tellings of a document whose quotes are not in its text, with what only they name.

        The other quotes are placed in it.
        """
        for column in ("document", "source", "target"):  # for the first document only: a load may have many
            self._database.execute(f"CREATE INDEX IF NOT EXISTS fact_{column} ON fact ({column})")
        rows = self._database.execute(
            "SELECT rowid, * FROM fact WHERE document = ? AND quote IS NOT NULL", [document]
        ).fetchall()
        places = [placed(row[_QUOTE], row[_DETAILS], row[_PARAGRAPH], text) for row in rows]
        moved = [(*place, row[0]) for row, place in zip(rows, places, strict=True) if place]
        self._database.executemany("UPDATE fact SET quote = ?, details = ? WHERE rowid = ?", moved)
        gone = [row for row, place in zip(rows, places, strict=True) if place is None]
        self._database.executemany("DELETE FROM fact WHERE rowid = ?", [row[:1] for row in gone])
        ends = {end for row in gone for end in row[2:5:2]}
        self._database.execute(f"{_FORGET_LONELY} IN {_LIST}", [TELLINGS, *_listed(ends)])
        return [_key_tellings(row[1], [row[1:]], "") for row in gone]

    def named(self, forms: Collection[str]) -> Iterator[tuple[str, str, list[str]]]:
        """Yield (form, id, names) of the entities that have these normal forms."""
        rows = self._database.execute(
            f"SELECT form, id, name, aliases FROM name JOIN record ON id = entity WHERE form IN {_LIST}", _listed(forms)
        )
        for form, id_, name, aliases in rows:
            yield form, id_, [name, *json.loads(aliases)]

    def alike(self, parts: Sequence[str], length: int, limit: int) -> list[tuple[int, str]]:
        """List the forms that share most of these pieces, with the number of shared ones."""
        shared = " + ".join(["(instr(form, ?) > 0)"] * len(parts))
        return self._database.execute(
            f"SELECT shared, form FROM (SELECT DISTINCT form, {shared} AS shared FROM name) "
            "WHERE shared * 3 >= ? ORDER BY shared DESC, abs(length(form) - ?), form LIMIT ?",
            [*parts, len(parts), length, limit],
        ).fetchall()

    def names(self, forms: Collection[str]) -> list[tuple[str, str, str]]:
        """List (form, id, name) of the entities that have these normal forms."""
        return self._database.execute(f"{_NAMED} WHERE form IN {_LIST}", _listed(forms)).fetchall()

    def beginning(self, prefix: str) -> list[tuple[str, str, str]]:
        """List (form, id, name) of the entities with a normal form of this prefix."""
        return self._database.execute(
            f"{_NAMED} WHERE form >= ? AND form < ? || char(1114111)", [prefix, prefix]
        ).fetchall()

    def known(self, ids: Collection[str]) -> set[str]:
        """Select the ids of entities of the load."""
        rows = self._database.execute(f"SELECT id FROM record WHERE id IN {_LIST}", _listed(ids))
        return {row[0] for row in rows}

    def records(self, ids: Collection[str] | None = None) -> dict[str, Records]:
        """Read the records of some entities, or of all, by entity and origin, in order of id."""
        return dict(self.each_records(ids))

    def each_records(self, ids: Collection[str] | None = None) -> Iterator[tuple[str, Records]]:
        """Yield the records of some entities, or of all, in order of id."""
        where, values = ("1", []) if ids is None else (f"id IN {_LIST}", _listed(ids))
        rows = self._database.execute(f"SELECT * FROM record WHERE {where} ORDER BY id, origin", values)
        for id_, some in groupby(rows, itemgetter(0)):
            yield id_, {row[1]: _record(row) for row in some}

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Yield the entities of some ids, or all, in order of id."""
        return (combined_record(records.values()) for _, records in self.each_records(ids))

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Yield the documents of some ids, or all, in order of id."""
        where, values = ("1", []) if ids is None else (f"id IN {_LIST}", _listed(ids))
        return read_documents(self._database, where, values)

    def documents_beside(self, id_: str, count: int) -> list[str]:
        """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
        return documents_beside(self._database, id_, count)

    def count(self) -> int:
        """Count the facts."""
        (number,) = self._database.execute("SELECT count(*) FROM fact").fetchone()
        return int(number)

    def has_refs(self) -> bool:
        """Check whether any fact has a record number of its source."""
        return bool(self._database.execute("SELECT 1 FROM fact WHERE details LIKE '%\"ref\"%' LIMIT 1").fetchone())

    def tellings(self, most: int, load: int) -> Iterator[list[KeyTellings]]:
        """Yield the tellings in slices of about `most`, never dividing a key; `load` is the number of the load."""
        rows = self._database.execute("SELECT * FROM fact ORDER BY key, rowid")
        by_key = (_key_tellings(key, list(facts), str(load)) for key, facts in groupby(rows, itemgetter(0)))
        part: list[KeyTellings] = []
        count = 0
        for tellings in by_key:
            part.append(tellings)
            count += len(tellings.tellings)
            if count >= most:
                yield part
                part, count = [], 0
        if part:
            yield part

    def spoken_of(self) -> Iterator[tuple[str, list[str]]]:
        """Yield documents with the entities that each mentions or has a record of."""
        pairs = " UNION ".join(
            (
                *(f"SELECT document, {end} FROM fact WHERE document IS NOT NULL" for end in ("source", "target")),
                "SELECT substr(origin, 10), id FROM record WHERE origin LIKE 'document %'",
            )
        )
        rows = self._database.execute(f"SELECT * FROM ({pairs}) ORDER BY 1")
        for document, entities in groupby(rows, itemgetter(0)):
            yield document, [row[1] for row in entities]


def origin_in(origin: str, load: int) -> str:
    """Put the number of a load into an origin."""
    return TELLINGS if origin == TELLINGS else of_load(load, "" if origin == LOAD else origin)


def _key_tellings(key: int, facts: list[Any], load: str) -> KeyTellings:
    _, source, name, target, *_ = facts[0]
    tellings = dict.fromkeys(StoredTelling._make((*fact[4:], None, None, load)) for fact in facts)
    return KeyTellings(key, source, name, target, list(tellings))


def _record_row(record: Entity, origin: str) -> tuple[Any, ...]:
    aliases, attributes = json.dumps(record.aliases), packed(record.attributes)
    return record.id, origin, record.type, record.name, record.kind, aliases, attributes


def _record(row: Sequence[Any]) -> Entity:
    id_, _, type_, name, kind, aliases, attributes = row
    return Entity(id_, type_, name, kind, tuple(json.loads(aliases)), json.loads(attributes or "{}"))


_NAMED = "SELECT DISTINCT form, id, name FROM name JOIN record ON id = entity"
# Empty values become NULL, so that a telling equals its form read back from the server.
_ADD_FACT = """
INSERT INTO fact VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, 0), nullif(?, ''), nullif(?, 0), nullif(?, ''), ?, ?,
    nullif(?, ''), nullif(?, ''))
"""
_PARAGRAPH, _QUOTE, _DETAILS = 6, 7, 9
_FORGET_LONELY = """
DELETE FROM record WHERE origin = ? AND NOT EXISTS (SELECT 1 FROM fact WHERE source = record.id)
    AND NOT EXISTS (SELECT 1 FROM fact WHERE target = record.id) AND id
"""
_LIST = "(SELECT value FROM json_each(?))"


def _listed(values: Collection[str]) -> list[str]:
    return [json.dumps(list(values))]
