"""Mark disputed relationships."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ...containment import Containment
from ...disputes import LAST_RANK, DisputeRules, Touched
from ...model import RANK
from ...schema import Schema
from ...spans import Span, overlap
from ...telling_order import in_fixed_order
from ..batches import in_batches
from .database import either
from .properties import marked_type
from .server import run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

BATCH = 5_000


class _Relation(NamedTuple):
    element: str
    source: str
    name: str
    target: str
    span: Span
    modality: str
    disputed: tuple[str, ...]

    @property
    def counts(self) -> bool:
        return RANK[self.modality] <= LAST_RANK


def mark_disputes(tx: Tx, schema: Schema, touched: Touched) -> None:
    """Mark the relations between pairs and of events that are opposed or exist twice."""
    marker = _Marker(tx, schema)
    if touched.everything:
        touched.pairs, touched.events = marker.all_pairs(), marker.all_events()
    else:
        touched.events |= marker.events_in(touched.places)
    for pairs in in_batches(sorted(touched.pairs), BATCH):
        marker.mark_opposed(pairs)
    for events in in_batches(sorted(touched.events), BATCH):
        marker.mark_twice(events)


class _Marker:
    def __init__(self, tx: Tx, schema: Schema) -> None:
        self._tx = tx
        self._rules = DisputeRules.of(schema)
        self._types = {name: type_.spread_kinds for name, type_ in schema.nodes.items() if type_.spread_kinds}

    def all_pairs(self) -> set[tuple[str, str]]:
        """List the pairs that opposing relations may join."""
        if not self._rules.opposites:
            return set()
        rows = run(self._tx, f"MATCH (a)-[:{either(self._rules.opposites)}]->(b) RETURN DISTINCT a.id, b.id")
        return {(min(pair), max(pair)) for pair in rows}

    def all_events(self) -> set[str]:
        """List the events with relations that an event has once."""
        if not self._rules.once:
            return set()
        return {row[0] for row in run(self._tx, f"MATCH (e)-[:{either(self._rules.once)}]->() RETURN DISTINCT e.id")}

    def events_in(self, places: Collection[str]) -> set[str]:
        """List the events that took place in some places or inside them."""
        if not places or not self._rules.once:
            return set()
        statement = (
            f"UNWIND $places AS id MATCH (p:Entity {{id: id}})<-[:{either(self._rules.parts)}*0..]-(inside) "
            f"WITH DISTINCT inside MATCH (e)-[:{either(self._rules.once)}]->(inside) RETURN DISTINCT e.id"
        )
        return {row[0] for row in run(self._tx, statement, places=sorted(places))}

    def mark_opposed(self, pairs: Collection[tuple[str, str]]) -> None:
        """Mark the relations between pairs that another one opposes."""
        names = either(self._rules.opposites)
        statement = (
            "UNWIND $pairs AS pair MATCH (a:Entity {id: pair[0]}) MATCH (b:Entity {id: pair[1]}) "
            f"MATCH (a)-[r:{names}]-(b) WITH DISTINCT r {_RETURN}"
        )
        by_pair: dict[frozenset[str], list[_Relation]] = {}
        for relation in self._read(statement, pairs=[list(pair) for pair in pairs]):
            by_pair.setdefault(frozenset((relation.source, relation.target)), []).append(relation)
        self._write(
            ("opposed", relation, any(self._oppose(relation, other) for other in some))
            for some in by_pair.values()
            for relation in some
        )

    def mark_twice(self, events: Collection[str]) -> None:
        """Mark repeated relations of an event that may have only one."""
        statement = (
            f"UNWIND $events AS id MATCH (e:Entity {{id: id}})-[r:{either(self._rules.once)}]->() WITH r {_RETURN}"
        )
        by_event: dict[tuple[str, str], list[_Relation]] = {}
        for relation in self._read(statement, events=list(events)):
            by_event.setdefault((relation.source, relation.name), []).append(relation)
        spread = self._spread(events)
        map_ = Containment(
            self._wholes({relation.target for some in by_event.values() if len(some) > 1 for relation in some})
        )
        self._write(
            ("twice", relation, event not in spread and any(_elsewhere(relation, other, map_) for other in some))
            for (event, _), some in by_event.items()
            for relation in some
        )

    def _oppose(self, relation: _Relation, other: _Relation) -> bool:
        return (
            other.name in self._rules.opposites[relation.name]
            and relation.counts
            and other.counts
            and overlap(relation.span, other.span)
        )

    def _wholes(self, places: Collection[str]) -> dict[str, list[str]]:
        """Map places to the places that contain them directly, and so on upward."""
        statement = (
            f"UNWIND $places AS id MATCH (p:Entity {{id: id}})-[r:{either(self._rules.parts)}]->(whole) "
            "WHERE r.modality IN $modalities RETURN p.id, whole.id"
        )
        modalities = [name for name, rank in RANK.items() if rank <= LAST_RANK]
        wholes: dict[str, list[str]] = {}
        frontier = set(places) if self._rules.parts else set()
        while frontier:
            wholes.update((place, []) for place in frontier)
            rows = run(self._tx, statement, places=sorted(frontier), modalities=modalities)
            for place, whole in rows:
                wholes[place].append(whole)
            frontier = {whole for _, whole in rows} - wholes.keys()
        return wholes

    def _spread(self, events: Collection[str]) -> set[str]:
        """List the events of a kind that happens in many places."""
        statement = (
            "UNWIND $events AS id MATCH (e:Entity {id: id}) WHERE e.kind IS NOT NULL RETURN e.id, e.type, e.kind"
        )
        rows = run(self._tx, statement, events=list(events))
        return {id_ for id_, type_, kind in rows if kind in self._types.get(type_, ())}

    def _read(self, statement: str, **values: object) -> list[_Relation]:
        return [
            _Relation(element, source, name, target, (start or "", end or ""), modality, tuple(disputed or ()))
            for element, source, name, target, start, end, modality, disputed in run(self._tx, statement, **values)
        ]

    def _write(self, marks: Iterable[tuple[str, _Relation, bool]]) -> None:
        changed: dict[str, list[Any]] = {}
        for kind, relation, is_disputed in marks:
            others = [known for known in relation.disputed if known != kind]
            disputed = in_fixed_order([*others, kind] if is_disputed else others)
            if disputed != relation.disputed:
                mark = marked_type(relation.name, relation.modality, disputed)
                changed[relation.element] = [list(disputed) or None, mark]
        for elements in in_batches(list(changed), BATCH):
            run(self._tx, _MARK, elements=elements, marks={element: changed[element] for element in elements})


def _elsewhere(relation: _Relation, other: _Relation, map_: Containment[str]) -> bool:
    return relation.counts and other.counts and map_.apart(relation.target, other.target)


_RETURN = "RETURN elementId(r), startNode(r).id, type(r), endNode(r).id, r.start, r.end, r.modality, r.disputed"
# A database that was empty when the load began has no statistics, so the server reads all relations to find some:
# once for a list of them, but once for each row of a list that is unwound.
_MARK = """
MATCH ()-[r]->() WHERE elementId(r) IN $elements
WITH r, $marks[elementId(r)] AS mark SET r.disputed = mark[0], r.type = mark[1]
"""
