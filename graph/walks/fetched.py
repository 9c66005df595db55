"""Relations fetched together, walked without reading the store again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..model import Relation
from ..scope import Arc, Degree, Node, Rule, SpannedArc

if TYPE_CHECKING:
    from ..stores.contract.walker import Walker


class Fetched:
    """The relations of a rule around one node, in a store whose nodes are ids; `passes` checks nodes to reach."""

    def __init__(
        self, walker: Walker, rule: Rule, relations: Iterable[Relation], passes: Callable[[Node], bool]
    ) -> None:
        self._walker, self._passes = walker, passes
        self._leaving: dict[Node, list[SpannedArc]] = {}
        self._arriving: dict[Node, list[SpannedArc]] = {}
        for relation in relations:
            for arc in arcs_of(relation, rule):
                self._leaving.setdefault(arc[0], []).append(arc)
                self._arriving.setdefault(arc[1], []).append(arc)

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Look up the nodes of existing entities, in the order given."""
        return self._walker.nodes(ids)

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Look up the ids of nodes."""
        return self._walker.ids(nodes)

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Yield the fetched arcs that leave the frontier, or (`backward`) arrive there."""
        arcs_by_node = self._arriving if backward else self._leaving
        for node in frontier:
            for source, target, _, weight, _, _ in arcs_by_node.get(node, ()):
                other = source if backward else target
                if self._passes(other):
                    yield node, other, weight

    def arcs_between(self, nodes: Collection[Node], others: Collection[Node], *, backward: bool = False) -> None:
        """Return None: reading all arcs is as fast."""

    def ways(self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0) -> None:
        """Return None: all arcs are fetched already."""

    def degrees(self, ids: Collection[str]) -> Mapping[str, Degree]:
        """Look up the degrees of the entities whose ties were counted while fetching."""
        return self._walker.degrees(ids)

    def around(self, start: Node, hops: int, *, backward: bool = False, shared: Collection[str] = ()) -> None:
        """Return None: all arcs are fetched already."""

    def spans(self, nodes: Collection[Node] | None) -> Iterator[SpannedArc]:
        """Yield the fetched arcs that arrive at some nodes (None: all), from nodes of any type."""
        for node in self._arriving if nodes is None else nodes:
            yield from self._arriving.get(node, ())

    def all_arcs(self) -> Iterator[Arc]:
        """Yield the fetched arcs in their direction."""
        return self.arcs(list(self._leaving))


def arcs_of(relation: Relation, rule: Rule) -> Iterator[SpannedArc]:
    """Yield the arcs of a relation: along its arrow, against it, or both, as the rule says."""
    rest = (relation.relation, relation.weight, relation.start or "", relation.end or "")
    if relation.relation in rule.along:
        yield (relation.source, relation.target, *rest)
    if relation.relation in rule.against:
        yield (relation.target, relation.source, *rest)
