"""The writing side: facts are staged as they come and merged in one ordered pass when the file has ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..assemble import united
from ..identity import normal
from ..model import Document, Entity, Fact
from ..schema import Schema, extended
from ..store import Counts
from .merge import merge_staged, regrade_documents, reweigh
from .reader import read_entities

_STAGED = """
CREATE TEMP TABLE staged (
    relation INTEGER, digest INTEGER, source TEXT, name TEXT, target TEXT, starts TEXT, ends TEXT, document TEXT,
    paragraph INTEGER, quote TEXT, credibility INTEGER, details TEXT)
"""


class FileWriter:
    """One open transaction on a file."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        self._before = count_rows(database)
        self._terms: dict[str, int] = dict(database.execute("SELECT name, n FROM term"))
        self._changed: set[int] = set()
        self._after = self._before
        database.execute("DROP TABLE IF EXISTS temp.staged")
        database.execute(_STAGED)

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later telling of the same document says overrides, None says nothing."""
        known = {
            row[0]: row
            for row in self._listed("id, n, publisher, reliability FROM document", [one.id for one in batch])
        }
        for document in batch:
            if (held := known.get(document.id)) and (
                (document.publisher or held[2], document.reliability or held[3]) != held[2:]
            ):
                self._changed.add(held[1])
        self._database.executemany(_ADD_DOCUMENT, map(_document_row, batch))

    def entities(self, batch: Sequence[Entity]) -> None:
        """Add entities; aliases add up, a kind or attribute given later overrides."""
        if not batch:
            return
        entities: dict[str, Entity] = {}
        for entity in batch:
            entities[entity.id] = united(entities[entity.id], entity) if entity.id in entities else entity
        numbers = dict(self._listed("id, n FROM entity", entities))
        for held in read_entities(
            self._database, "e.id IN (SELECT value FROM json_each(?))", [json.dumps(list(numbers))]
        ):
            entities[held.id] = united(held, entities[held.id])
        self._database.executemany(
            "DELETE FROM word WHERE rowid = ?", [(number,) for number in numbers.values()]
        )
        (last,) = self._database.execute("SELECT coalesce(max(n), 0) FROM entity").fetchone()
        for number, id_ in enumerate((one for one in entities if one not in numbers), last + 1):
            numbers[id_] = number
        self._write(numbers, entities)

    def facts(self, batch: Sequence[Fact]) -> None:
        """Add tellings and, where they are new, their relations; both ends must have been added."""
        self._database.executemany(f"INSERT INTO staged VALUES ({','.join('?' * 12)})", map(tuple, batch))

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        self._schema = extended(self._schema, extra)
        stored = json.dumps(self._schema.extra, sort_keys=True)
        self._database.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [stored])
        for name in extra.get("relations", {}):
            if name in self._terms:
                reweigh(self._database, self._terms[name], self._schema.relations[name].strength)

    def finish(self) -> None:
        """Merge what was staged into the graph; the caller commits."""
        for (name,) in self._database.execute("SELECT DISTINCT name FROM staged").fetchall():
            self._term(name)
        merge_staged(self._database, self._schema)
        if self._changed:
            regrade_documents(self._database, self._changed)
        self._database.execute("DROP TABLE temp.staged")
        self._after = count_rows(self._database)

    def counts(self) -> Counts:
        """Return what is new by this transaction, once it has been committed."""
        return difference(self._after, self._before)

    def _term(self, name: str) -> int:
        if name not in self._terms:
            added = self._database.execute("INSERT INTO term (name) VALUES (?)", [name])
            self._terms[name] = int(added.lastrowid or 0)
        return self._terms[name]

    def _write(self, numbers: Mapping[str, int], entities: Mapping[str, Entity]) -> None:
        forms = {
            number: sorted({normal(name) for name in (entities[id_].name, *entities[id_].aliases)} - {""})
            for id_, number in numbers.items()
        }
        self._database.executemany(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(numbers[id_], *_entity_row(one, self._term(one.type))) for id_, one in entities.items()],
        )
        names = sorted((form, number) for number, known in forms.items() for form in known)
        self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)
        words = [(number, " | ".join(known)) for number, known in forms.items()]
        self._database.executemany("INSERT INTO word (rowid, form) VALUES (?, ?)", words)

    def _listed(self, columns: str, ids: Iterable[str]) -> list[Any]:
        listed = json.dumps(list(ids))
        return self._database.execute(
            f"SELECT {columns} WHERE id IN (SELECT value FROM json_each(?))", [listed]
        ).fetchall()


_ADD_DOCUMENT = """
INSERT INTO document (id, title, publisher, published, path, reliability, attributes, text) VALUES (?,?,?,?,?,?,?,?)
ON CONFLICT (id) DO UPDATE SET title = coalesce(excluded.title, title),
    publisher = coalesce(excluded.publisher, publisher), published = coalesce(excluded.published, published),
    path = coalesce(excluded.path, path), reliability = coalesce(excluded.reliability, reliability),
    attributes = coalesce(excluded.attributes, attributes), text = coalesce(excluded.text, text)
"""


def _document_row(one: Document) -> tuple[Any, ...]:
    return (
        one.id, one.title, one.publisher, one.published, one.path, one.reliability, _packed(one.attributes), one.text,
    )  # fmt: skip


def _entity_row(one: Entity, type_: int) -> tuple[Any, ...]:
    aliases = json.dumps(one.aliases, ensure_ascii=False) if one.aliases else None
    return (one.id, type_, one.name, one.kind, aliases, _packed(one.attributes))


def _packed(attributes: Mapping[str, Any]) -> str | None:
    return json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True) if attributes else None


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
