"""Choose the entities to show: from some seeds outwards, over the heaviest relations first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush, nlargest
from itertools import islice
from typing import NamedTuple

from ...graph.grading import rounded
from ...graph.scope import Node
from ...graph.stores.contract.walker import Walker

FAN_OUT = 15
"""The most neighbours that a node adds, unless the picture is drawn around it."""


class Reach(NamedTuple):
    """A node within reach, ordered by minus the weight of the path to it, hops, rank of a seed, and id."""

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

    def add(self, reach: Reach) -> None:
        """Add a node, and the pair over which it was reached."""
        self.shown[reach.node] = None
        if reach.before is not None:
            self.reached.append((reach.before, reach.node))


def best_first(
    walker: Walker,
    seeds: Sequence[str],
    hops: int,
    most: int,
    around: Sequence[str] = (),
    reserve: Iterable[str] = (),
) -> Growth:
    """Grow from the seeds: heaviest paths first, of equal ones the shortest, then the least ids.

    At most `most` nodes within `hops` are chosen; the seeds come first, in their order. Those of `around` add all their
    neighbours, others FAN_OUT. While there is space, the omitted neighbours follow, then `reserve` as seeds.
    """
    growth = Growth()
    further = iter(reserve)
    queue = _seeded(walker, seeds)
    cut: list[Reach] = []
    while len(growth.shown) < most:
        if not queue:
            queue, cut = _omitted(walker, cut, most, growth.shown), []
        queue = queue or _seeded(walker, list(islice(further, most)))
        if not queue:
            break
        reach = heappop(queue)
        if reach.node not in growth.shown:
            growth.add(reach)
            limit = most if reach.id in around else FAN_OUT
            if reach.far < hops and _go_on(walker, reach, limit, growth, queue) == limit < most:
                cut.append(reach)
    return growth


def _go_on(walker: Walker, reach: Reach, limit: int, growth: Growth, queue: list[Reach]) -> int:
    """Queue the heaviest steps from a node; returns their number."""
    steps = _steps(walker, reach, limit, growth.shown)
    for step in steps:
        heappush(queue, step)
    return len(steps)


def _seeded(walker: Walker, seeds: Sequence[str]) -> list[Reach]:
    """Queue some seeds, which come before all that they add."""
    order = {id_: rank for rank, id_ in enumerate(seeds)}
    queue = [Reach(-1.0, 0, order[id_], id_, node, None) for node, id_ in walker.ids(walker.nodes(seeds)).items()]
    heapify(queue)
    return queue


def _steps(walker: Walker, reach: Reach, limit: int, shown: Container[Node]) -> list[Reach]:
    """List the heaviest steps from a node to new neighbours."""
    return [
        Reach(rounded(reach.score * weight), reach.far + 1, 0, name, other, reach.node)
        for other, name, weight in _heaviest(walker, reach.node, limit, shown)
    ]


def _omitted(walker: Walker, cut: Sequence[Reach], most: int, shown: Container[Node]) -> list[Reach]:
    """Queue the neighbours that were omitted because their node has too many."""
    queue = [step for reach in cut for step in _steps(walker, reach, most, shown)]
    heapify(queue)
    return queue


def _heaviest(walker: Walker, node: Node, limit: int, shown: Container[Node]) -> list[tuple[Node, str, float]]:
    """List the new neighbours of a node over its heaviest relations, with their ids and these weights."""
    weights: dict[Node, float] = {}
    for _, other, weight in walker.arcs([node]):
        if other not in shown:
            weights[other] = max(weight, weights.get(other, 0.0))
    least = min(nlargest(limit, weights.values()), default=0.0)
    heavy = {other: weight for other, weight in weights.items() if weight >= least}
    named = [(other, name, heavy[other]) for other, name in walker.ids(heavy).items()]
    return sorted(named, key=lambda neighbour: (-neighbour[2], neighbour[1]))[:limit]


def hubs(walker: Walker, count: int) -> list[str]:
    """List the ids of the entities with the heaviest relations in sum, of equal ones the least ids."""
    sums: defaultdict[Node, float] = defaultdict(float)
    for node, _, weight in walker.all_arcs():
        sums[node] += weight
    totals = {node: rounded(weight) for node, weight in sums.items()}
    least = min(nlargest(count, totals.values()), default=0.0)
    ids = walker.ids([node for node, total in totals.items() if total >= least])
    return [id_ for _, id_ in sorted((-totals[node], id_) for node, id_ in ids.items())][:count]


def within(walker: Walker, seeds: Sequence[str], hops: int) -> int:
    """Count the entities within some hops of the seeds."""
    near = frontier = set(walker.nodes(seeds))
    for _ in range(hops):
        frontier = {other for _, other, _ in walker.arcs(frontier)} - near if frontier else set()
        near = near | frontier
    return len(near)
