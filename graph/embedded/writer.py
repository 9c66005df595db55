"""The writing side: tellings are appended as they come, and summed up into relations when the file has ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from ..assemble import united
from ..identity import normal
from ..model import Document, Entity, Fact
from ..schema import Schema, extended
from ..store import Counts
from .memory import GRADES, NO_DOCUMENT, Details, Known, Terms, known_documents, known_entities
from .merge import drop_indexes, index_tellings, merge_tellings, regrade_documents, reweigh
from .reader import read_entities
from .tables import TELLING_INDEXES, TYPE_BITS


class FileWriter:
    """One open transaction on a file."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        self._terms = Terms(database)
        self._last = {table: last_number(database, table) for table in ("document", "entity", "telling")}
        self._serials: dict[str, int] = {}
        self._new_entities = 0
        self._next_document = self._last["document"] + 1
        self._entities = known_entities(database, empty=not self._last["entity"])
        self._documents = known_documents(database, empty=not self._last["document"])
        self._details = Details()
        self._changed: set[int] = set()
        self._counts = Counts()
        if not self._last["telling"]:
            drop_indexes(database, TELLING_INDEXES)

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later telling of the same document says overrides, None says nothing."""
        self._documents.trim()
        rows = []
        for one in batch:
            number, publisher, reliability, _ = held = self._documents.find(one.id) or self._new_document(one)
            publisher, reliability = one.publisher or publisher, one.reliability or reliability
            if number is not None and (publisher, reliability) != held[1:3]:
                self._changed.add(number)
                self._documents[one.id] = Known(number, publisher, reliability, GRADES[reliability])
            rows.append((number, *_document_row(one)))
        self._database.executemany(_ADD_DOCUMENT, rows)

    def entities(self, batch: Sequence[Entity]) -> None:
        """Add entities; aliases add up, a kind or attribute given later overrides."""
        self._entities.trim()
        told: dict[str, Entity] = {}
        for one in batch:
            told[one.id] = united(told[one.id], one) if one.id in told else one
        met = [id_ for id_ in told if self._entities.find(id_) is not None]
        held = {one.id: one for one in self._held(met)} if met else {}
        changed = {id_: both for id_, one in held.items() if (both := united(one, told[id_])) != one}
        new = {id_: one for id_, one in told.items() if id_ not in held}
        for id_ in new:
            self._entities[id_] = self._new_number(told[id_].type)
        self._database.executemany(_ADD_ENTITY, [self._entity_row(one) for one in new.values()])
        self._database.executemany(_CHANGE_ENTITY, [self._entity_row(one) for one in changed.values()])
        self._database.executemany("DELETE FROM word WHERE rowid = ?", [(self._entities[id_],) for id_ in changed])
        self._write_names({**new, **changed}.values())

    def facts(self, batch: Sequence[Fact]) -> None:
        """Add tellings; both ends must have been added, and so must the document."""
        if not batch:
            return
        self._entities.trim()
        self._documents.trim()
        self._documents[None] = NO_DOCUMENT
        columns = zip(*batch, strict=True)
        keys, digests, sources, names, targets, starts, ends, *where = columns
        places, paragraphs, quotes, credibilities, details = where
        documents = list(map(self._documents.__getitem__, places))
        told = list(map(self._details.__getitem__, details))
        confidences = [
            one[0] if one[0] is not None else document.grades[credibility]
            for one, document, credibility in zip(told, documents, credibilities, strict=True)
        ]
        _, modalities, strengths, kept = zip(*told, strict=True)
        number = self._entities.__getitem__
        rows = zip(
            keys, digests, map(self._terms.__getitem__, names), map(number, sources), map(number, targets),
            starts, ends, confidences, modalities, strengths, map(_number_of, documents), paragraphs, credibilities,
            quotes, kept, strict=True,
        )  # fmt: skip
        self._database.executemany(_ADD_TELLING, rows)

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        self._schema = extended(self._schema, extra)
        stored = json.dumps(self._schema.extra, sort_keys=True)
        self._database.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [stored])
        for name in extra.get("relations", {}):
            if name in self._terms:
                reweigh(self._database, self._schema, self._terms[name])

    def finish(self) -> None:
        """Bring the graph up to what was told; the caller commits."""
        last = self._last["telling"]
        if not last:
            index_tellings(self._database)
        relations = merge_tellings(self._database, self._schema, last)
        if self._changed:
            regrade_documents(self._database, self._schema, self._changed)
        (tellings,) = self._database.execute("SELECT count(*) FROM telling WHERE n > ?", [last]).fetchone()
        self._counts = Counts(
            self._next_document - 1 - self._last["document"], self._new_entities,
            relations, tellings,
        )  # fmt: skip

    def counts(self) -> Counts:
        """Return what is new by this transaction, once it has been committed."""
        return self._counts

    def _new_number(self, type_: str) -> int:
        first = self._terms[type_] << TYPE_BITS
        if type_ not in self._serials:
            within = [first, first | ((1 << TYPE_BITS) - 1)]
            (last,) = self._database.execute(_LAST_OF_TYPE, within).fetchone()
            self._serials[type_] = (last or first) - first
        self._serials[type_] += 1
        self._new_entities += 1
        return first + self._serials[type_]

    def _new_document(self, one: Document) -> Known:
        known = Known(self._next_document, one.publisher, one.reliability, GRADES[one.reliability])
        self._next_document += 1
        self._documents[one.id] = known
        return known

    def _held(self, ids: Collection[str]) -> Iterable[Entity]:
        listed = json.dumps(list(ids))
        return read_entities(self._database, "e.id IN (SELECT value FROM json_each(?))", [listed])

    def _entity_row(self, one: Entity) -> tuple[Any, ...]:
        return (
            one.name, one.kind or "", _packed(one.aliases), _packed(one.attributes), one.id, self._entities[one.id],
        )  # fmt: skip

    def _write_names(self, entities: Iterable[Entity]) -> None:
        names, words = [], []
        for one in entities:
            number = self._entities[one.id]
            forms = sorted({form for name in (one.name, *one.aliases) if (form := normal(name))})
            names += [(form, number) for form in forms]
            words.append((number, " | ".join(forms)))
        self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", sorted(names))
        self._database.executemany("INSERT INTO word (rowid, form) VALUES (?, ?)", words)


_number_of = attrgetter("number")

_LAST_OF_TYPE = "SELECT max(n) FROM entity WHERE n BETWEEN ? AND ?"

_ADD_DOCUMENT = """
INSERT INTO document
VALUES (?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), ?)
ON CONFLICT (n) DO UPDATE SET title = coalesce(excluded.title, title),
    publisher = coalesce(excluded.publisher, publisher), published = coalesce(excluded.published, published),
    path = coalesce(excluded.path, path), reliability = coalesce(excluded.reliability, reliability),
    attributes = coalesce(excluded.attributes, attributes), text = coalesce(excluded.text, text)
