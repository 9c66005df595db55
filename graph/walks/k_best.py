"""The k best simple paths in a total order (Yen's algorithm, 1971), optionally through a given node."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Literal

from ..grading import rounded
from ..scope import Node
from .network import NO_BANS, Bans, Net
from .route import Route, best_route
from .shortest import shortest_arcs

By = Literal["hops", "weight"]

FIRST_BOUND = 0.999
"""Share of the best path's weight from which the first fetch takes all paths."""

NEXT_BOUND = 0.5
"""Factor by which each further fetch lowers that weight."""

LEAST_BOUND = 1e-3
"""Weight below which a bound leaves out too little to be worth another fetch."""

Key = tuple[float, float, tuple[str, ...]]


def order_of(net: Net, route: Route, by: By) -> Key:
    """Make the sort key of a route: (hops, -weight, ids) or (-weight, hops, ids)."""
    ids = net.ids(route.nodes)
    names = tuple(ids[node] for node in route.nodes)
    weight = -rounded(route.weight)
    return (route.hops, weight, names) if by == "hops" else (weight, route.hops, names)


def best(
    net: Net, source: Node, target: Node, by: By, max_hops: int, bans: Bans = NO_BANS, carried: float = 1.0
) -> Route | None:
    """Find the best route, or None; `carried` is the weight of the path before it."""
    if by == "weight":
        from .strongest import heavy_arcs  # most searches go by hops and do not need it

        arcs = heavy_arcs(net, source, target, max_hops, bans, carried)
        return None if arcs is None else best_route(net, arcs, source, target, max_hops, carried)
    shortest = shortest_arcs(net, source, target, max_hops, bans)
    if shortest is None:
        return None
    hops, arcs = shortest
    return best_route(net, arcs, source, target, hops, carried)


def routes(
    net: Net, source: Node, target: Node, by: By, max_hops: int, avoided: Collection[Node] = ()
) -> Iterator[Route]:
    """Generate all simple routes, the best first."""
    if by == "hops":
        return _nearest(net, source, target, max_hops, avoided)
    return _heaviest(net, source, target, max_hops, avoided)


def _nearest(net: Net, source: Node, target: Node, max_hops: int, avoided: Collection[Node]) -> Iterator[Route]:
    """Yield routes by hops: first the shortest, which need few arcs, then those of one hop more, and so on."""
    done = 0  # routes of up to so many hops have been yielded
    near = net.between(source, target, max_hops, shortest=True)
    if near is not None:
        shortest = shortest_arcs(near, source, target, max_hops)
        fewest = max_hops + 1 if shortest is None else shortest[0]
        for most in range(fewest, max_hops + 1):
            near = near if most == fewest else net.between(source, target, most)
            if near is None:
                break
            yield from (route for route in _ranked(near, source, target, "hops", most, avoided) if route.hops > done)
            done = most
        else:
            return
    yield from (route for route in _ranked(net, source, target, "hops", max_hops, avoided) if route.hops > done)


def _heaviest(net: Net, source: Node, target: Node, max_hops: int, avoided: Collection[Node]) -> Iterator[Route]:
    """Yield routes by weight: first those above a bound, which need few arcs, then lighter ones."""
    near = net.between(source, target, max_hops, shortest=True)
    above, least = 2.0, 0.0
    if near is not None:
        if shortest_arcs(near, source, target, max_hops) is None:
            return
        first = best(near, source, target, "weight", max_hops, Bans(frozenset(avoided)))
        least = first.weight * FIRST_BOUND if first else NEXT_BOUND
    while least > LEAST_BOUND and (near := net.between(source, target, max_hops, least=least)) is not None:
        for route in _ranked(near, source, target, "weight", max_hops, avoided):
            if rounded(route.weight) <= rounded(least):
                break  # routes that round to the bound may be incomplete here, so the next fetch yields them
            if rounded(route.weight) <= above:
                yield route
        above, least = rounded(least), least * NEXT_BOUND
    yield from (
        route for route in _ranked(net, source, target, "weight", max_hops, avoided) if rounded(route.weight) <= above
    )


