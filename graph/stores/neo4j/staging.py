"""What a load has said so far, kept in a temporary file until it is sent to the server in one go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from ...merging import united
from ...model import Document, Entity, Facts
from ...names import EXACT, name_forms, word_forms
from ...relation_ids import relation_name
from .properties import Told, packed

Value = TypeVar("Value")

_TABLES = """
CREATE TABLE document (id TEXT PRIMARY KEY, title, publisher, published, path, reliability, attributes, text);
CREATE TABLE entity (id TEXT PRIMARY KEY, name, kind, aliases, attributes, type);
CREATE TABLE name (form TEXT, entity TEXT, PRIMARY KEY (form, entity)) WITHOUT ROWID;
CREATE TABLE fact (
    relation INTEGER, source, name, target, starts, ends, document, paragraph, quote, credibility,
    details)
"""

_FIELDS = ("title", "publisher", "published", "path", "reliability", "attributes", "text")


class Staged(NamedTuple):
    """A relation and what the load tells of it."""

    id: str
    source: str
    name: str
    target: str
    start: str
    end: str
    told: list[Told]


class Staging:
    """The records of one load."""

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own, kept in memory while it is small and gone when closed.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        for statement in _TABLES.split(";\n"):
            self._database.execute(statement)

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def add_documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later one says overrides."""
        kept = ", ".join(f"{name} = coalesce(excluded.{name}, {name})" for name in _FIELDS)
        self._database.executemany(
            f"INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET {kept}",
            [
                (one.id, *(getattr(one, name) for name in _FIELDS[:-2]), packed(one.attributes), one.text)
                for one in batch
            ],
        )

    def add_entities(self, batch: Sequence[Entity]) -> None:
        """Add entities, to what was said of them before."""
        held = {one.id: one for one in self.entities([one.id for one in batch])}
        for entity in batch:
            held[entity.id] = united(held[entity.id], entity) if entity.id in held else entity
        self._database.executemany(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?)",
            [
                (one.id, one.name, one.kind, json.dumps(one.aliases), packed(one.attributes), one.type)
                for one in held.values()
            ],
        )
        names = [(form, entity.id) for entity in held.values() for form in exact_forms(entity) or forms_of(entity)]
        self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)

    def add_facts(self, batch: Facts) -> None:
        """Add facts; the handles in them are ids."""
        self._database.executemany(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?)", zip(*batch[:11], strict=True)
        )

    def named(self, forms: Collection[str]) -> Iterator[tuple[str, str, list[str]]]:
        """Return form, id and all names of the entities that go by some normal forms."""
        rows = self._database.execute(
            f"SELECT form, id, name, aliases FROM name JOIN entity ON id = entity WHERE form IN {_LIST}", _listed(forms)
        )
        for form, id_, name, aliases in rows:
            yield form, id_, [name, *json.loads(aliases)]

    def alike(self, parts: Sequence[str], length: int, limit: int) -> list[tuple[int, str]]:
        """Return the forms that share most pieces with one of a length, and how many these are."""
        shared = " + ".join(["(instr(form, ?) > 0)"] * len(parts))
        return self._database.execute(
            f"SELECT shared, form FROM (SELECT DISTINCT form, {shared} AS shared FROM name) "
            "WHERE shared * 3 >= ? ORDER BY shared DESC, abs(length(form) - ?), form LIMIT ?",
            [*parts, len(parts), length, limit],
        ).fetchall()

    def names(self, forms: Collection[str]) -> list[tuple[str, str, str]]:
        """Return form, id and name of the entities that go by some normal forms."""
        return self._database.execute(f"{_NAMED} WHERE form IN {_LIST}", _listed(forms)).fetchall()

    def beginning(self, prefix: str) -> list[tuple[str, str, str]]:
        """Return form, id and name of the entities of which a normal form begins so."""
        return self._database.execute(
            f"{_NAMED} WHERE form >= ? AND form < ? || char(1114111)", [prefix, prefix]
        ).fetchall()

    def known(self, ids: Collection[str]) -> set[str]:
        """Return those of the ids that are entities of the load."""
        rows = self._database.execute(f"SELECT id FROM entity WHERE id IN {_LIST}", _listed(ids))
        return {row[0] for row in rows}

    def entities(self, ids: Collection[str] | None = None) -> Iterator[Entity]:
        """Return the entities of some ids, or all, in order of id."""
        where, values = ("1", []) if ids is None else (f"id IN {_LIST}", _listed(ids))
        rows = self._database.execute(f"SELECT * FROM entity WHERE {where} ORDER BY id", values)
        for id_, name, kind, aliases, attributes, type_ in rows:
            yield Entity(id_, type_, name, kind, tuple(json.loads(aliases)), json.loads(attributes or "{}"))

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Return the documents of some ids, or all, in order of id."""
        where, values = ("1", []) if ids is None else (f"id IN {_LIST}", _listed(ids))
        rows = self._database.execute(f"SELECT * FROM document WHERE {where} ORDER BY id", values)
        for *fields, attributes, text in rows:
            yield Document(*[*fields, json.loads(attributes or "{}"), text])

    def count(self) -> int:
        """Return how many facts there are."""
        (number,) = self._database.execute("SELECT count(*) FROM fact").fetchone()
        return int(number)

    def relations(self, most: int) -> Iterator[list[Staged]]:
        """Return the relations of the load in slices of about so many tellings, one relation never in two."""
        rows = self._database.execute("SELECT * FROM fact ORDER BY relation, rowid")
        relations = (_staged(key, list(facts)) for key, facts in groupby(rows, itemgetter(0)))
        held: list[Staged] = []
        tellings = 0
        for relation in relations:
            held.append(relation)
            tellings += len(relation.told)
            if tellings >= most:
                yield held
                held, tellings = [], 0
        if held:
            yield held

    def spoken_of(self) -> Iterator[tuple[str, list[str]]]:
        """Return documents, and the entities that each speaks of."""
        pairs = " UNION ".join(f"SELECT document, {end} FROM fact" for end in ("source", "target"))
        rows = self._database.execute(f"SELECT * FROM ({pairs}) WHERE document IS NOT NULL ORDER BY document")
        for document, entities in groupby(rows, itemgetter(0)):
            yield document, [row[1] for row in entities]


def forms_of(entity: Entity) -> list[str]:
    """Return the forms under whose words an entity is searched."""
    return sorted(word_forms((entity.name, *entity.aliases), entity.type))


def exact_forms(entity: Entity) -> list[str] | None:
    """Return the normal forms of an entity's names where they are others than `forms_of` it, else None."""
    return (
        sorted(name_forms((entity.name, *entity.aliases), entity.type, entity.kind)) if entity.type in EXACT else None
    )


def merged(held: Document, told: Document) -> Document:
    """Return the document with what is told of it now over what was held."""
    says = [name for name in _FIELDS if getattr(told, name) not in (None, {})]
    fields: dict[str, Any] = {name: getattr(told if name in says else held, name) for name in _FIELDS}
    return Document(held.id, **fields)


def batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Return the rows in lists of at most `size`."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def ahead(made: Iterator[Value]) -> Iterator[Value]:
    """Return the values of an iterator, each made in a thread while the one before it is used."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(next, made, None)
        while (value := pending.result()) is not None:
            pending = pool.submit(next, made, None)
            yield value


def _staged(key: int, facts: list[Any]) -> Staged:
    _, source, name, target, start, end, *_ = facts[0]
    told = list(dict.fromkeys(Told(*one[6:]) for one in facts))
    return Staged(relation_name(key), source, name, target, start, end, told)


_NAMED = "SELECT form, id, name FROM name JOIN entity ON id = entity"
_LIST = "(SELECT value FROM json_each(?))"


def _listed(values: Collection[str]) -> list[str]:
    return [json.dumps(list(values))]
