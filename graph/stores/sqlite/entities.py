"""The table of entities, and the names and words by which they are found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import count
from typing import Any

from ...merging import united
from ...model import Entity
from ...names import EXACT, name_forms, word_forms
from .reader import read_entities
from .row_cache import Rows, Terms, last_number, packed
from .tables import TYPE_BITS


class EntityTable:
    """The entities of a file that is being written."""

    def __init__(self, database: sqlite3.Connection, terms: Terms) -> None:
        self._database = database
        self._numbers = Numbers(database, terms)
        self.handles = Entities(database, empty=not last_number(database, "entity"))

    def add(self, batch: Sequence[Entity]) -> None:
        """Add entities; aliases add up, a kind or attribute given later overrides."""
        self.handles.trim()
        told: dict[str, Entity] = {}
        for one in batch:
            told[one.id] = united(told[one.id], one) if one.id in told else one
        met = self.handles.known(told)
        held = {one.id: one for one in self._held(met)} if met else {}
        changed = [both for id_, one in held.items() if (both := united(one, told[id_])) != one]
        new = [one for id_, one in told.items() if id_ not in held] if held else told.values()
        self.handles.update((one.id, next(self._numbers[one.type])) for one in new)
        rows = [self._row(one) for one in new]
        self._database.executemany(_ADD, rows)
        if changed:
            rows += self._change(changed)
        written = zip((*new, *changed), rows, strict=True)
        names = [(form, row[-1]) for entity, row in written for form in _forms(entity, row[1])]
        self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)

    def finish(self) -> int:
        """Return how many are new, once their words are known; no more may be added."""
        spans = self._numbers.spans()
        self._database.executemany(f"{LEARN_WORDS} >= ? AND n < ?", spans)
        return sum(after - first for first, after in spans)

    def _change(self, changed: Collection[Entity]) -> list[tuple[Any, ...]]:
        """Write entities anew; return their rows."""
        numbers = ((one.type, self.handles[one.id]) for one in changed)
        indexed = [(number,) for type_, number in numbers if self._numbers.is_old(type_, number)]
        self._database.executemany(f"{FORGET_WORDS} = ?", indexed)
        rows = [self._row(one) for one in changed]
        self._database.executemany(_CHANGE, rows)
        self._database.executemany(f"{LEARN_WORDS} = ?", indexed)
        return rows

    def _held(self, ids: Collection[str]) -> Iterable[Entity]:
        listed = json.dumps(list(ids))
        return read_entities(self._database, "e.id IN (SELECT value FROM json_each(?))", [listed])

    def _row(self, one: Entity) -> tuple[Any, ...]:
        forms = word_forms((one.name, *one.aliases), one.type)
        number = self.handles[one.id]
        aliases, attributes = packed(one.aliases), packed(one.attributes)
        return one.name, PARTED.join(sorted(forms)), one.kind or "", aliases, attributes, one.id, number


def _forms(entity: Entity, words: str) -> Iterable[str]:
    """Return the normal forms of the names of an entity, given those for its words."""
    if entity.type in EXACT:
        return name_forms((entity.name, *entity.aliases), entity.type, entity.kind)
    return filter(None, words.split(PARTED))


class Numbers(dict[str, "count[int]"]):
    """The numbers that entities of each type get next."""

    def __init__(self, database: sqlite3.Connection, terms: Terms) -> None:
        super().__init__()
        self._database, self._terms = database, terms
        self._first: dict[str, int] = {}

    def __missing__(self, type_: str) -> count[int]:
        first = self._terms[type_] << TYPE_BITS
        span = [first, first | ((1 << TYPE_BITS) - 1)]
        (last,) = self._database.execute("SELECT max(n) FROM entity WHERE n BETWEEN ? AND ?", span).fetchone()
        self._first[type_] = (last or first) + 1
        self[type_] = numbers = count(self._first[type_])
        return numbers

    def is_old(self, type_: str, number: int) -> bool:
        """Return whether the entity of a number was there before."""
        return type_ not in self or number < self._first[type_]

    def spans(self) -> list[tuple[int, int]]:
        """Return the numbers that were given, each type's first and the one after its last; no more may be given."""
        return [(first, next(self[type_])) for type_, first in self._first.items()]


class Entities(Rows):
    """The numbers of entities by their id; they tell the types."""

    def __init__(self, database: sqlite3.Connection, *, empty: bool) -> None:
        super().__init__(database, "SELECT id, n FROM entity WHERE id", empty=empty)
        self._types = _Types(database)

    def types(self, ids: Sequence[str], handles: Sequence[Any]) -> list[str]:
        """Return how ids begin, given also their handles, None for one that is not known."""
        if all(handles):
            return [self._types[one >> TYPE_BITS] for one in handles]
        return super().types(ids, handles)


class _Types(dict[int, str]):
    """How ids of a type begin, by the number of the type."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, number: int) -> str:
        (name,) = self._database.execute("SELECT name FROM term WHERE n = ?", [number]).fetchone()
        self[number] = beginning = str(name).lower()
        return beginning


PARTED = " | "
"""What stands between the forms of an entity where they are kept together."""

# The index of words holds no names itself: it is told what to forget and what to learn of an entity.
LEARN_WORDS = "INSERT INTO word (rowid, forms) SELECT n, forms FROM entity WHERE n"
FORGET_WORDS = "INSERT INTO word (word, rowid, forms) SELECT 'delete', n, forms FROM entity WHERE n"

# To bind None takes sqlite3 five times as long as to bind a text, so "" stands for nothing on the way.
_ADD = """
INSERT INTO entity (name, forms, kind, aliases, attributes, id, n)
VALUES (?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, ?)
"""
_CHANGE = """
UPDATE entity SET name = ?, forms = ?, kind = nullif(?, ''), aliases = nullif(?, ''), attributes = nullif(?, '')
WHERE id = ? AND n = ?
"""


def forget_words(database: sqlite3.Connection) -> None:
    """Take the words of removed entities out of the index, which else only marks them as removed."""
    database.execute("INSERT INTO word (word) VALUES ('optimize')")
