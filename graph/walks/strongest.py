"""Most weight: best first from both ends at once, the smaller queue growing, within a number of hops."""

from __future__ import annotations

from heapq import heappop, heappush, nsmallest

from ..grading import rounded
from ..scope import Node
from .network import NO_BANS, Bans, Nearby, Net
from .route import Arcs

AHEAD = 64  # nodes fetched in one statement: those next in the queue will soon be needed too
HALF = 6e-10  # more than half a unit of the ninth decimal


class _Side:
    """One end's search: what it has settled, and the queue of what comes next."""

    def __init__(self, start: Node) -> None:
        self.queue: list[tuple[float, int, int, Node]] = [(-1.0, 0, 0, start)]
        self.labels: dict[Node, list[tuple[float, int]]] = {start: [(1.0, 0)]}
        self.near: dict[Node, Nearby] = {}
        self.best: dict[Node, float] = {}
        self._serial = 0

    @property
    def top(self) -> float:
        """The weight of the next label; nothing that is not settled yet has more."""
        return -self.queue[0][0] if self.queue else 0.0

    def push(self, node: Node, weight: float, hops: int) -> None:
        """Queue a label unless one with as much weight and no more hops is there."""
        held = self.labels.setdefault(node, [])
        if not any(other >= weight and fewer <= hops for other, fewer in held):
            held.append((weight, hops))
            self._serial += 1
            heappush(self.queue, (-weight, hops, self._serial, node))

    def surpassed(self, node: Node, weight: float, hops: int) -> bool:
        """Return whether a better label of the node came after this one was queued."""
        return any(
            other >= weight and fewer <= hops and (other, fewer) != (weight, hops) for other, fewer in self.labels[node]
        )

    def neighbours(self, net: Net, node: Node, *, backward: bool) -> Nearby:
        """Return the neighbours of a node, fetching those of the next in the queue along with them."""
        if node not in self.near:
            coming = (entry[3] for entry in nsmallest(AHEAD, self.queue))
            wanted = dict.fromkeys((node, *(one for one in coming if one not in self.near)))
            self.near.update(net.near(list(wanted), backward=backward))
        return self.near[node]


def weighty_arcs(
    net: Net, source: Node, target: Node, max_hops: int, bans: Bans = NO_BANS, carried: float = 1.0
) -> Arcs | None:
    """Return arcs that hold every path of the best weight, as rounded, within max_hops; None when there is none.

    `carried` is the weight of what comes before the source; it is multiplied in before rounding.
    """
    sides = (_Side(source), _Side(target))
    best = -1.0
    while sides[0].queue and sides[1].queue:
        if best >= 0 and carried * sides[0].top * sides[1].top < rounded(carried * best) - HALF:
            break
        which = 0 if len(sides[0].queue) <= len(sides[1].queue) else 1
        best = max(best, _settle(net, sides, which, max_hops, bans))
    if best < 0:
        return None
    return _kept(sides, bans, (rounded(carried * best) - HALF) / carried if carried else 0.0)


def _settle(net: Net, sides: tuple[_Side, _Side], which: int, max_hops: int, bans: Bans) -> float:
    """Settle the next label of one side; return the best weight of a path that this closes, -1 when none."""
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


def _kept(sides: tuple[_Side, _Side], bans: Bans, least: float) -> Arcs:
    """Return the arcs that a path of at least that weight may use, judged by what is known of either end."""
    forward, backward = sides
    arcs: dict[Node, dict[Node, float]] = {}

    def keep(start: Node, end: Node, weight: float) -> None:
        before, after = forward.best.get(start, forward.top), backward.best.get(end, backward.top)
        if before * weight * after >= least and bans.allow(start, end):
            arcs.setdefault(start, {})[end] = weight

    for node, near in forward.near.items():
        for other, weight in near.items():
            keep(node, other, weight)
    for node, near in backward.near.items():
        for other, weight in near.items():
            keep(other, node, weight)
    return arcs
