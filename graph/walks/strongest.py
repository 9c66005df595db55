"""Paths of most weight: best first from both ends, the smaller queue growing, within a number of hops."""

from __future__ import annotations

from heapq import heappop, heappush, nsmallest

from ..grading import rounded
from ..scope import Node
from .network import NO_BANS, Bans, Nearby, Net
from .route import Arcs

AHEAD = 64
"""Nodes fetched in one statement, since the next in the queue will be needed soon."""

HALF_UNIT = 6e-10
"""Slightly more than half a unit of the ninth decimal."""


class _Side:
    """The search from one end: the settled nodes, and the queue of the next ones."""

    def __init__(self, start: Node) -> None:
        self.queue: list[tuple[float, int, int, Node]] = [(-1.0, 0, 0, start)]
        self.labels: dict[Node, list[tuple[float, int]]] = {start: [(1.0, 0)]}
        self.near: dict[Node, Nearby] = {}
        self.best: dict[Node, float] = {}
        self._serial = 0

    @property
    def top(self) -> float:
        """The weight of the next label; no unsettled label weighs more."""
        return -self.queue[0][0] if self.queue else 0.0

    def push(self, node: Node, weight: float, hops: int) -> None:
        """Queue a label unless the node has one of at least its weight and at most its hops."""
        labels = self.labels.setdefault(node, [])
        if not any(other >= weight and fewer <= hops for other, fewer in labels):
            labels.append((weight, hops))
            self._serial += 1
            heappush(self.queue, (-weight, hops, self._serial, node))

    def surpassed(self, node: Node, weight: float, hops: int) -> bool:
        """Check whether a better label of the node has been queued since this one."""
        return any(
            other >= weight and fewer <= hops and (other, fewer) != (weight, hops) for other, fewer in self.labels[node]
        )

    def neighbours(self, net: Net, node: Node, *, backward: bool) -> Nearby:
        """Look up the neighbours of a node, fetching those of the next nodes in the queue along with them."""
        if node not in self.near:
            coming = (entry[3] for entry in nsmallest(AHEAD, self.queue))
            wanted = dict.fromkeys((node, *(other for other in coming if other not in self.near)))
            self.near.update(net.near(list(wanted), backward=backward))
        return self.near[node]


def heavy_arcs(
    net: Net, source: Node, target: Node, max_hops: int, bans: Bans = NO_BANS, carried: float = 1.0
) -> Arcs | None:
    """Collect arcs that include every path of the best rounded weight within `max_hops`; None if there is no path.

    `carried` is the weight of the path before the source; it is multiplied in before rounding.
    """
    sides = (_Side(source), _Side(target))
    best = -1.0
    while sides[0].queue and sides[1].queue:
        if best >= 0 and carried * sides[0].top * sides[1].top < rounded(carried * best) - HALF_UNIT:
            break
        which = 0 if len(sides[0].queue) <= len(sides[1].queue) else 1
        best = max(best, _settle(net, sides, which, max_hops, bans))
    if best < 0:
        return None
    return _worthwhile(sides, bans, (rounded(carried * best) - HALF_UNIT) / carried if carried else 0.0)


def _settle(net: Net, sides: tuple[_Side, _Side], which: int, max_hops: int, bans: Bans) -> float:
    """Settle the next label of one side; return the best weight of a path that this completes, -1 if none."""
    side, facing = sides[which], sides[1 - which]
    negative, hops, _, node = heappop(side.queue)
    weight, best = -negative, -1.0
    if side.surpassed(node, weight, hops):
        return best
    side.best.setdefault(node, weight)
    if hops == max_hops:
        return best
    for other, step in side.neighbours(net, node, backward=which == 1).items():
        if bans.allow(other, node) if which == 1 else bans.allow(node, other):
            for beyond, more in facing.labels.get(other, ()):
                if hops + 1 + more <= max_hops:
                    best = max(best, weight * step * beyond)
            side.push(other, weight * step, hops + 1)
    return best


def _worthwhile(sides: tuple[_Side, _Side], bans: Bans, least: float) -> Arcs:
    """Select the arcs that a path of at least this weight may use, by the best weights known from either end."""
    forward, backward = sides
    arcs: dict[Node, dict[Node, float]] = {}

    def add_if_heavy(start: Node, end: Node, weight: float) -> None:
        before, after = forward.best.get(start, forward.top), backward.best.get(end, backward.top)
        if before * weight * after >= least and bans.allow(start, end):
            arcs.setdefault(start, {})[end] = weight

    for node, near in forward.near.items():
        for other, weight in near.items():
            add_if_heavy(node, other, weight)
    for node, near in backward.near.items():
        for other, weight in near.items():
            add_if_heavy(other, node, weight)
    return arcs
