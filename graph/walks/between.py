"""All that lies between two nodes: the arcs of every way from one to the other within a number of hops."""

from __future__ import annotations

from collections.abc import Mapping

from ..scope import Node
from .network import Nearby, Net
from .route import Arcs


def between(net: Net, source: Node, target: Node, max_hops: int) -> Arcs:
    """Return the arcs that lie on some way of at most max_hops from source to target; none when there is no way.

    Both ends grow, the smaller frontier first: of any such way each arc is met from one end or from the other.
    """
    net = net.between(source, target, max_hops) or net
    found: dict[Node, dict[Node, float]] = {}
    frontiers: list[list[Node]] = [[source], [target]]
    reached: tuple[set[Node], set[Node]] = ({source}, {target})
    for _ in range(max_hops):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        grown: dict[Node, None] = {}
        for node, near in net.near(frontiers[side], backward=side == 1):
            for other, weight in near.items():
                start, end = (node, other) if side == 0 else (other, node)
                if start != target and end != source:
                    found.setdefault(start, {})[end] = weight
                    grown[other] = None
        frontiers[side] = [node for node in grown if node not in reached[side]]
        reached[side].update(frontiers[side])
    return trimmed(found, source, target, max_hops)


def trimmed(arcs: Arcs, source: Node, target: Node, max_hops: int) -> Arcs:
    """Return those of the arcs that lie on some way of at most max_hops."""
    there = distances({node: list(near) for node, near in arcs.items()}, source)
    into: dict[Node, list[Node]] = {}
    for node, near in arcs.items():
        for other in near:
            into.setdefault(other, []).append(node)
    back = distances(into, target)
    kept: dict[Node, Nearby] = {}
    for node, near in arcs.items():
        left = max_hops - 1 - there.get(node, max_hops)
        fitting = {other: weight for other, weight in near.items() if back.get(other, max_hops) <= left}
        if fitting:
            kept[node] = fitting
    return kept


def distances(near: Mapping[Node, list[Node]], start: Node) -> dict[Node, int]:
    """Return the least number of hops from the start to all that can be reached."""
    found, layer = {start: 0}, [start]
    while layer:
        grown: list[Node] = []
        for node in layer:
            for other in near.get(node, ()):
                if other not in found:
                    found[other] = found[node] + 1
                    grown.append(other)
        layer = grown
    return found
