"""A walker with a memory: of parallel arcs the weightiest, and no node is asked for twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from ..scope import Node

if TYPE_CHECKING:
    from ..scope import Arc
    from ..stores.protocol import Walker

Nearby = Mapping[Node, float]
"""The neighbours of a node, with the weight of the hop there."""


class Bans:
    """What a search may not do: enter some nodes, or step from its source straight to some others."""

    def __init__(
        self,
        nodes: frozenset[Node] = frozenset(),
        source: Node | None = None,
        not_first: frozenset[Node] = frozenset(),
    ) -> None:
        self.nodes = nodes
        self.source = source
        self.not_first = not_first

    def allow(self, start: Node, end: Node) -> bool:
        """Return whether the step may be taken."""
        return (
            start not in self.nodes and end not in self.nodes and not (start == self.source and end in self.not_first)
        )


NO_BANS = Bans()


class Net:
    """The graph that one search walks on."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self._out: dict[Node, dict[Node, float]] = {}
        self._in: dict[Node, dict[Node, float]] = {}
        self._ids: dict[Node, str] = {}

    def near(self, frontier: Collection[Node], *, backward: bool = False) -> list[tuple[Node, Nearby]]:
        """Return each node of the frontier with its neighbours, or (`backward`) with those that arc to it."""
        known = self._in if backward else self._out
        missing = [node for node in frontier if node not in known]
        if missing:
            for node in missing:
                known[node] = {}
            for node, other, weight in self.walker.arcs(missing, backward=backward):
                held = known[node]
                if weight > held.get(other, -1.0) and other != node:
                    held[other] = weight
        return [(node, known[node]) for node in frontier]

    def between(
        self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0
    ) -> Net | None:
        """Return a net that holds every way of at most max_hops, or of the fewest; None where to walk is as good.

        Ways that weigh less than `least` may be missing.
        """
        arcs = self.walker.ways(source, target, max_hops, shortest=shortest, least=least)
        return None if arcs is None else self._holding(arcs)

    def around(self, start: Node, hops: int, *, backward: bool = False) -> Net:
        """Return a net that holds every walk of so many hops from a node, or (`backward`) to it."""
        arcs = self.walker.around(start, hops, backward=backward)
        return self if arcs is None else self._holding(arcs, backward=backward)

    def _holding(self, arcs: Iterable[Arc], *, backward: bool = False) -> Net:
        from .prefetched import Held

        net = Net(Held(self.walker, arcs, backward=backward))
        net._ids = self._ids
        return net

    def ids(self, nodes: Iterable[Node]) -> dict[Node, str]:
        """Return the ids of some nodes."""
        wanted = list(nodes)
        missing = [node for node in wanted if node not in self._ids]
        if missing:
            self._ids.update(self.walker.ids(missing))
        return {node: self._ids[node] for node in wanted}

    def least(self, nodes: Collection[Node]) -> Node:
        """Return the node with the least id."""
        if len(nodes) == 1:
            return next(iter(nodes))
        ids = self.ids(nodes)
        return min(nodes, key=ids.__getitem__)
