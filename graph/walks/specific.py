"""Arcs that weigh less the more ties the entity they lead to has (Himmelstein and Baranzini 2015)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ..scope import Arc, Degree, Node, SpannedArc
from ..stores.contract.walker import Walker
from .network import Net


class SpecificWalker:
    """A walker's arcs, each times degree^-0.5 of the entity it leads to, unless that is an end of the path.

    `degrees` walks all arcs, to count the other entities that each entity is tied to.
    """

    def __init__(self, walker: Walker, degrees: Walker, ends: Collection[Node]) -> None:
        self._walker, self._all, self._ends = walker, Net(degrees), frozenset(ends)

    def degree(self, node: Node) -> int:
        """Count the other entities that a node is tied to."""
        return len(self._all.near([node])[0][1])

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Look up the nodes of existing entities, in the order given."""
        return self._walker.nodes(ids)

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Look up the ids of nodes."""
        return self._walker.ids(nodes)

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Yield the arcs that leave the frontier, or (`backward`) arrive there."""
        arcs = list(self._walker.arcs(frontier, backward=backward))
        entered = {here if backward else there for here, there, _ in arcs} - self._ends
        factors = {node: max(len(near), 1) ** -0.5 for node, near in self._all.near(list(entered))}
        for here, there, weight in arcs:
            yield here, there, weight * factors.get(here if backward else there, 1.0)

    def arcs_between(self, nodes: Collection[Node], others: Collection[Node], *, backward: bool = False) -> None:
        """Return None: reading all arcs is as fast."""

    def ways(self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0) -> None:
        """Return None: the specificity of a path depends on the degrees of its nodes."""

    def degrees(self, ids: Collection[str]) -> Mapping[str, Degree]:
        """Look up the degrees of the entities whose ties were counted while fetching."""
        return self._walker.degrees(ids)

    def around(self, start: Node, hops: int, *, backward: bool = False, shared: Collection[str] = ()) -> None:
        """Return None, as `ways` does."""

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Iterate over the arcs that arrive at some nodes, with their own weights."""
        return self._walker.spans(nodes)

    def all_arcs(self) -> Iterator[Arc]:
        """Yield every arc in its direction."""
        arcs = list(self._walker.all_arcs())
        factors = {node: max(len(near), 1) ** -0.5 for node, near in self._all.near(list({arc[1] for arc in arcs}))}
        return (
            (here, there, weight * (1.0 if there in self._ends else factors[there])) for here, there, weight in arcs
        )
