"""Which entities to show: from some of them outwards, over the heaviest relations first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush, nlargest
from itertools import islice
from typing import NamedTuple

from ...graph.grading import rounded
from ...graph.scope import Node
from ...graph.stores.protocol import Walker

FAN_OUT = 15
"""So many neighbours a node brings along, unless the picture is drawn around it."""


class Reach(NamedTuple):
    """A node in reach, ordered by -weight of the path there, hops, rank of a seed, and id."""

    score: float
    far: int
    rank: int
    id: str
    node: Node
    before: Node | None


@dataclass(slots=True)
class Growth:
    """The nodes chosen, best first, and the pairs over which they were reached."""

    shown: dict[Node, None] = field(default_factory=dict)
    reached: list[tuple[Node, Node]] = field(default_factory=list)


def best_first(
    walker: Walker,
    seeds: Sequence[str],
    hops: int,
    most: int,
    around: Sequence[str] = (),
    reserve: Iterable[str] = (),
) -> Growth:
    """Grow from the seeds: heaviest paths first, of equal ones the shortest, then the least ids.

    At most `most` nodes within some hops; the seeds come first, in their order. Those of `around` bring all
    their neighbours, others FAN_OUT. While there is room, the neighbours left out follow, then `reserve` as seeds.
    """
    growth = Growth()
    further = iter(reserve)
    queue = _seeded(walker, seeds)
    cut: list[tuple[float, int, Node]] = []
    while len(growth.shown) < most:
        if not queue:
            queue, cut = _left_out(walker, cut, most, growth.shown), []
        if not queue:
            queue = _seeded(walker, list(islice(further, most)))
        if not queue:
            break
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
                heappush(queue, Reach(rounded(score * weight), far + 1, 0, name, other, node))
            if len(near) == limit < most:
                cut.append((score, far, node))
    return growth


def _seeded(walker: Walker, seeds: Sequence[str]) -> list[Reach]:
    """Return the queue of some seeds, which come before all that they bring."""
    order = {id_: rank for rank, id_ in enumerate(seeds)}
    queue = [Reach(-1.0, 0, order[id_], id_, node, None) for node, id_ in walker.ids(walker.nodes(seeds)).items()]
    heapify(queue)
    return queue


def _left_out(walker: Walker, cut: Sequence[tuple[float, int, Node]], most: int, shown: Container[Node]) -> list[Reach]:
    """Return the queue of the neighbours that were left out for want of room."""
    queue = [
        Reach(rounded(score * weight), far + 1, 0, name, other, node)
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
