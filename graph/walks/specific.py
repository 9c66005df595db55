"""Arcs that weigh less the more ties the entity has that they lead to (Himmelstein and Baranzini 2015)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..scope import Arc, Node, SpannedArc
from ..stores.protocol import Walker
from .network import Net


class SpecificWalker:
    """The arcs of a walker, each times degree^-0.5 of the entity it leads to, unless that is an end of the path.

    `degrees` counts, on arcs that may lead anywhere, how many other entities each one is tied to.
    """

    def __init__(self, walker: Walker, degrees: Walker, ends: Collection[Node]) -> None:
        self._walker, self._all, self._ends = walker, Net(degrees), frozenset(ends)

    def degree(self, node: Node) -> int:
        """Return how many other entities a node is tied to."""
        return len(self._all.near([node])[0][1])

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Return the handles of entities that are known to exist, in the order asked."""
        return self._walker.nodes(ids)

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Return the ids of some nodes."""
        return self._walker.ids(nodes)

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Yield the arcs that leave the frontier, or (`backward`) those that arrive: (its node, other, weight)."""
        arcs = list(self._walker.arcs(frontier, backward=backward))
        entered = {here if backward else there for here, there, _ in arcs} - self._ends
        factors = {node: max(len(near), 1) ** -0.5 for node, near in self._all.near(list(entered))}
        for here, there, weight in arcs:
            yield here, there, weight * factors.get(here if backward else there, 1.0)

    def ways(self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0) -> None:
        """Return None: to know how specific a way is takes the degrees of what lies on it."""

    def around(self, start: Node, hops: int, *, backward: bool = False) -> None:
        """Return None, as `ways` does."""

    def relations(self, pairs: Collection[tuple[str, str]]) -> None:
        """Return None: arcs are read without the ids of their relations."""

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Return the arcs that arrive at some nodes, as they are before they are weighed."""
        return self._walker.spans(nodes)

    def all_arcs(self) -> Iterator[Arc]:
        """Yield every arc in its direction."""
        arcs = list(self._walker.all_arcs())
        factors = {node: max(len(near), 1) ** -0.5 for node, near in self._all.near(list({arc[1] for arc in arcs}))}
        return (
            (here, there, weight * (1.0 if there in self._ends else factors[there])) for here, there, weight in arcs
        )
