"""Fewest hops: breadth first from both ends, whole frontiers at a time, the smaller one growing."""

from __future__ import annotations

from collections.abc import Iterator

from ..scope import Node
from .network import NO_BANS, Bans, Nearby, Net
from .route import Arcs

Links = dict[Node, dict[Node, float]]


def shortest_arcs(net: Net, source: Node, target: Node, max_hops: int, bans: Bans = NO_BANS) -> tuple[int, Arcs] | None:
    """Return the least number of hops and the arcs of all paths that have it, or None when there is none."""
    if bans is NO_BANS:
        net = net.between(source, target, max_hops, shortest=True) or net
    reached: tuple[dict[Node, int], dict[Node, int]] = ({source: 0}, {target: 0})
    links: tuple[Links, Links] = ({}, {})
    frontiers: list[list[Node]] = [[source], [target]]
    depths = [0, 0]
    while sum(depths) < max_hops and all(frontiers):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        depths[side] += 1
        backward = side == 1
        near = net.near(frontiers[side], backward=backward)
        frontiers[side] = _grown(near, depths[side], reached[side], links[side], bans, backward=backward)
        met = [node for node in frontiers[side] if node in reached[1 - side]]
        met = [node for node in met if reached[1 - side][node] == depths[1 - side]]
        if met:
            return sum(depths), _between(met, links)
    return None


def all_routes(arcs: Arcs, source: Node, target: Node) -> Iterator[tuple[tuple[Node, ...], float]]:
    """Return every way from source to target over arcs that have no circles, with the product of its weights."""
    stack: list[tuple[tuple[Node, ...], float]] = [((source,), 1.0)]
    while stack:
        nodes, weight = stack.pop()
        if nodes[-1] == target:
            yield nodes, weight
            continue
        for other, step in arcs.get(nodes[-1], {}).items():
            stack.append(((*nodes, other), weight * step))


def count_routes(arcs: Arcs, source: Node, target: Node) -> int:
    """Return how many ways there are, without walking each."""
    known: dict[Node, int] = {target: 1}
    order: list[Node] = [source]
    while order:
        node = order[-1]
        open_ = [other for other in arcs.get(node, {}) if other not in known]
        if node not in known and open_:
            order.extend(open_)
            continue
        order.pop()
        known.setdefault(node, sum(known[other] for other in arcs.get(node, {})))
    return known[source]


def _grown(
    nearby: list[tuple[Node, Nearby]],
    depth: int,
    reached: dict[Node, int],
    links: Links,
    bans: Bans,
    *,
    backward: bool,
) -> list[Node]:
    """Return the nodes first reached at this depth, and link every one of them to those it is reached from."""
    grown: list[Node] = []
    free = not (bans.nodes or bans.not_first)
    for node, near in nearby:
        for other, weight in near.items():
            if not (free or (bans.allow(other, node) if backward else bans.allow(node, other))):
                continue
            if other not in reached:
                reached[other] = depth
                grown.append(other)
            if reached[other] == depth:
                links.setdefault(other, {})[node] = weight
    return grown


def _between(met: list[Node], links: tuple[Links, Links]) -> Arcs:
    """Return the arcs that lead from the nodes where both ends met back to the source and on to the target."""
    arcs: Links = {}
    for side in (0, 1):
        layer, seen = list(met), set(met)
        while layer:
            node = layer.pop()
            for other, weight in links[side].get(node, {}).items():
                start, end = (other, node) if side == 0 else (node, other)
                arcs.setdefault(start, {})[end] = weight
                if other not in seen:
                    seen.add(other)
                    layer.append(other)
    return arcs
