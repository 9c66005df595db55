"""Disputes between relations: two that oppose one another, and two of a kind that an event has once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from ...containment import Containment
from ...disputes import LAST_RANK, DisputeRules, Touched
from ...schema import Schema
from ...spans import overlap
from .dispute_bits import bits_of
from .filters import numbers, terms_of
from .tables import TYPE_BITS
from .worths import Worth, Worths

OPPOSED, TWICE = bits_of(["opposed"]), bits_of(["twice"])
CHUNK = 5_000

Pair = tuple[int, int]


class DisputeMarker:
    """Marks the relations that others dispute."""

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
        for ends in ("x.source = r.source AND x.target = r.target", "x.source = r.target AND x.target = r.source"):
            yield from self._database.execute(
                f"SELECT DISTINCT min(r.source, r.target), max(r.source, r.target) FROM telling r CROSS JOIN telling x "
                f"WHERE r.worth IS NOT NULL AND r.name IN {names} AND x.worth IS NOT NULL AND {ends} "
                f"AND x.name IN {names} AND x.name != r.name"
            )
        marked = f"SELECT n FROM worth WHERE disputed & {OPPOSED}"
        if self._database.execute(marked).fetchone():
            yield from self._database.execute(
                "SELECT DISTINCT min(source, target), max(source, target) FROM telling "
                f"WHERE worth IN ({marked}) AND name IN {names}"
            )

    def _mark_opposed(self, pairs: Collection[Pair]) -> None:
        names = numbers(terms_of(self._terms, self._rules.opposites))
        both_ways = [*pairs, *((b, a) for a, b in pairs if a != b)]
        rows = self._rows(f"{_OF_PAIRS} AND r.name IN {names}", json.dumps(both_ways))
        by_pair: dict[Pair, list[_Relation]] = {}
        for row in rows:
            by_pair.setdefault((min(row.source, row.target), max(row.source, row.target)), []).append(row)
        self._write(
            (row, OPPOSED, any(self._oppose(row, other) for other in some)) for some in by_pair.values() for row in some
        )

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
        rows = self._rows(f"{_OF_SOURCES} AND r.name IN {names}", json.dumps(list(events)))
        spread = self._spread(events)
        map_ = Containment(self._wholes({row.target for row in rows}))
        by_event: dict[tuple[int, str], list[_Relation]] = {}
        for row in rows:
            by_event.setdefault((row.source, row.name), []).append(row)
        self._write(
            (row, TWICE, row.source not in spread and any(_elsewhere(row, other, map_) for other in some))
            for some in by_event.values()
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
        """Map places to those they lie in directly, and so on upward."""
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
        inside = {row[0] for place in places for row in self._database.execute(_inside(self._part_terms), [place])}
        rows = self._database.execute(
            f"SELECT DISTINCT source FROM telling WHERE worth IS NOT NULL AND target IN {numbers(inside)} "
            f"AND name IN {once}"
        )
        return {row[0] for row in rows}

    @property
    def _part_terms(self) -> str:
        return numbers(terms_of(self._terms, self._rules.parts))

    def _rows(self, where: str, value: str) -> list[_Relation]:
        found = self._database.execute(f"{_SELECT} {where}", [value]).fetchall()
        return [
            _Relation(first, source, target, self._names[name], (starts, ends), number, Worth(*worth))
            for first, source, target, name, starts, ends, number, *worth in found
        ]

    def _write(self, marks: Iterable[tuple[_Relation, int, bool]]) -> None:
        changes = []
        for row, bit, is_disputed in marks:
            disputed = row.worth.disputed | bit if is_disputed else row.worth.disputed & ~bit
            if disputed != row.worth.disputed:
                changes.append((self._worths[row.worth._replace(disputed=disputed)], row.first))
        self._database.executemany("UPDATE telling SET worth = ? WHERE n = ?", changes)


class _Relation(NamedTuple):
    first: int
    source: int
    target: int
    name: str
    span: tuple[str, str]
    number: int
    worth: Worth


def _elsewhere(relation: _Relation, other: _Relation, map_: Containment) -> bool:
    """Tell whether two relations of an event place it in two places, neither of them inside the other."""
    place, other_place = relation.target, other.target
    return (
        max(relation.worth.modality, other.worth.modality) <= LAST_RANK
        and place != other_place
        and not map_.lies_in(place, other_place)
        and not map_.lies_in(other_place, place)
    )


def _inside(names: str) -> str:
    """Write the query for the places inside a place."""
    return f"""
WITH RECURSIVE reached (n) AS (
    SELECT ? UNION
    SELECT r.source FROM reached CROSS JOIN telling r ON r.target = reached.n CROSS JOIN worth w ON w.n = r.worth
    WHERE r.worth IS NOT NULL AND r.name IN {names} AND w.modality <= {LAST_RANK})
SELECT n FROM reached
"""


def _chunks(values: Collection[Any]) -> Iterator[list[Any]]:
    listed = sorted(values)
    return (listed[first : first + CHUNK] for first in range(0, len(listed), CHUNK))


_SELECT = """
SELECT r.n, r.source, r.target, r.name, r.starts, r.ends, r.worth, w.strength, w.confidence, w.modality, w.disputed
FROM telling r CROSS JOIN worth w ON w.n = r.worth WHERE r.worth IS NOT NULL AND r.n IN
"""
_OF_PAIRS = """
(SELECT x.n FROM json_each(?) p CROSS JOIN telling x ON x.source = json_extract(p.value, '$[0]')
    AND x.target = json_extract(p.value, '$[1]') WHERE x.worth IS NOT NULL)
"""
_OF_SOURCES = """
(SELECT x.n FROM json_each(?) p CROSS JOIN telling x ON x.source = p.value WHERE x.worth IS NOT NULL)
"""
