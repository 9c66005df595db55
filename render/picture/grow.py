"""Which entities to show: from some of them outwards, over the heaviest relations first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush, nlargest

from ...graph.grading import rounded
from ...graph.scope import Node
from ...graph.stores.protocol import Walker

FAN_OUT = 15
"""So many neighbours a node brings along, unless the picture is drawn around it."""


@dataclass(slots=True)
class Growth:
    """The nodes chosen, best first, and the pairs over which they were reached."""

    shown: dict[Node, None] = field(default_factory=dict)
    reached: list[tuple[Node, Node]] = field(default_factory=list)


def best_first(walker: Walker, seeds: Sequence[str], hops: int, most: int, around: Sequence[str] = ()) -> Growth:
    """Return what grows from the seeds: heaviest paths first, of equal ones the shortest, then the least ids.

    At most `most` nodes within some hops; the seeds come first, in their order. Those of `around` bring all
    their neighbours, others FAN_OUT, and their other neighbours only when there is room left.
    """
    growth = Growth()
    ids = walker.ids(walker.nodes(seeds))
    order = {id_: rank for rank, id_ in enumerate(seeds)}
    queue: list[tuple[float, int, int, str, Node, Node | None]]
    queue = [(-1.0, 0, order[id_], id_, node, None) for node, id_ in ids.items()]
    heapify(queue)
    cut: list[tuple[float, int, Node]] = []
    while len(growth.shown) < most and (queue or cut):
        if not queue:
            queue = _left_out(walker, cut, most, growth.shown)
            cut = []
            continue
        score, far, _, id_, node, before = heappop(queue)
        if node in growth.shown:
            continue
        growth.shown[node] = None
        if before is not None:
            growth.reached.append((before, node))
        if far < hops:
            limit = most if id_ in around else FAN_OUT
            near = _heaviest(walker, node, limit, growth.shown)
            for other, name, weight in near:
                heappush(queue, (rounded(score * weight), far + 1, 0, name, other, node))
            if len(near) == limit < most:
                cut.append((score, far, node))
    return growth


def _left_out(
    walker: Walker, cut: Sequence[tuple[float, int, Node]], most: int, shown: Container[Node]
) -> list[tuple[float, int, int, str, Node, Node | None]]:
    """Return the queue of the neighbours that were left out for want of room."""
    queue: list[tuple[float, int, int, str, Node, Node | None]] = [
        (rounded(score * weight), far + 1, 0, name, other, node)
        for score, far, node in cut
        for other, name, weight in _heaviest(walker, node, most, shown)
    ]
    heapify(queue)
    return queue


def _heaviest(walker: Walker, node: Node, limit: int, shown: Container[Node]) -> list[tuple[Node, str, float]]:
    """Return the new neighbours of a node over the heaviest relations, with their ids and these weights."""
    weights: dict[Node, float] = {}
    for _, other, weight in walker.arcs([node]):
        if other not in shown:
            weights[other] = max(weight, weights.get(other, 0.0))
    least = min(nlargest(limit, weights.values()), default=0.0)
    able = {other: weight for other, weight in weights.items() if weight >= least}
    named = [(other, name, able[other]) for other, name in walker.ids(able).items()]
    return sorted(named, key=lambda one: (-one[2], one[1]))[:limit]


def hubs(walker: Walker, count: int) -> list[str]:
    """Return the ids of the entities with the heaviest relations taken together, of equal ones the least."""
    sums: defaultdict[Node, float] = defaultdict(float)
    for node, _, weight in walker.all_arcs():
        sums[node] += weight
    totals = {node: rounded(weight) for node, weight in sums.items()}
    least = min(nlargest(count, totals.values()), default=0.0)
    ids = walker.ids([node for node, total in totals.items() if total >= least])
    return [id_ for _, id_ in sorted((-totals[node], id_) for node, id_ in ids.items())][:count]


def within(walker: Walker, seeds: Sequence[str], hops: int) -> int:
    """Return how many entities stand within some hops of the seeds."""
    near = frontier = set(walker.nodes(seeds))
    for _ in range(hops):
        frontier = {other for _, other, _ in walker.arcs(frontier)} - near if frontier else set()
        near = near | frontier
    return len(near)