def _ranked(net: Net, source: Node, target: Node, by: By, max_hops: int, avoided: Collection[Node]) -> Iterator[Route]:
    """Yield all simple routes of a net, the best first."""
    route = best(net, source, target, by, max_hops, Bans(frozenset(avoided)))
    if route is None:
        return
    yield route
    from heapq import heappop, heappush  # not needed for a single route

    waiting: list[tuple[Key, Route]] = []
    ranked = [route]
    seen = {route.nodes}
    while True:
        for candidate in _deviations(net, ranked[-1], ranked, by, max_hops, avoided):
            if candidate.nodes not in seen:
                seen.add(candidate.nodes)
                heappush(waiting, (order_of(net, candidate, by), candidate))
        if not waiting:
            return
        ranked.append(heappop(waiting)[1])
        yield ranked[-1]


def routes_via(net: Net, source: Node, via: Node, target: Node, by: By, max_hops: int) -> Iterator[Route]:
    """Yield all simple routes through `via`, the best first, each joined from a route there and one onward."""
    fewest = [_fewest(net, *ends, max_hops - 1) for ends in ((source, via), (via, target))]
    if sum(fewest) > max_hops:
        return
    legs = (
        _Replayed(routes(net, source, via, by, max_hops - fewest[1], {target})),
        _Replayed(routes(net, via, target, by, max_hops - fewest[0], {source})),
    )
    for route in _joined(net, *legs, by):
        if route.hops <= max_hops and len(set(route.nodes)) == len(route.nodes):
            yield route
        elif by == "hops" and route.hops > max_hops:
            return


def _joined(net: Net, there: _Replayed, onward: _Replayed, by: By) -> Iterator[Route]:
    """Join each route of the first leg with each of the second, the best pair first."""
    from heapq import heappop, heappush

    waiting: list[tuple[Key, int, int, Route]] = []
    seen: set[tuple[int, int]] = set()
    candidates = [(0, 0)]
    while True:
        for i, j in candidates:
            first, second = there.get(i), onward.get(j)
            if (i, j) not in seen and first is not None and second is not None:
                seen.add((i, j))
                route = Route(first.nodes + second.nodes[1:], first.weight * second.weight)
                heappush(waiting, (order_of(net, route, by), i, j, route))
        if not waiting:
            return
        _, i, j, route = heappop(waiting)
        yield route
        candidates = [(i + 1, j), (i, j + 1)]


def _fewest(net: Net, source: Node, target: Node, max_hops: int) -> int:
    """Count the fewest hops from source to target; max_hops + 1 when it takes more."""
    near = net.between(source, target, max_hops, shortest=True)
    shortest = shortest_arcs(net if near is None else near, source, target, max_hops)
    return max_hops + 1 if shortest is None else shortest[0]


class _Replayed:
    """The items of an iterator by position, read on demand."""

    def __init__(self, items: Iterator[Route]) -> None:
        self._items = items
        self._read: list[Route] = []

    def get(self, position: int) -> Route | None:
        """Read on to a position; returns its item, or None if there are fewer."""
        missing = position + 1 - len(self._read)
        if missing > 0:
            self._read.extend(islice(self._items, missing))
        return self._read[position] if position < len(self._read) else None


def _deviations(
    net: Net, route: Route, ranked: list[Route], by: By, max_hops: int, avoided: Collection[Node]
) -> Iterator[Route]:
    """Yield the best route for each node at which a route may deviate from all ranked ones."""
    carried = 1.0
    for place, spur in enumerate(route.nodes[:-1]):
        root = route.nodes[: place + 1]
        taken = {other.nodes[place + 1] for other in ranked if other.nodes[: place + 1] == root}
        bans = Bans(frozenset((*avoided, *root[:-1])), spur, frozenset(taken))
        onward = best(net, spur, route.nodes[-1], by, max_hops - place, bans, carried)
        if onward is not None:
            yield Route(root[:-1] + onward.nodes, carried * onward.weight)
        carried *= _weight(net, spur, route.nodes[place + 1])


def _weight(net: Net, source: Node, target: Node) -> float:
    ((_, near),) = net.near([source])
    return near[target]
