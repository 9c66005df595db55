"""Move tellings of judged entities to their current entities and keys."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from ...identity.in_force import InForce
from ...identity.telling_marks import Marked, mark
from ...model import NOTHING
from ...relation_ids import hashed
from ...schema import Schema
from ...telling_details import read_details
from .filters import numbers
from .keyed_rows import named_by
from .standing import Representatives
from .tables import WITH_AGAINST


class JudgedTelling(NamedTuple):
    """A telling and its ends: the current entities, the loaded ones where they differ, and the names as written."""

    n: int
    key: int
    name: str
    source: int
    target: int
    source_told: int | None
    target_told: int | None
    source_as: str
    target_as: str
    relation: int
    span: str
    is_lead: int
    document: str | None
    publisher: str | None
    details: str
    paragraph: int | None
    quote: str


class Ends(NamedTuple):
    """The ends of a telling: the current entities, the loaded ones where they differ, and the names as written."""

    source: int
    target: int
    source_told: int | None
    target_told: int | None
    source_as: str
    target_as: str


class Moved(NamedTuple):
    """A telling that gets another key or other ends, with both."""

    telling: JudgedTelling
    key: int
    ends: Ends


class Moving:
    """Moves the tellings of some entities, given by their numbers, as the judgements in force require."""

    def __init__(
        self, database: sqlite3.Connection, schema: Schema, in_force: InForce, numbers_by_id: Mapping[str, int]
    ) -> None:
        self._database = database
        self._schema = schema
        self._in_force = in_force
        self._numbers = numbers_by_id
        self._with_marks = in_force.names_tellings
        self.touched: set[tuple[str, int, int]] = set()
        """Relation and ends of the tellings, before and after they are moved, of entities that are still shown."""
        self._judged = {number: id_ for id_, number in numbers_by_id.items()}
        self._ids = {**self._judged}

    def tellings(self, nodes: Collection[int]) -> list[JudgedTelling]:
        """List the tellings of all keys with these nodes, or against one of the entities."""
        keys = {row[0] for row in self._database.execute(_KEYS.format(numbers(nodes))).fetchall()}
        keys |= {key for key, id_ in self._database.execute(AGAINST) if id_ in self._numbers}
        rows = self._database.execute(_TELLINGS, [json.dumps(sorted(keys))]).fetchall()
        tellings = list(map(JudgedTelling._make, rows))
        self._ids |= self._database.execute(_IDS_OF, [json.dumps(sorted(_nodes(tellings)))]).fetchall()
        return tellings

    def mentioned(self, tellings: Iterable[JudgedTelling]) -> Iterator[str]:
        """Yield the entities that tellings name, or that splits assign them to."""
        for telling in tellings:
            for loaded, name in _ends(telling):
                if loaded in self._judged:
                    yield self._judged[loaded]
                    yield self._meant(telling, loaded, name)

    def move(self, tellings: Sequence[JudgedTelling], standing: Mapping[str, str]) -> set[int]:
        """Write the tellings that get other ends or another key; return the keys to regroup.

        `standing`: representatives by entity. A telling that is alone before and afterwards keeps its worth.
        """
        moved = self._moved(tellings, standing)
        hidden = {number for id_, number in self._numbers.items() if standing[id_] != id_}
        both = (ends for each in moved for ends in ((each.telling.source, each.telling.target), each.ends[:2]))
        names = (each.telling.name for each in moved for _ in range(2))
        self.touched = {(name, *ends) for name, ends in zip(names, both, strict=True) if hidden.isdisjoint(ends)}
        alone = self._alone(tellings, moved)
        relations = self._relations(moved, alone)
        rows = [
            (each.key, *each.ends, relation, each.telling.n) for each, relation in zip(moved, relations, strict=True)
        ]
        self._database.executemany(_MOVE, rows)
        return {key for each in moved if each.telling.n not in alone for key in (each.telling.key, each.key)}

    def _moved(self, tellings: Iterable[JudgedTelling], standing: Mapping[str, str]) -> list[Moved]:
        """Find the tellings that get other ends or another key."""
        representatives = Representatives(self._database)
        placed, identities = [], []
        for telling in tellings:
            ends, attributes = self._current_ends(telling, standing), _attributes(telling)
            if attributes or ends[:2] != (telling.source, telling.target):
                key = self._schema.relations[telling.name].key
                named = named_by(attributes, telling.publisher, telling.document, key, representatives)
                placed.append((telling, ends))
                identities.append((self._ids[ends.source], telling.name, self._ids[ends.target], "", "", named))
        return [
            Moved(telling, key, ends)
            for (telling, ends), key in zip(placed, hashed(identities), strict=True)
            if key != telling.key or ends != telling[3:9]
        ]

    def _current_ends(self, telling: JudgedTelling, standing: Mapping[str, str]) -> Ends:
        """Find the entities that the ends of a telling mean now."""
        ends = []
        for (loaded, name), current in zip(_ends(telling), telling[3:5], strict=True):
            if loaded in self._judged:
                current = self._numbers[standing[self._meant(telling, loaded, name)]]  # noqa: PLW2901
            ends.append((current, loaded if loaded != current else None, name))
        if self._schema.relations[telling.name].symmetric:
            ends.sort(key=lambda end: (self._ids[end[0]], self._ids[end[1] or end[0]]))
        (source, source_told, source_as), (target, target_told, target_as) = ends
        return Ends(source, target, source_told, target_told, source_as, target_as)

    def _meant(self, telling: JudgedTelling, loaded: int, name: str) -> str:
        mark_ = self._mark(telling) if self._with_marks else ""
        return self._in_force.end(self._ids[loaded], name, telling.document, mark_)

    def _mark(self, telling: JudgedTelling) -> str:
        source, target = (self._ids[loaded] for loaded, _ in _ends(telling))
        start, _, end = telling.span.partition("/")
        marked = Marked(source, telling.name, target, start, end, telling.document, telling.paragraph, telling.quote)
        return mark(marked, symmetric=self._schema.relations[telling.name].symmetric)

    def _alone(self, before: Iterable[JudgedTelling], moved: Sequence[Moved]) -> set[int]:
        """Find the moved tellings that are alone in their relation, before and afterwards."""
        known = Counter(telling.key for telling in before)
        wanted = Counter(each.key for each in moved)
        taken = {row[0] for row in self._database.execute(_TAKEN, [json.dumps(list(wanted))])}
        return {
            each.telling.n
            for each in moved
            if each.telling.is_lead
            and known[each.telling.key] == wanted[each.key] == 1
            and each.key not in taken
            and not _attributes(each.telling)
        }

    def _relations(self, moved: Sequence[Moved], alone: Collection[int]) -> list[int]:
        """List the numbers of the relations of moved tellings; a lone one gets that of its current ends."""
        numbers_ = [each.key if each.telling.n in alone else each.telling.relation for each in moved]
        dated, identities = [], []
        for place, (telling, _, ends) in enumerate(moved):
            start, _, end = telling.span.partition("/")
            if telling.n in alone and (start or end) and self._schema.relations[telling.name].aspect != "event":
                dated.append(place)
                identities.append((self._ids[ends.source], telling.name, self._ids[ends.target], start, end, ""))
        for place, number in zip(dated, hashed(identities), strict=True):
            numbers_[place] = number
        return numbers_


def _ends(telling: JudgedTelling) -> tuple[tuple[int, str], tuple[int, str]]:
    """List the ends of a telling as loaded, by number and by name."""
    return (
        (telling.source_told or telling.source, telling.source_as),
        (telling.target_told or telling.target, telling.target_as),
    )


def _attributes(telling: JudgedTelling) -> Mapping[str, Any]:
    details = read_details(telling.details) if telling.details else NOTHING
    attributes: Mapping[str, Any] = details.get("attributes", NOTHING)
    return attributes


def _nodes(tellings: Iterable[JudgedTelling]) -> set[int]:
    ends = attrgetter("source", "target", "source_told", "target_told")
    return {end for telling in tellings for end in ends(telling) if end}


AGAINST = f"SELECT key, json_extract(details, '$.attributes.against') FROM telling WHERE {WITH_AGAINST}"
_LIST = "(SELECT value FROM json_each(?))"
_IDS_OF = f"SELECT n, id FROM entity WHERE n IN {_LIST}"
_TAKEN = f"SELECT DISTINCT key FROM telling WHERE key IN {_LIST}"
_KEYS = """
SELECT key FROM telling WHERE worth IS NOT NULL AND source IN {0}
UNION SELECT key FROM telling WHERE worth IS NOT NULL AND target IN {0}
"""
_TELLINGS = f"""
SELECT t.n, t.key, m.name, t.source, t.target, t.source_told, t.target_told, t.source_as, t.target_as, t.relation,
    coalesce(t.own, t.starts || '/' || t.ends), t.worth IS NOT NULL, d.id, d.publisher, t.details, t.paragraph, t.quote
FROM telling t JOIN term m ON m.n = t.name LEFT JOIN document d ON d.n = t.document WHERE t.key IN {_LIST}
"""
_MOVE = """
UPDATE telling SET key = ?, source = ?, target = ?, source_told = ?, target_told = ?, source_as = ?, target_as = ?,
    relation = ? WHERE n = ?
"""
