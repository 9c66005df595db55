"""Read arcs from the server, in one round trip for a frontier or a whole search."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, cast

from ...model import Relation
from ...schema import Schema
from ...scope import Arc, Degree, Node, Rule, SpannedArc
from . import prefetch as wide
from .cypher_conditions import in_scope
from .database import either
from .properties import relation_of
from .reader import columns
from .server import Server


class ServerWalker:
    """The arcs of a rule on one server; nodes are ids."""

    def __init__(self, server: Server, schema: Schema, rule: Rule) -> None:
        self._server = server
        self._schema = schema
        self._rule = rule
        self._known = set(rule.ends)  # its ends, and nodes that it has reached: they exist
        self._degrees: dict[str, Degree] = {}
        condition, self._values = in_scope(rule.scope)
        if rule.through is not None:
            self._values["ends"] = list(rule.ends)
        reached = "" if rule.through is None else f" AND ({_typed('b', rule.through)} OR b.id IN $ends)"
        self._any_start = f"{condition} AND r.modality <> 'negated'"
        self._steps = wide.Steps(rule, f"{condition} AND r.modality <> 'negated'{reached}")

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Look up the nodes of existing entities, which are their ids, in the order given."""
        wanted = list(ids)
        unsure = [id_ for id_ in wanted if id_ not in self._known]
        if unsure:
            self._known |= {row[0] for row in self._server.read(_KNOWN, ids=unsure)}
        return [id_ for id_ in wanted if id_ in self._known]

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Look up the ids of nodes."""
        return {node: cast("str", node) for node in nodes}

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterable[Arc]:
        """Iterate over the arcs that leave the frontier, or (`backward`) arrive there."""
        if not self._walkable or not frontier:
            return ()
        onward = self._steps.onward(backward=backward)
        statement = f"UNWIND $frontier AS id MATCH (a:Entity {{id: id}}) {onward} {_GATHERED}"
        return self._met(_spread_out(self._server.read(statement, frontier=list(frontier), **self._values)))

    def arcs_between(self, nodes: Collection[Node], others: Collection[Node], *, backward: bool = False) -> None:
        """Leave it to the caller to choose among all arcs, which takes no longer."""

    def ways(
        self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0
    ) -> list[Arc] | None:
        """Prefetch the arcs of all paths of at most `max_hops`, or (`shortest`) of the fewest hops.

        Paths that weigh less than `least` may be left out. Returns None where there is too much to fetch at once.
        """
        if not self._walkable or max_hops < 1:
            return []
        ends = {"source": source, "target": target}
        if shortest:
            statement = wide.shortest(self._steps, self._any_start, max_hops)
            rows = self._server.read(statement, **ends, **self._values)
            self._degrees.update((id_, Degree(name, count)) for id_, _, name, count in rows if count is not None)
            return self._met((here, there, weight) for there, arcs, _, _ in rows for here, weight in arcs)
        if least > 0:
            rows = self._server.read(wide.weighty(self._steps, max_hops), **ends, least=least, **self._values)
            arcs = self._met(_spread_out(row[1:] for row in rows if not row[0]))
            back = self._met(_spread_out(row[1:] for row in rows if row[0]))
            return arcs + [(there, here, weight) for here, there, weight in back]
        if max_hops > wide.FARTHEST:
            return None
        rows = self._server.read(wide.ways(self._steps, max_hops), **ends, **self._values)
        return self._met(arc for row in rows for arc in _both_ends(source, target, *row))

    def degrees(self, ids: Collection[str]) -> dict[str, Degree]:
        """Look up the degrees of the entities whose ties `ways` has counted."""
        return {id_: self._degrees[id_] for id_ in ids if id_ in self._degrees}

    def around(self, start: Node, hops: int, *, backward: bool = False, shared: Collection[str] = ()) -> list[Relation]:
        """Prefetch the bare relations of all walks of this length from a node, or (`backward`) to it.

        At every node where one of the `shared` relations arrives, all its arrivals are included, from any type.
        """
        if not self._walkable or hops < 1:
            return []
        kinds = self._schema.relations.values()
        attributes = {"against", *(kind.fraction for kind in kinds if kind.fraction)}
        statement = wide.around(self._steps, self._any_start, hops, shared, backward=backward)
        # In one record, since the driver takes three times as long for a record each.
        statement += f"RETURN collect([{columns(attributes)}])"
        ((rows,),) = self._server.read(statement, start=start, **self._values)
        relations = {row[0]: relation_of(row, self._schema, (), {}) for row in rows}
        self._known.update(end for relation in relations.values() for end in (relation.source, relation.target))
        return list(relations.values())

    def spans(self, nodes: Collection[Node] | None) -> Iterator[SpannedArc]:
        """Iterate over all arcs that arrive at some nodes (None: all), from nodes of any type."""
        known = "" if nodes is None else "UNWIND $nodes AS id MATCH (b:Entity {id: id}) "
        spanned = "a.id, b.id, type(r), r.weight, coalesce(r.start, ''), coalesce(r.end, '')"
        values = self._values if nodes is None else {**self._values, "nodes": list(nodes)}
        for pattern in self._steps.patterns(backward=False):
            statement = f"{known}MATCH {pattern} WHERE {self._any_start} RETURN {spanned}"
            yield from cast("Iterator[SpannedArc]", self._server.stream(statement, **values))

    def all_arcs(self) -> Iterator[Arc]:
        """Iterate over the arcs of the rule; an arc without direction comes twice."""
        from_ = "" if self._rule.through is None else f" AND {_typed('a', self._rule.through)}"
        for pattern in self._steps.patterns(backward=False):
            statement = f"MATCH {pattern} WHERE {self._steps.condition}{from_} RETURN a.id, b.id, r.weight"
            yield from cast("Iterator[Arc]", self._server.stream(statement, **self._values))

    @property
    def _walkable(self) -> bool:
        return bool(self._rule.along or self._rule.against)

    def _met(self, arcs: Iterable[Arc]) -> list[Arc]:
        listed = list(arcs)
        self._known.update(cast("str", there) for _, there, _ in listed)
        return listed


_KNOWN = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id"
_GATHERED = "RETURN a.id, collect(b.id), collect(r.weight)"


def _spread_out(rows: Iterable[Sequence[Any]]) -> Iterator[Arc]:
    for here, others, weights in rows:
        for there, weight in zip(others, weights, strict=True):
            yield here, there, weight


def _both_ends(
    source: Node, target: Node, out: list[str], first: list[float], into: list[str], last: list[float], met: list[Any]
) -> Iterator[Arc]:
    """Collect arcs in their direction, from the row of `prefetch.ways`."""
    yield from ((source, there, weight) for there, weight in zip(out, first, strict=True))
    yield from ((here, target, weight) for here, weight in zip(into, last, strict=True))
    for node, before, after in met:
        yield from ((here, node, weight) for here, weight in before)
        yield from ((node, there, weight) for there, weight in after)


def _typed(node: str, types: Sequence[str]) -> str:
    return f"{node}:{either(types)}" if types else "false"
