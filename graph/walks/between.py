"""The arcs of all paths between two nodes within a number of hops."""

from __future__ import annotations

from collections.abc import Mapping

from ..scope import Node
from .network import Nearby, Net
from .route import Arcs


def between(net: Net, source: Node, target: Node, max_hops: int) -> Arcs:
    """Collect the arcs of paths of at most `max_hops` from source to target; empty without a path.

    The search grows from both ends, the smaller frontier first, so that it meets each arc from one end or the other.
    """
    net = net.between(source, target, max_hops) or net
    arcs: dict[Node, dict[Node, float]] = {}
    frontiers: list[list[Node]] = [[source], [target]]
    reached: tuple[set[Node], set[Node]] = ({source}, {target})
    for _ in range(max_hops):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        next_layer: dict[Node, None] = {}
        for node, near in net.near(frontiers[side], backward=side == 1):
            for other, weight in near.items():
                start, end = (node, other) if side == 0 else (other, node)
                if start != target and end != source:
                    arcs.setdefault(start, {})[end] = weight
                    next_layer[other] = None
        frontiers[side] = [node for node in next_layer if node not in reached[side]]
        reached[side].update(frontiers[side])
    return trimmed(arcs, source, target, max_hops)


def trimmed(arcs: Arcs, source: Node, target: Node, max_hops: int) -> Arcs:
    """Drop the arcs that lie on no path of at most `max_hops`."""
    from_source = distances({node: list(near) for node, near in arcs.items()}, source)
    into: dict[Node, list[Node]] = {}
    for node, near in arcs.items():
        for other in near:
            into.setdefault(other, []).append(node)
    to_target = distances(into, target)
    trimmed_arcs: dict[Node, Nearby] = {}
    for node, near in arcs.items():
        hops_left = max_hops - 1 - from_source.get(node, max_hops)
        fitting = {other: weight for other, weight in near.items() if to_target.get(other, max_hops) <= hops_left}
        if fitting:
            trimmed_arcs[node] = fitting
    return trimmed_arcs


def distances(near: Mapping[Node, list[Node]], start: Node) -> dict[Node, int]:
    """Count the fewest hops from the start to each node it reaches."""
    hops, layer = {start: 0}, [start]
    while layer:
        next_layer: list[Node] = []
        for node in layer:
            for other in near.get(node, ()):
                if other not in hops:
                    hops[other] = hops[node] + 1
                    next_layer.append(other)
        layer = next_layer
    return hops
