"""Disputes between relations: opposing ones, and repeated ones of an event that may have only one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import starmap
from typing import Any, NamedTuple

from ...containment import Containment
from ...disputes import LAST_RANK, DisputeRules, Touched
from ...schema import Schema
from ...spans import overlap
from .dispute_bits import bits_of
from .sql_conditions import numbers, terms_of
from .tables import TYPE_BITS
from .worths import Worth, Worths

OPPOSED, TWICE = bits_of(["opposed"]), bits_of(["twice"])
CHUNK = 5_000

Pair = tuple[int, int]


class DisputeMarker:
    """Marks disputed relations."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        self._rules = DisputeRules.of(schema)
        self._terms = {name: int(n) for n, name in database.execute("SELECT n, name FROM term")}
        self._names = {n: name for name, n in self._terms.items()}
        self._worths = Worths(database)

    def mark(self, touched: Touched) -> None:
        """Update the marks of relations that may have become disputed or undisputed."""
        pairs, events = touched.pairs, touched.events
        if touched.everything:
            pairs, events = set(self._opposing_pairs()), set(self._doubtful_events())
        else:
            events = events | self._events_in(touched.places)
        for some in _chunks(pairs):
            self._mark_opposed(some)
        for some in _chunks(events):
            self._mark_twice(some)

    def _opposing_pairs(self) -> Iterator[Pair]:
        """Yield the pairs joined by opposing relations, or marked so already."""
        names = numbers(terms_of(self._terms, self._rules.opposites))
        yield from self._database.execute(_JOINED_TWICE.format(names)).fetchall()
        yield from self._database.execute(_JOINED_BOTH_WAYS.format(names)).fetchall()
        marked = f"SELECT n FROM worth WHERE disputed & {OPPOSED}"
        if self._database.execute(marked).fetchone():
            yield from self._database.execute(
                "SELECT DISTINCT min(source, target), max(source, target) FROM telling "
                f"WHERE worth IN ({marked}) AND name IN {names}"
            )

    def _mark_opposed(self, pairs: Collection[Pair]) -> None:
        names = numbers(terms_of(self._terms, self._rules.opposites))
        both_ways = [*pairs, *((b, a) for a, b in pairs if a != b)]
        by_pair: dict[Pair, list[tuple[Any, ...]]] = {}
        for row in self._rows(_OF_PAIRS, both_ways, names):
            source, target = row[1:3]
            by_pair.setdefault((source, target) if source < target else (target, source), []).append(row)
        disputable = (some for some in by_pair.values() if len(some) > 1 or some[0][-1] & OPPOSED)
        groups = [[self._relation(*row) for row in some] for some in disputable]
        self._write((row, OPPOSED, any(self._oppose(row, other) for other in some)) for some in groups for row in some)

    def _oppose(self, relation: _Relation, other: _Relation) -> bool:
        return (
            other.name in self._rules.opposites[relation.name]
            and max(relation.worth.modality, other.worth.modality) <= LAST_RANK
            and overlap(relation.span, other.span)
        )

    def _doubtful_events(self) -> Iterator[int]:
        """Yield the events with two relations of a kind that an event has once."""
        names = numbers(terms_of(self._terms, self._rules.once))
        rows = self._database.execute(
            f"SELECT DISTINCT source FROM telling WHERE worth IS NOT NULL AND name IN {names} "
            "GROUP BY source, name HAVING count(*) > 1"
        )
        return (row[0] for row in rows)

    def _mark_twice(self, events: Collection[int]) -> None:
        names = numbers(terms_of(self._terms, self._rules.once))
        by_event: dict[tuple[int, str], list[_Relation]] = {}
        for row in starmap(self._relation, self._rows(_OF_SOURCES, list(events), names)):
            by_event.setdefault((row.source, row.name), []).append(row)
        spread = self._spread(events)
        map_ = Containment(self._wholes({row.target for some in by_event.values() if len(some) > 1 for row in some}))
        self._write(
            (row, TWICE, row.source not in spread and row.target in apart and row.worth.modality <= LAST_RANK)
            for some in by_event.values()
            for apart in [_apart(some, map_)]
            for row in some
        )

    def _spread(self, events: Collection[int]) -> set[int]:
        """List the events of a kind that happens in many places."""
        rows = self._database.execute(
            f"SELECT n, kind FROM entity WHERE kind IS NOT NULL AND n IN {numbers(events)}"
        ).fetchall()
        kinds = {
            (self._terms[name], kind)
            for name, node in self._schema.nodes.items()
            for kind in node.spread_kinds
            if name in self._terms
        }
        return {n for n, kind in rows if (n >> TYPE_BITS, kind) in kinds}

    def _wholes(self, places: Collection[int]) -> dict[int, list[int]]:
        """Map places to the places that contain them directly, and so on upward."""
        wholes: dict[int, list[int]] = {}
        frontier = set(places)
        while frontier:
            wholes.update((place, []) for place in frontier)
            rows = self._database.execute(
                "SELECT r.source, r.target FROM telling r CROSS JOIN worth w ON w.n = r.worth "
                f"WHERE r.worth IS NOT NULL AND r.source IN {numbers(frontier)} "
                f"AND r.name IN {self._part_terms} AND w.modality <= {LAST_RANK}"
            ).fetchall()
            for place, whole in rows:
                wholes[place].append(whole)
            frontier = {whole for _, whole in rows} - wholes.keys()
        return wholes

    def _events_in(self, places: Iterable[int]) -> set[int]:
        """List the events that took place in some places or inside them."""
        once = numbers(terms_of(self._terms, self._rules.once))
        rows = self._database.execute(_events_inside(self._part_terms, once), [json.dumps(list(places))])
        return {row[0] for row in rows}

    @property
    def _part_terms(self) -> str:
        return numbers(terms_of(self._terms, self._rules.parts))

    def _rows(self, driving: str, values: list[Any], names: str) -> list[tuple[Any, ...]]:
        query = f"{_SELECT} {driving} {_WITH_WORTH} AND r.name IN {names}"
        return self._database.execute(query, [json.dumps(values)]).fetchall()

    def _relation(
        self, first: int, source: int, target: int, name: int, starts: str, ends: str, number: int, *worth: Any
    ) -> _Relation:
        return _Relation(first, source, target, self._names[name], (starts, ends), number, Worth(*worth))

    def _write(self, marks: Iterable[tuple[_Relation, int, bool]]) -> None:
        changes = []
        for row, bit, is_disputed in marks:
            disputed = row.worth.disputed | bit if is_disputed else row.worth.disputed & ~bit
            if disputed != row.worth.disputed:
                changes.append((self._worths.number(row.worth._replace(disputed=disputed)), row.first))
        self._database.executemany("UPDATE telling SET worth = ? WHERE n = ?", changes)


