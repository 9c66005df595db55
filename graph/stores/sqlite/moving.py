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
from ...relation_ids import id_of, key_of
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
        """Relation and ends of the tellings, before and after they are moved."""
        self._ids = {number: id_ for id_, number in numbers_by_id.items()}

    def tellings(self, nodes: Collection[int]) -> list[JudgedTelling]:
        """List the tellings of all keys with these nodes, or against one of the entities."""
        keys = {row[0] for row in self._database.execute(_KEYS.format(numbers(nodes)))}
        keys |= {key for key, id_ in self._database.execute(AGAINST) if id_ in self._numbers}
        tellings = [JudgedTelling._make(row) for row in self._database.execute(_TELLINGS, [json.dumps(sorted(keys))])]
        self._ids |= dict(self._database.execute(_IDS_OF, [json.dumps(sorted(_nodes(tellings)))]))
        return tellings

    def mentioned(self, tellings: Iterable[JudgedTelling]) -> Iterator[str]:
        """Yield the entities that tellings name, or that splits assign them to."""
        for telling in tellings:
            for told, name in _ends(telling):
                if self._ids[told] in self._numbers:
                    yield self._ids[told]
                    yield self._meant(telling, told, name)

    def move(self, tellings: Sequence[JudgedTelling], standing: Mapping[str, str]) -> list[JudgedTelling]:
        """Write the tellings that get other ends or another key; return those whose keys must be regrouped.

        `standing`: representatives by entity. A telling that is alone before and afterwards keeps its worth.
        """
        representatives = Representatives(self._database)
        placed = [(telling, self._placed(telling, standing, representatives)) for telling in tellings]
        moved = [(before, after) for before, after in placed if after != before]
        self.touched = {(one.name, one.source, one.target) for pair in moved for one in pair}
        alone = self._alone(tellings, [after for _, after in moved])
        rows = [self._renamed(after) if after.n in alone else after for _, after in moved]
        self._database.executemany(_MOVE, [(*telling[1:2], *telling[3:10], telling.n) for telling in rows])
        return [one for pair in moved for one in pair if one.n not in alone]

    def _placed(
        self, telling: JudgedTelling, standing: Mapping[str, str], representatives: Representatives
    ) -> JudgedTelling:
        """Give a telling its current ends and key."""
        ends = []
        for (told, name), current in zip(_ends(telling), (telling.source, telling.target), strict=True):
            if self._ids[told] in self._numbers:
                current = self._numbers[standing[self._meant(telling, told, name)]]  # noqa: PLW2901
            ends.append((current, told if told != current else None, name))
        kind = self._schema.relations[telling.name]
        if kind.symmetric:
            ends.sort(key=lambda end: (self._ids[end[0]], self._ids[end[1] or end[0]]))
        (source, source_told, source_as), (target, target_told, target_as) = ends
        placed = telling._replace(
            source=source, target=target, source_told=source_told, target_told=target_told,
            source_as=source_as, target_as=target_as,
        )  # fmt: skip
        attributes = _attributes(telling)
        if not attributes and (source, target) == (telling.source, telling.target):
            return placed  # with the same key
        named = named_by(attributes, telling.publisher, telling.document, kind.key, representatives)
        return placed._replace(key=key_of(self._ids[source], telling.name, self._ids[target], named))

    def _meant(self, telling: JudgedTelling, told: int, name: str) -> str:
        mark_ = self._mark(telling) if self._with_marks else ""
        return self._in_force.end(self._ids[told], name, telling.document, mark_)

    def _mark(self, telling: JudgedTelling) -> str:
        source, target = (self._ids[told] for told, _ in _ends(telling))
        start, _, end = telling.span.partition("/")
        marked = Marked(source, telling.name, target, start, end, telling.document, telling.paragraph, telling.quote)
        return mark(marked, symmetric=self._schema.relations[telling.name].symmetric)

    def _alone(self, before: Iterable[JudgedTelling], moved: Sequence[JudgedTelling]) -> set[int]:
        """Find the moved tellings that are alone in their relation, before and afterwards."""
        known = Counter(telling.key for telling in before)
        keys_before = {telling.n: telling.key for telling in before}
        wanted = Counter(telling.key for telling in moved)
        taken = {row[0] for row in self._database.execute(_TAKEN, [json.dumps(list(wanted))])}
        return {
            telling.n
            for telling in moved
            if telling.is_lead
            and known[keys_before[telling.n]] == wanted[telling.key] == 1
            and telling.key not in taken
            and not _attributes(telling)
        }

    def _renamed(self, telling: JudgedTelling) -> JudgedTelling:
        """Give a lone telling the id of its current relation."""
        start, _, end = telling.span.partition("/")
        if self._schema.relations[telling.name].aspect == "event" or not (start or end):
            return telling._replace(relation=telling.key)
        ends = self._ids[telling.source], telling.name, self._ids[telling.target]
        return telling._replace(relation=id_of(*ends, "", start, end))


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
    return {end for one in tellings for end in (one.source, one.target, one.source_told, one.target_told) if end}


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
