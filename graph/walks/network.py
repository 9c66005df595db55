"""A walker with a cache of neighbours, which has the heaviest of parallel arcs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from ..scope import Node

if TYPE_CHECKING:
    from ..scope import Arc
    from ..stores.contract.walker import Walker

Nearby = Mapping[Node, float]
"""The neighbours of a node, with the weight of the hop there."""

FEW = 150
"""The most nodes whose arcs are looked up by pair rather than read as neighbours."""


class Bans:
    """Limits on a search: nodes it may not enter, and nodes it may not enter directly from its source."""

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
        """Check whether a step is allowed."""
        return (
            start not in self.nodes and end not in self.nodes and not (start == self.source and end in self.not_first)
        )


NO_BANS = Bans()


class Net:
    """The graph that a search walks."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self._out: dict[Node, dict[Node, float]] = {}
        self._in: dict[Node, dict[Node, float]] = {}
        self._ids: dict[Node, str] = {}

    def near(self, frontier: Collection[Node], *, backward: bool = False) -> list[tuple[Node, Nearby]]:
        """Look up the neighbours of each node of the frontier, or (`backward`) the nodes that lead to it."""
        known = self._in if backward else self._out
        missing = [node for node in frontier if node not in known]
        if missing:
            for node in missing:
                known[node] = {}
            _add_heaviest(known, self.walker.arcs(missing, backward=backward))
        return [(node, known[node]) for node in frontier]

    def near_to(
        self, frontier: Collection[Node], others: frozenset[Node], *, backward: bool = False
    ) -> list[tuple[Node, Nearby]]:
        """Look up neighbours as `near` does; neighbours not among the given ones may be missing.

        For few nodes the arcs are looked up by pair, which reads less than all neighbours.
        """
        known = self._in if backward else self._out
        missing = [node for node in frontier if node not in known]
        if len(missing) < 2 or len(others) > FEW:
            return self.near(frontier, backward=backward)
        arcs = self.walker.arcs_between(missing, others, backward=backward)
        if arcs is None:
            return self.near(frontier, backward=backward)
        nearby: dict[Node, dict[Node, float]] = {node: {} for node in missing}
        _add_heaviest(nearby, arcs)
        return [(node, nearby.get(node) or known.get(node, {})) for node in frontier]

    def between(
        self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0
    ) -> Net | None:
        """Fetch the net of all paths of at most `max_hops`, or (`shortest`) of the fewest hops.

        Paths that weigh less than `least` may be missing. Returns None where walking the whole graph is as fast.
        """
        arcs = self.walker.ways(source, target, max_hops, shortest=shortest, least=least)
        return None if arcs is None else self._prefetched(arcs)

    def _prefetched(self, arcs: Iterable[Arc]) -> Net:
        from .prefetched import Prefetched

        net = Net(Prefetched(self.walker, arcs))
        net._ids = self._ids
        return net

    def ids(self, nodes: Iterable[Node]) -> dict[Node, str]:
        """Look up the ids of nodes."""
        wanted = list(nodes)
        missing = [node for node in wanted if node not in self._ids]
        if missing:
            self._ids.update(self.walker.ids(missing))
        return {node: self._ids[node] for node in wanted}

    def least(self, nodes: Collection[Node]) -> Node:
        """Find the node with the least id."""
        if len(nodes) == 1:
            return next(iter(nodes))
        ids = self.ids(nodes)
        return min(nodes, key=ids.__getitem__)


def _add_heaviest(nearby: dict[Node, dict[Node, float]], arcs: Iterable[Arc]) -> None:
    """Add arcs to the neighbours of their nodes, of parallel ones the heaviest, and no loops."""
    for node, other, weight in arcs:
        neighbours = nearby[node]
        if weight > neighbours.get(other, -1.0) and other != node:
            neighbours[other] = weight