class _Relation(NamedTuple):
    first: int
    source: int
    target: int
    name: str
    span: tuple[str, str]
    number: int
    worth: Worth


def _apart(relations: Collection[_Relation], map_: Containment[int]) -> set[int]:
    """Select the places of an event that neither contain nor lie in another of its places."""
    places = {relation.target for relation in relations if relation.worth.modality <= LAST_RANK}
    return {place for place in places if len(places) > 1 and any(map_.apart(place, other) for other in places)}


def _events_inside(parts: str, once: str) -> str:
    """Write the query for the events that have relations of the names `once` to places, or to places inside them."""
    return f"""
WITH RECURSIVE reached (n) AS (
    SELECT value FROM json_each(?) UNION
    SELECT r.source FROM reached CROSS JOIN telling r ON r.target = reached.n CROSS JOIN worth w ON w.n = r.worth
    WHERE r.worth IS NOT NULL AND r.name IN {parts} AND w.modality <= {LAST_RANK})
SELECT DISTINCT x.source FROM reached CROSS JOIN telling x ON x.target = reached.n
WHERE x.worth IS NOT NULL AND x.name IN {once}
"""


def _chunks(values: Collection[Any]) -> Iterator[list[Any]]:
    listed = sorted(values)
    return (listed[first : first + CHUNK] for first in range(0, len(listed), CHUNK))


# Both go through the indexes in their order, which takes half the time of looking up the opposites of each relation.
_JOINED_TWICE = """
SELECT min(source, target), max(source, target) FROM telling WHERE worth IS NOT NULL AND name IN {0}
GROUP BY source, target HAVING min(name) != max(name)
"""
_JOINED_BOTH_WAYS = """
SELECT min(a, b), max(a, b) FROM (
    SELECT source AS a, target AS b FROM telling WHERE worth IS NOT NULL AND name IN {0}
    INTERSECT SELECT target, source FROM telling WHERE worth IS NOT NULL AND name IN {0} ORDER BY 1, 2)
"""
_SELECT = """
SELECT r.n, r.source, r.target, r.name, r.starts, r.ends, r.worth, w.strength, w.confidence, w.modality, w.disputed
FROM json_each(?) given CROSS JOIN telling r
"""
_OF_PAIRS = "ON r.source = json_extract(given.value, '$[0]') AND r.target = json_extract(given.value, '$[1]')"
_OF_SOURCES = "ON r.source = given.value"
_WITH_WORTH = "CROSS JOIN worth w ON w.n = r.worth WHERE r.worth IS NOT NULL"
