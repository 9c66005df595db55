"""The table of entities, and the names and words by which they are found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from itertools import count, repeat
from typing import Any

from ...model import Entity
from ...names import EXACT, name_forms, normal
from ...records import combined_record
from .origins import Records
from .reader import read_entities
from .row_cache import OR_NULL, Rows, Terms, inserting, last_number, packed
from .sql_conditions import numbers
from .tables import ORIGIN_TELLINGS, TYPE_BITS


class EntityTable:
    """The entities of a file that is being written."""

    def __init__(self, database: sqlite3.Connection, terms: Terms) -> None:
        self._database = database
        self._numbers = Numbers(database, terms)
        self._records = Records(database)
        self._brought: dict[int, set[int]] = {}  # entities with a new record from a document, by origin
        self.handles = Entities(database, empty=not last_number(database, "entity"))
        self.changed_kinds: set[int] = set()
        self.changed_judged: set[int] = set()  # judged entities with a new record
        self._judged = {row[0] for row in database.execute("SELECT n FROM entity WHERE same_as IS NOT NULL")}
        self._new: list[tuple[int, int]] = []
        self.movable: int | None = None  # the origin whose records may yet be given to another one

    def add(self, batch: Sequence[Entity], origin: int) -> None:
        """Add records of entities under an origin."""
        self.handles.trim()
        records = _by_id(batch)
        met = self.handles.known(records)
        new = [entity for id_, entity in records.items() if id_ not in met] if met else records.values()
        new_numbers = [self._numbers.next(entity.type) for entity in new]
        self.handles.update(zip([entity.id for entity in new], new_numbers, strict=True))
        # The forms of names in records are not needed again soon, so caching them would only drop others.
        form_of = normal if origin == ORIGIN_TELLINGS else normal.__wrapped__
        rows = list(map(row_of, new, new_numbers, repeat(form_of)))
        self._database.executemany(*inserting("entity", _COLUMNS, [(*row, origin) for row in rows]))
        learn_names(self._database, new, rows)
        if origin == self.movable:
            self._brought.setdefault(origin, set()).update(row[-1] for row in rows)
        if met:
            self._add_to_known([records[id_] for id_ in met], origin)

    def disown(self, origin: int, heir: int) -> None:
        """Give the records just added under an origin to another one."""
        self._records.move(self._brought.pop(origin, set()), origin, heir)

    def finish(self) -> int:
        """Index the words of entities and count the new ones; no more may be added."""
        self._new = self._numbers.spans()
        self._database.executemany(f"{LEARN_WORDS} >= ? AND n < ?", self._new)
        return sum(after - first for first, after in self._new)

    def remove_lonely(self, entities: Collection[int]) -> int:
        """Remove the entities that have no record and no relation, and count the new ones among them."""
        lonely = remove_lonely(self._database, entities)
        return sum(first <= number < after for number in lonely for first, after in self._new)

    def _add_to_known(self, batch: Collection[Entity], origin: int) -> None:
        numbered = {self.handles[entity.id]: entity for entity in batch}
        self.changed_judged |= numbered.keys() & self._judged
        before = {entity.id: entity for entity in self._stored([entity.id for entity in batch])}
        if origin == self.movable:
            self._brought.setdefault(origin, set()).update(numbered)
        merged = list(self._records.add(numbered, before, origin))
        self._change([entity for entity in merged if entity != before[entity.id]])
        self.changed_kinds |= {self.handles[entity.id] for entity in merged if entity.kind != before[entity.id].kind}

    def _change(self, changed: Collection[Entity]) -> None:
        """Rewrite entities, and the names and words that find them."""
        numbered = ((entity.type, self.handles[entity.id]) for entity in changed)
        indexed = [(number,) for type_, number in numbered if self._numbers.is_old(type_, number)]
        rows = [row_of(entity, self.handles[entity.id]) for entity in changed]
        rewrite(self._database, rows, indexed)
        learn_names(self._database, changed, rows)

    def _stored(self, ids: Collection[str]) -> Iterable[Entity]:
        listed = json.dumps(list(ids))
        return read_entities(self._database, "e.id IN (SELECT value FROM json_each(?))", [listed])


def _by_id(batch: Sequence[Entity]) -> dict[str, Entity]:
    """Map ids to entities; several records of one are combined."""
    by_id = {entity.id: entity for entity in batch}
    if len(by_id) == len(batch):
        return by_id
    given: dict[str, list[Entity]] = {}
    for entity in batch:
        given.setdefault(entity.id, []).append(entity)
    return {id_: combined_record(some) for id_, some in given.items()}


def row_of(entity: Entity, number: int, form_of: Callable[..., str] = normal) -> tuple[Any, ...]:
    """Make the row of an entity: name, forms, kind, aliases, attributes, id and number."""
    id_, type_, name, kind, aliases, attributes = entity
    rule = "" if type_ in EXACT else type_  # words of an exact name are simplified
    if aliases:
        forms = PARTED.join(sorted({form for each in (name, *aliases) if (form := form_of(each, rule))}))
    else:
        forms = form_of(name, rule)
    packed_attributes = packed(attributes) if attributes else ""
    return name, forms, kind or "", packed(aliases) if aliases else "", packed_attributes, id_, number


def learn_names(database: sqlite3.Connection, entities: Iterable[Entity], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write the names by which entities are found, given their rows."""
    pairs = zip(entities, rows, strict=True)
    names = [(form, row[-1]) for entity, row in pairs for form in _forms(entity, row[1])]
    database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)


