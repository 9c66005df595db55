"""The writing side: tellings are appended as they come, and summed up into relations when the file has ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from ..assemble import RANK, united
from ..grading import telling_confidence
from ..identity import normal
from ..model import Document, Entity, Fact
from ..schema import Schema, extended
from ..store import Counts
from .merge import drop_indexes, index_tellings, merge_tellings, regrade_documents, reweigh
from .reader import read_entities
from .tables import TELLING_INDEXES

REMEMBERED = 250_000  # entities, documents or details kept at hand; bounds memory, not what can be loaded


class _Known(NamedTuple):
    """A document as the grades of its tellings need it."""

    number: int
    publisher: str | None
    reliability: str | None


class _Rows(dict[Any, Any]):
    """What is known of rows by their id; looked up in the file when it is not at hand."""

    def __init__(self, database: sqlite3.Connection, query: str, make: Callable[[Any], Any], *, empty: bool) -> None:
        super().__init__()
        self._database, self._query, self._make = database, query, make
        self._all_here = empty

    def __missing__(self, id_: str) -> Any:
        row = None if self._all_here else self._database.execute(self._query, [id_]).fetchone()
        if row is None:
            raise KeyError(id_)
        self[id_] = found = self._make(row)
        return found

    def find(self, id_: str) -> Any:
        """Return what is known, None for an id that the file does not have."""
        try:
            return self[id_]
        except KeyError:
            return None

    def trim(self) -> None:
        """Start anew when there is more than memory is meant to hold."""
        if len(self) > REMEMBERED:
            self.clear()
            self._all_here = False


class FileWriter:
    """One open transaction on a file."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        self._terms: dict[str, int] = dict(database.execute("SELECT name, n FROM term"))
        self._last = {table: last_number(database, table) for table in ("document", "entity", "telling")}
        self._next_entity = self._last["entity"] + 1
        self._next_document = self._last["document"] + 1
        self._entities = _Rows(database, _ENTITY, itemgetter(0), empty=not self._last["entity"])
        self._documents = _Rows(database, _DOCUMENT, _Known._make, empty=not self._last["document"])
        self._grades: dict[tuple[int | None, str | None], float | None] = {}
        self._told: dict[str, tuple[float | None, int, float | None]] = {}
        self._changed: set[int] = set()
        self._counts = Counts()
        if not self._last["telling"]:
            drop_indexes(database, TELLING_INDEXES)

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later telling of the same document says overrides, None says nothing."""
        self._documents.trim()
        rows = []
        for one in batch:
            held = self._documents.find(one.id)
            if held is None:
                known = _Known(self._next_document, one.publisher, one.reliability)
                self._next_document += 1
            else:
                known = _Known(held.number, one.publisher or held.publisher, one.reliability or held.reliability)
                if known != held:
                    self._changed.add(held.number)
            self._documents[one.id] = known
            rows.append((known.number, *_document_row(one)))
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
            self._entities[id_] = self._next_entity
            self._next_entity += 1
        self._database.executemany(_ADD_ENTITY, [self._entity_row(one) for one in new.values()])
        self._database.executemany(_CHANGE_ENTITY, [self._entity_row(one) for one in changed.values()])
        self._database.executemany("DELETE FROM word WHERE rowid = ?", [(self._entities[id_],) for id_ in changed])
        self._write_names({**new, **changed}.values())

    def facts(self, batch: Sequence[Fact]) -> None:
        """Add tellings; both ends must have been added, and so must the document."""
        self._entities.trim()
        self._documents.trim()
        for name in {one.relation for one in batch}:
            self._term(name)
        entities, terms, documents, grades = self._entities, self._terms, self._documents, self._grades
        rows = []
        for key, digest, source, name, target, start, end, document, paragraph, quote, credibility, details in batch:
            number, _, reliability = documents[document] if document is not None else _NO_DOCUMENT
            given, modality, strength = _PLAIN if details is None else self._details(details)
            if given is not None:
                grade: float | None = given
            elif (credibility, reliability) in grades:
                grade = grades[credibility, reliability]
            else:
                grade = grades[credibility, reliability] = telling_confidence(None, credibility, reliability)
            rows.append((
                key, digest, terms[name], entities[source], entities[target], start, end, number, paragraph, quote,
                credibility, grade, modality, strength, details,
            ))  # fmt: skip
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
            self._next_document - 1 - self._last["document"], self._next_entity - 1 - self._last["entity"],
            relations, tellings,
        )  # fmt: skip

    def counts(self) -> Counts:
        """Return what is new by this transaction, once it has been committed."""
        return self._counts

    def _term(self, name: str) -> int:
        if name not in self._terms:
            added = self._database.execute("INSERT INTO term (name) VALUES (?)", [name])
            self._terms[name] = int(added.lastrowid or 0)
        return self._terms[name]

    def _details(self, details: str) -> tuple[float | None, int, float | None]:
        """Return the confidence given, the modality's rank and the strength that a fact's details tell."""
        known = self._told.get(details)
        if known is None:
            told = json.loads(details)
            known = told.get("given"), RANK[told.get("modality", "asserted")], told.get("attributes", {}).get("strength")
            if len(self._told) >= REMEMBERED // 10:
                self._told.clear()
            self._told[details] = known
        return known

    def _held(self, ids: Collection[str]) -> Iterable[Entity]:
        listed = json.dumps(list(ids))
        return read_entities(self._database, "e.id IN (SELECT value FROM json_each(?))", [listed])

    def _entity_row(self, one: Entity) -> tuple[Any, ...]:
        aliases = json.dumps(one.aliases, ensure_ascii=False) if one.aliases else None
        return (self._term(one.type), one.name, one.kind, aliases, _packed(one.attributes), one.id, self._entities[one.id])

    def _write_names(self, entities: Iterable[Entity]) -> None:
        names, words = [], []
        for one in entities:
            number = self._entities[one.id]
            forms = sorted({form for name in (one.name, *one.aliases) if (form := normal(name))})
            names += [(form, number) for form in forms]
            words.append((number, " | ".join(forms)))
        self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", sorted(names))
        self._database.executemany("INSERT INTO word (rowid, form) VALUES (?, ?)", words)


_NO_DOCUMENT = _Known(None, None, None)  # type: ignore[arg-type]
_PLAIN = (None, 0, None)

_ENTITY = "SELECT n FROM entity WHERE id = ?"
_DOCUMENT = "SELECT n, publisher, reliability FROM document WHERE id = ?"

_ADD_DOCUMENT = """
INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (n) DO UPDATE SET title = coalesce(excluded.title, title),
    publisher = coalesce(excluded.publisher, publisher), published = coalesce(excluded.published, published),
    path = coalesce(excluded.path, path), reliability = coalesce(excluded.reliability, reliability),
    attributes = coalesce(excluded.attributes, attributes), text = coalesce(excluded.text, text)
"""

_ADD_ENTITY = "INSERT INTO entity (type, name, kind, aliases, attributes, id, n) VALUES (?, ?, ?, ?, ?, ?, ?)"
_CHANGE_ENTITY = "UPDATE entity SET type = ?, name = ?, kind = ?, aliases = ?, attributes = ? WHERE id = ? AND n = ?"

_ADD_TELLING = """
INSERT OR IGNORE INTO telling (relation, digest, name, source, target, starts, ends, document, paragraph, quote,
    credibility, confidence, modality, strength, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _document_row(one: Document) -> tuple[Any, ...]:
    return (
        one.id, one.title, one.publisher, one.published, one.path, one.reliability, _packed(one.attributes), one.text,
    )  # fmt: skip


def _packed(attributes: Mapping[str, Any]) -> str | None:
    return json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True) if attributes else None


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
