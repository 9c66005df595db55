"""The writing side: tellings are appended as they come, and summed up into relations when the file has ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ..assemble import united
from ..identity import normal
from ..model import Document, Entity, Facts
from ..schema import Schema, extended
from ..store import Counts
from .memory import GRADE, GRADE_BITS, Documents, Entities, Numbers, Terms, document_handle
from .merge import drop_indexes, regrade_documents, reweigh, sum_up, untold
from .reader import read_entities
from .runs import Runs
from .worth import Alone, Sums


class FileWriter:
    """One open transaction on a file."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        self._terms = Terms(database)
        self._last = {table: last_number(database, table) for table in ("document", "entity", "telling")}
        self._numbers = Numbers(database, self._terms)
        self._next_document = self._last["document"] + 1
        self.entity_handles = Entities(database, empty=not self._last["entity"])
        self.document_handles = Documents(database, empty=not self._last["document"])
        sums = Sums(database)
        self._alone = Alone(self._terms, sums, schema)
        self._runs = Runs(database, sums)
        self._changed: set[int] = set()
        self._told = self._covered = 0
        self._indexed = True
        self._counts = Counts()

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later telling of the same document says overrides, None says nothing."""
        self.document_handles.trim()
        self._note_changes(batch)
        rows = [(self._number(one), *_document_row(one)) for one in batch]
        self._database.executemany(_ADD_DOCUMENT, rows)

    def _note_changes(self, batch: Sequence[Document]) -> None:
        """Remember which of the documents that are there change the grades of what they tell."""
        met = self.document_handles.known([one.id for one in batch])
        rows = self._database.execute(_JUDGED, [json.dumps(list(met))]) if met else ()
        held = {id_: (number, publisher, reliability) for id_, number, publisher, reliability in rows}
        for one in batch:
            if one.id in held:
                number, *judged = held[one.id]
                if [one.publisher or judged[0], one.reliability or judged[1]] != judged:
                    self._changed.add(number)

    def _number(self, one: Document) -> int:
        """Return the number of a document, and know it by the reliability that it is told to have."""
        handle = self.document_handles.get(one.id)
        if handle is None:
            number, self._next_document = self._next_document, self._next_document + 1
        else:
            number = handle >> GRADE_BITS
        if handle is None or one.reliability:
            self.document_handles[one.id] = document_handle(number, one.reliability)
        self._runs.note(number, one)
        return number

    def entities(self, batch: Sequence[Entity]) -> None:
        """Add entities; aliases add up, a kind or attribute given later overrides."""
        self.entity_handles.trim()
        told: dict[str, Entity] = {}
        for one in batch:
            told[one.id] = united(told[one.id], one) if one.id in told else one
        met = self.entity_handles.known(told)
        held = {one.id: one for one in self._held(met)} if met else {}
        changed = [both for id_, one in held.items() if (both := united(one, told[id_])) != one]
        new = [one for id_, one in told.items() if id_ not in held] if held else told.values()
        self.entity_handles.update((one.id, next(self._numbers[one.type])) for one in new)
        rows = [self._entity_row(one) for one in new]
        self._database.executemany(_ADD_ENTITY, rows)
        if changed:
            rows += self._change(changed)
        names = [(form, row[-1]) for row in rows for form in row[1].split(PARTED) if form]
        self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)

    def _change(self, changed: Collection[Entity]) -> list[tuple[Any, ...]]:
        """Write entities anew; return their rows."""
        numbers = ((one.type, self.entity_handles[one.id]) for one in changed)
        indexed = [(number,) for type_, number in numbers if self._numbers.is_old(type_, number)]
        self._database.executemany(f"{FORGET_WORDS} = ?", indexed)
        rows = [self._entity_row(one) for one in changed]
        self._database.executemany(_CHANGE_ENTITY, rows)
        self._database.executemany(f"{LEARN_WORDS} = ?", indexed)
        return rows

    def facts(self, batch: Facts) -> None:
        """Add tellings; both ends must have been added, and so must the document."""
        if not batch.relation_ids:
            return
        if self._indexed and self._told >= self._last["telling"]:
            # As many new as there are already: then sorting once beats keeping indexes right row by row.
            drop_indexes(self._database)
            self._indexed = False
        grades = [one & GRADE for one in batch.documents]
        told = zip(batch.relations, grades, batch.credibilities, batch.details, strict=True)
        worth = list(map(self._alone.__getitem__, told))
        if not self._indexed:
            self._covered += self._runs.add_up(batch, worth, self._schema)
        names, worths, details = zip(*worth, strict=True)
        documents = [one >> GRADE_BITS or None for one in batch.documents]
        rows: Iterable[tuple[Any, ...]] = zip(
            batch.relation_ids, batch.sources, batch.targets, names, batch.starts, batch.ends, worths,
            documents, batch.paragraphs, batch.credibilities, batch.quotes, details, strict=True,
        )  # fmt: skip
        if self._indexed:
            rows = untold(self._database, list(rows))
        self._told += self._database.executemany(_ADD_TELLING, rows).rowcount

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        self._schema = self._alone.schema = extended(self._schema, extra)
        stored = json.dumps(self._schema.extra, sort_keys=True)
        self._database.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [stored])
        for name in extra.get("relations", {}):
            if name in self._terms:
                reweigh(self._database, self._schema, self._terms[name])

    def finish(self) -> None:
        """Bring the graph up to what was told; the caller commits."""
        lost = gone = 0
        if self._told:
            lost, gone = sum_up(self._database, self._schema, self._last["telling"], indexed=self._indexed)
        if self._changed:
            regrade_documents(self._database, self._schema, self._changed)
        spans = self._numbers.spans()
        self._database.executemany(f"{LEARN_WORDS} >= ? AND n < ?", spans)
        entities = sum(after - first for first, after in spans)
        documents = self._next_document - 1 - self._last["document"]
        self._counts = Counts(documents, entities, self._told - self._covered - lost, self._told - gone)

    def counts(self) -> Counts:
        """Return what is new by this transaction, once it has been committed."""
        return self._counts

    def _held(self, ids: Collection[str]) -> Iterable[Entity]:
        listed = json.dumps(list(ids))
        return read_entities(self._database, "e.id IN (SELECT value FROM json_each(?))", [listed])

    def _entity_row(self, one: Entity) -> tuple[Any, ...]:
        forms = {form for name in (one.name, *one.aliases) if (form := normal(name))}
        number = self.entity_handles[one.id]
        aliases, attributes = _packed(one.aliases), _packed(one.attributes)
        return one.name, PARTED.join(sorted(forms)), one.kind or "", aliases, attributes, one.id, number


PARTED = " | "
"""What stands between the forms of an entity where they are kept together."""

# The index of words holds no names itself: it is told what to forget and what to learn of an entity.
LEARN_WORDS = "INSERT INTO word (rowid, forms) SELECT n, forms FROM entity WHERE n"
FORGET_WORDS = "INSERT INTO word (word, rowid, forms) SELECT 'delete', n, forms FROM entity WHERE n"

_JUDGED = "SELECT id, n, publisher, reliability FROM document WHERE id IN (SELECT value FROM json_each(?))"

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
INSERT INTO entity (name, forms, kind, aliases, attributes, id, n)
VALUES (?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, ?)
"""
_CHANGE_ENTITY = """
UPDATE entity SET name = ?, forms = ?, kind = nullif(?, ''), aliases = nullif(?, ''), attributes = nullif(?, '')
WHERE id = ? AND n = ?
"""

_ADD_TELLING = """
INSERT INTO telling (relation, source, target, name, starts, ends, worth, document, paragraph, credibility, quote,
    details)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
    tables = "document", "entity", "telling WHERE worth IS NOT NULL", "telling"
    return Counts(*(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables))


def difference(after: Counts, before: Counts) -> Counts:
    """Return by how much the counts have grown."""
    return Counts(
        after.documents - before.documents, after.entities - before.entities,
        after.relations - before.relations, after.tellings - before.tellings,
    )  # fmt: skip
