"""Arcs that weigh less the more ties the entity they lead to has (Himmelstein and Baranzini 2015)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..scope import Arc, Node
from ..stores.contract.walker import Walker
from .derived import DerivedWalker
from .network import Net


class SpecificWalker(DerivedWalker):
    """A walker's arcs, each times degree^-0.5 of the entity it leads to, unless that is an end of the path.

    `degrees` walks all arcs, to count the other entities that each entity is tied to.
    """

    def __init__(self, walker: Walker, degrees: Walker, ends: Collection[Node]) -> None:
        super().__init__(walker)
        self._all, self._ends = Net(degrees), frozenset(ends)

    def degree(self, node: Node) -> int:
        """Count the other entities that a node is tied to."""
        return len(self._all.near([node])[0][1])

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Yield the arcs that leave the frontier, or (`backward`) arrive there."""
        arcs = list(self._walker.arcs(frontier, backward=backward))
        entered = {here if backward else there for here, there, _ in arcs} - self._ends
        factors = {node: max(len(near), 1) ** -0.5 for node, near in self._all.near(list(entered))}
        for here, there, weight in arcs:
            yield here, there, weight * factors.get(here if backward else there, 1.0)

    def all_arcs(self) -> Iterator[Arc]:
        """Yield every arc in its direction."""
        arcs = list(self._walker.all_arcs())
        factors = {node: max(len(near), 1) ** -0.5 for node, near in self._all.near(list({arc[1] for arc in arcs}))}
        return (
            (here, there, weight * (1.0 if there in self._ends else factors[there])) for here, there, weight in arcs
        )
