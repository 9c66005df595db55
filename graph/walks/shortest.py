"""Paths of fewest hops: breadth first from both ends, whole frontiers at a time, the smaller one growing.

Arcs are handled by set operations: a frontier may have thousands of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet

from ..scope import Node
from .network import NO_BANS, Bans, Nearby, Net
from .route import Arcs


def shortest_arcs(net: Net, source: Node, target: Node, max_hops: int, bans: Bans = NO_BANS) -> tuple[int, Arcs] | None:
    """Find the fewest hops and the arcs of all shortest paths; None if there is no path."""
    if bans is NO_BANS:
        net = net.between(source, target, max_hops, shortest=True) or net
    sides = (_Side(net, source, bans), _Side(net, target, bans, backward=True))
    for hops in range(1, max_hops + 1):
        growing, facing = sorted(sides, key=lambda side: len(side.frontier))
        if not growing.frontier:
            return None
        if meeting := growing.arcs_to(growing.frontier, facing.frontier):
            return hops, _joined(meeting, growing, facing)
        growing.grow()
    return None


class _Side:
    """The search from one end, as layers of nodes by their distance from it."""

    def __init__(self, net: Net, end: Node, bans: Bans, *, backward: bool = False) -> None:
        self.layers: list[Collection[Node]] = [[end]]
        self.backward = backward
        self._net, self._bans = net, bans
        self._closed = {end, *bans.nodes}

    @property
    def frontier(self) -> Collection[Node]:
        """The outermost layer."""
        return self.layers[-1]

    def grow(self) -> None:
        """Add the layer of nodes reached by one more step."""
        near = self._net.near(self.frontier, backward=self.backward)
        layer = set[Node]().union(*(self._reachable(node, nearby) for node, nearby in near)) - self._closed
        self._closed |= layer
        self.layers.append(layer)

    def arcs_to(self, nodes: Collection[Node], others: Collection[Node]) -> dict[Node, dict[Node, float]]:
        """Find the arcs from some nodes of the search to others, with their weights."""
        wanted = frozenset(others)
        arcs = {}
        for node, nearby in self._net.near_to(nodes, wanted, backward=self.backward):
            if hits := self._reachable(node, nearby) & wanted:
                arcs[node] = {other: nearby[other] for other in hits}
        return arcs

    def _reachable(self, node: Node, nearby: Nearby) -> AbstractSet[Node]:
        """Collect the neighbours of a node that the bans do not forbid as the next step."""
        bans = self._bans
        if self.backward:
            return nearby.keys() - {bans.source} if node in bans.not_first else nearby.keys()
        return nearby.keys() - bans.not_first if node == bans.source else nearby.keys()


def _joined(meeting: Arcs, growing: _Side, facing: _Side) -> Arcs:
    """Collect the arcs from the source to the target over the arcs where the two sides meet."""
    arcs: dict[Node, dict[Node, float]] = {}
    _add(arcs, meeting, backward=growing.backward)
    _add_inward(arcs, growing, meeting)
    _add_inward(arcs, facing, {node for near in meeting.values() for node in near})
    return arcs


def _add_inward(arcs: dict[Node, dict[Node, float]], side: _Side, nodes: Collection[Node]) -> None:
    """Add the arcs of the paths between the end of a side and some nodes of its frontier."""
    for layer in reversed(side.layers[:-1]):
        steps = side.arcs_to(layer, nodes)
        _add(arcs, steps, backward=side.backward)
        nodes = steps


def _add(arcs: dict[Node, dict[Node, float]], steps: Arcs, *, backward: bool) -> None:
    for node, near in steps.items():
        for other, weight in near.items():
            start, end = (other, node) if backward else (node, other)
            arcs.setdefault(start, {})[end] = weight


def all_routes(arcs: Arcs, source: Node, target: Node) -> Iterator[tuple[tuple[Node, ...], float]]:
    """Yield every path from source to target over arcs without circles, with the product of its weights."""
    stack: list[tuple[tuple[Node, ...], float]] = [((source,), 1.0)]
    while stack:
        nodes, weight = stack.pop()
        if nodes[-1] == target:
            yield nodes, weight
            continue
        for other, step in arcs.get(nodes[-1], {}).items():
            stack.append(((*nodes, other), weight * step))


def count_routes(arcs: Arcs, source: Node, target: Node) -> int:
    """Count the paths without walking each."""
    counts: dict[Node, int] = {target: 1}
    stack: list[Node] = [source]
    while stack:
        node = stack[-1]
        uncounted = [other for other in arcs.get(node, {}) if other not in counts]
        if node not in counts and uncounted:
            stack.extend(uncounted)
            continue
        stack.pop()
        counts.setdefault(node, sum(counts[other] for other in arcs.get(node, {})))
    return counts[source]
