"""Paths of fewest hops: breadth first from both ends, whole frontiers at a time, the smaller one growing."""

from __future__ import annotations

from collections.abc import Iterator

from ..scope import Node
from .network import NO_BANS, Bans, Nearby, Net
from .route import Arcs

Links = dict[Node, dict[Node, float]]


def shortest_arcs(net: Net, source: Node, target: Node, max_hops: int, bans: Bans = NO_BANS) -> tuple[int, Arcs] | None:
    """Find the least number of hops and the arcs of all paths that have it; None when there is no path."""
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
        frontiers[side] = _next_layer(near, depths[side], reached[side], links[side], bans, backward=backward)
        met = [node for node in frontiers[side] if node in reached[1 - side]]
        met = [node for node in met if reached[1 - side][node] == depths[1 - side]]
        if met:
            return sum(depths), _between(met, links)
    return None


def all_routes(arcs: Arcs, source: Node, target: Node) -> Iterator[tuple[tuple[Node, ...], float]]:
    """Yield every way from source to target over arcs without circles, with the product of its weights."""
    stack: list[tuple[tuple[Node, ...], float]] = [((source,), 1.0)]
    while stack:
        nodes, weight = stack.pop()
        if nodes[-1] == target:
            yield nodes, weight
            continue
        for other, step in arcs.get(nodes[-1], {}).items():
            stack.append(((*nodes, other), weight * step))


def count_routes(arcs: Arcs, source: Node, target: Node) -> int:
    """Count the ways without walking each."""
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


def _next_layer(
    nearby: list[tuple[Node, Nearby]],
    depth: int,
    reached: dict[Node, int],
    links: Links,
    bans: Bans,
    *,
    backward: bool,
) -> list[Node]:
    """List the nodes first reached at this depth, and link each to the nodes it is reached from."""
    layer: list[Node] = []
    unrestricted = not (bans.nodes or bans.not_first)
    for node, near in nearby:
        for other, weight in near.items():
            if not (unrestricted or (bans.allow(other, node) if backward else bans.allow(node, other))):
                continue
            if other not in reached:
                reached[other] = depth
                layer.append(other)
            if reached[other] == depth:
                links.setdefault(other, {})[node] = weight
    return layer


def _between(met: list[Node], links: tuple[Links, Links]) -> Arcs:
    """Collect the arcs from the nodes where the two ends met back to the source and on to the target."""
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