"""

# To bind None takes sqlite3 five times as long as to bind a text, so "" stands for nothing on the way.
_ADD_ENTITY = """
INSERT INTO entity (name, kind, aliases, attributes, id, n)
VALUES (?, nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, ?)
"""
_CHANGE_ENTITY = """
UPDATE entity SET name = ?, kind = nullif(?, ''), aliases = nullif(?, ''), attributes = nullif(?, '')
WHERE id = ? AND n = ?
"""

_ADD_TELLING = """
INSERT OR IGNORE INTO telling (relation, digest, name, source, target, starts, ends, confidence, modality, strength,
    document, paragraph, credibility, quote, details)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, nullif(?, ''))
"""


def _document_row(one: Document) -> tuple[Any, ...]:
    return (
        one.id, one.title or "", one.publisher or "", one.published or "", one.path or "", one.reliability or "",
        _packed(one.attributes), one.text,
    )  # fmt: skip


def _packed(value: Collection[Any]) -> str:
    """Return a list or a mapping as JSON, "" when it is empty."""
    if not value:
        return ""
    import orjson

    return orjson.dumps(dict(value) if isinstance(value, Mapping) else value, option=orjson.OPT_SORT_KEYS).decode()


def last_number(database: sqlite3.Connection, table: str) -> int:
    """Return the highest number in use in a table."""
    return int(database.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()[0])


def count_rows(database: sqlite3.Connection) -> Counts:
    """Return how many of everything there are."""
    tables = ("document", "entity", "relation", "telling")
    return Counts(*(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables))


def difference(after: Counts, before: Counts) -> Counts:
    """Return by how much the counts have grown."""
    return Counts(
        after.documents - before.documents, after.entities - before.entities,
        after.relations - before.relations, after.tellings - before.tellings,
    )  # fmt: skip