def rewrite(database: sqlite3.Connection, rows: Sequence[tuple[Any, ...]], indexed: Sequence[tuple[int]]) -> None:
    """Rewrite entities, but not their names; `indexed` are the numbers of those whose words are indexed."""
    database.executemany(f"{FORGET_WORDS} = ?", indexed)
    database.executemany(_CHANGE, rows)
    database.execute(f"DELETE FROM name WHERE entity IN {numbers(row[-1] for row in rows)}")
    database.executemany(f"{LEARN_WORDS} = ?", indexed)


_AT_NO = "NOT EXISTS (SELECT 1 FROM telling t WHERE t.worth IS NOT NULL AND t.{} = e.n)"
LONELY = f"{_AT_NO.format('source')} AND {_AT_NO.format('target')}"
"""The condition on an entity (e) without relations; each end by itself, as OR would not use their indexes."""


def remove_lonely(database: sqlite3.Connection, entities: Collection[int]) -> set[int]:
    """Remove and return the entities that have no record and no relation."""
    rows = database.execute(
        f"SELECT e.n FROM entity e WHERE e.n IN {numbers(entities)} AND e.origin = {ORIGIN_TELLINGS} AND {LONELY}"
    )
    lonely = {row[0] for row in rows}
    remove_entities(database, lonely)
    return lonely


def remove_entities(database: sqlite3.Connection, entities: Collection[int]) -> None:
    """Remove entities, and the names and words by which they are found."""
    listed = numbers(entities)
    database.execute(f"DELETE FROM name WHERE entity IN {listed}")
    database.execute(f"DELETE FROM entity_record WHERE entity IN {listed}")
    database.execute(f"{FORGET_WORDS} IN {listed}")
    database.execute(f"DELETE FROM entity WHERE n IN {listed}")


def _forms(entity: Entity, words: str) -> Iterable[str]:
    """List the normal forms of an entity's names, given those for its words."""
    if entity.type in EXACT:
        return name_forms((entity.name, *entity.aliases), entity.type, entity.kind)
    return words.split(PARTED) if words else ()


class Numbers:
    """The next entity number of each type."""

    def __init__(self, database: sqlite3.Connection, terms: Terms) -> None:
        self._database, self._terms = database, terms
        self._first: dict[str, int] = {}
        self._next: dict[str, count[int]] = {}

    def next(self, type_: str) -> int:
        """Take the next number of a type; the file is read for its first one."""
        if type_ not in self._next:
            self._first[type_] = first = self._unused(type_)
            self._next[type_] = count(first)
        return next(self._next[type_])

    def _unused(self, type_: str) -> int:
        """Read the first unused number of a type from the file."""
        first = self._terms.number(type_) << TYPE_BITS
        span = [first, first | ((1 << TYPE_BITS) - 1)]
        (last,) = self._database.execute("SELECT max(n) FROM entity WHERE n BETWEEN ? AND ?", span).fetchone()
        return (last or first) + 1

    def is_old(self, type_: str, number: int) -> bool:
        """Check whether the entity of a number existed before."""
        return type_ not in self._first or number < self._first[type_]

    def spans(self) -> list[tuple[int, int]]:
        """List the new numbers of each type as (first, one after the last); no more may be given."""
        return [(first, next(self._next[type_])) for type_, first in self._first.items()]


class Entities(Rows):
    """The numbers of entities by id, which contain their types."""

    def __init__(self, database: sqlite3.Connection, *, empty: bool) -> None:
        super().__init__(database, "SELECT id, n FROM entity WHERE id", empty=empty)
        self._prefixes: dict[int, str] = {}  # of ids, by the number of their type

    def types(self, ids: Sequence[str], handles: Sequence[Any]) -> list[str]:
        """List the prefixes of ids, which name types; `handles` has None for an unknown entity."""
        known = self._prefixes
        with suppress(KeyError, TypeError):  # a type not met yet, an unknown entity
            return [known[handle >> TYPE_BITS] for handle in handles]
        numbers = [handle >> TYPE_BITS if handle else 0 for handle in handles]
        if not self._prefixes.keys() >= {*numbers}:
            self._prefixes = {n: name.lower() for n, name in self._database.execute("SELECT n, name FROM term")}
            self._prefixes[0] = ""
        prefixes = list(map(self._prefixes.__getitem__, numbers))
        if all(prefixes):
            return prefixes
        return [prefix or id_.partition(":")[0] for prefix, id_ in zip(prefixes, ids, strict=True)]


PARTED = " | "
"""Separates the forms of an entity in one text."""

# The index of words stores no names itself, so an entity's old names must be passed to delete its words.
LEARN_WORDS = "INSERT INTO word (rowid, forms) SELECT n, forms FROM entity WHERE n"
FORGET_WORDS = "INSERT INTO word (word, rowid, forms) SELECT 'delete', n, forms FROM entity WHERE n"

_COLUMNS = {
    "name": "?", "forms": "?", "kind": OR_NULL, "aliases": OR_NULL, "attributes": OR_NULL, "id": "?", "n": "?",
    "origin": "?",
}  # fmt: skip
_CHANGE = """
UPDATE entity SET name = ?, forms = ?, kind = nullif(?, ''), aliases = nullif(?, ''), attributes = nullif(?, '')
WHERE id = ? AND n = ?
"""


def forget_words(database: sqlite3.Connection) -> None:
    """Remove the words of removed entities from the index, which otherwise only marks them."""
    database.execute("INSERT INTO word (word) VALUES ('optimize')")
