"""Move tellings of judged entities to their current entities and keys."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...identity.in_force import InForce
from ...identity.telling_marks import Marked, mark
from ...model import NOTHING
from ...relation_ids import hashed
from ...schema import Schema
from ...telling_details import read_details
from .keyed_rows import named_by
from .sql_conditions import numbers
from .standing import Representatives
from .tables import WITH_AGAINST


class Ends(NamedTuple):
    """The ends of a telling: the current entities, the loaded ones where they differ, and the names as written."""

    source: int
    target: int
    loaded_source: int | None
    loaded_target: int | None
    source_as: str
    target_as: str

    @property
    def as_loaded(self) -> tuple[tuple[int, str], tuple[int, str]]:
        """The entities as loaded, each with its name as written."""
        source, target = self.loaded_source or self.source, self.loaded_target or self.target
        return (source, self.source_as), (target, self.target_as)


class JudgedTelling(NamedTuple):
    """A telling of entities that a judgement concerns."""

    ends: Ends
    n: int
    key: int
    name: str
    relation: int
    span: str
    is_lead: int
    document: str | None
    publisher: str | None
    details: str
    paragraph: int | None
    quote: str


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
        tellings = [JudgedTelling(Ends._make(row[:6]), *row[6:]) for row in rows]
        self._ids |= self._database.execute(_IDS_OF, [json.dumps(sorted(_nodes(tellings)))]).fetchall()
        return tellings

    def mentioned(self, tellings: Iterable[JudgedTelling]) -> Iterator[str]:
        """Yield the entities that tellings name, or that splits assign them to."""
        for telling in tellings:
            for loaded, name in telling.ends.as_loaded:
                if loaded in self._judged:
                    yield self._judged[loaded]
                    yield self._meant(telling, loaded, name)

    def move(self, tellings: Sequence[JudgedTelling], standing: Mapping[str, str]) -> set[int]:
        """Write the tellings that get other ends or another key; return the keys to regroup.

        `standing`: representatives by entity. A telling that is alone before and afterwards keeps its worth.
        """
        moved = self._moved(tellings, standing)
        hidden = {number for id_, number in self._numbers.items() if standing[id_] != id_}
        both = ((telling.name, ends) for telling, _, now in moved for ends in (telling.ends[:2], now[:2]))
        self.touched = {(name, *ends) for name, ends in both if hidden.isdisjoint(ends)}
        alone = self._alone(tellings, moved)
        relations = self._relations(moved, alone)
        rows = [
            (key, *ends, relation, telling.n) for (telling, key, ends), relation in zip(moved, relations, strict=True)
        ]
        self._database.executemany(_MOVE, rows)
        return {key for telling, new_key, _ in moved if telling.n not in alone for key in (telling.key, new_key)}

    def _moved(self, tellings: Iterable[JudgedTelling], standing: Mapping[str, str]) -> list[Moved]:
        """Find the tellings that get other ends or another key."""
        representatives = Representatives(self._database)
        placed, identities = [], []
        for telling in tellings:
            ends, attributes = self._current_ends(telling, standing), _attributes(telling)
            if attributes or ends[:2] != telling.ends[:2]:
                key = self._schema.relations[telling.name].key
                named = named_by(attributes, telling.publisher, telling.document, key, representatives)
                placed.append((telling, ends))
                identities.append((self._ids[ends.source], telling.name, self._ids[ends.target], "", "", named))
        return [
            Moved(telling, key, ends)
            for (telling, ends), key in zip(placed, hashed(identities), strict=True)
            if key != telling.key or ends != telling.ends
        ]

    def _current_ends(self, telling: JudgedTelling, standing: Mapping[str, str]) -> Ends:
        """Find the entities that the ends of a telling mean now."""
        ends = []
        for (loaded, name), current in zip(telling.ends.as_loaded, telling.ends[:2], strict=True):
            if loaded in self._judged:
                current = self._numbers[standing[self._meant(telling, loaded, name)]]  # noqa: PLW2901
            ends.append((current, loaded if loaded != current else None, name))
        if self._schema.relations[telling.name].symmetric:
            ends.sort(key=lambda end: (self._ids[end[0]], self._ids[end[1] or end[0]]))
        (source, loaded_source, source_as), (target, loaded_target, target_as) = ends
        return Ends(source, target, loaded_source, loaded_target, source_as, target_as)

    def _meant(self, telling: JudgedTelling, loaded: int, name: str) -> str:
        mark_ = self._mark(telling) if self._with_marks else ""
        return self._in_force.end(self._ids[loaded], name, telling.document, mark_)

    def _mark(self, telling: JudgedTelling) -> str:
        source, target = (self._ids[loaded] for loaded, _ in telling.ends.as_loaded)
        start, _, end = telling.span.partition("/")
        marked = Marked(source, telling.name, target, start, end, telling.document, telling.paragraph, telling.quote)
        return mark(marked, symmetric=self._schema.relations[telling.name].symmetric)

    def _alone(self, before: Iterable[JudgedTelling], moved: Sequence[Moved]) -> set[int]:
        """Find the moved tellings that are alone in their relation, before and afterwards."""
        known = Counter(telling.key for telling in before)
        wanted = Counter(key for _, key, _ in moved)
        taken = {row[0] for row in self._database.execute(_TAKEN, [json.dumps(list(wanted))])}
        return {
            telling.n
            for telling, key, _ in moved
            if telling.is_lead
            and known[telling.key] == wanted[key] == 1
            and key not in taken
            and not _attributes(telling)
        }

    def _relations(self, moved: Sequence[Moved], alone: Collection[int]) -> list[int]:
        """List the numbers of the relations of moved tellings; a lone one gets that of its current ends."""
        numbers_ = [key if telling.n in alone else telling.relation for telling, key, _ in moved]
        dated, identities = [], []
        for place, (telling, _, ends) in enumerate(moved):
            start, _, end = telling.span.partition("/")
            if telling.n in alone and (start or end) and self._schema.relations[telling.name].aspect != "event":
                dated.append(place)
                identities.append((self._ids[ends.source], telling.name, self._ids[ends.target], start, end, ""))
        for place, number in zip(dated, hashed(identities), strict=True):
            numbers_[place] = number
        return numbers_


def _attributes(telling: JudgedTelling) -> Mapping[str, Any]:
    details = read_details(telling.details) if telling.details else NOTHING
    attributes: Mapping[str, Any] = details.get("attributes", NOTHING)
    return attributes


def _nodes(tellings: Iterable[JudgedTelling]) -> set[int]:
    return {node for telling in tellings for node in telling.ends[:4] if node}


AGAINST = f"SELECT key, json_extract(details, '$.attributes.against') FROM telling WHERE {WITH_AGAINST}"
_LIST = "(SELECT value FROM json_each(?))"
_IDS_OF = f"SELECT n, id FROM entity WHERE n IN {_LIST}"
_TAKEN = f"SELECT DISTINCT key FROM telling WHERE key IN {_LIST}"
_KEYS = """
SELECT key FROM telling WHERE worth IS NOT NULL AND source IN {0}
UNION SELECT key FROM telling WHERE worth IS NOT NULL AND target IN {0}
"""
_TELLINGS = f"""
SELECT t.source, t.target, t.source_told, t.target_told, t.source_as, t.target_as, t.n, t.key, m.name, t.relation,
    coalesce(t.own, t.starts || '/' || t.ends), t.worth IS NOT NULL, d.id, d.publisher, t.details, t.paragraph, t.quote
FROM telling t JOIN term m ON m.n = t.name LEFT JOIN document d ON d.n = t.document WHERE t.key IN {_LIST}
"""
_MOVE = """
UPDATE telling SET key = ?, source = ?, target = ?, source_told = ?, target_told = ?, source_as = ?, target_as = ?,
    relation = ? WHERE n = ?
"""
