"""The k best simple paths in a total order (Yen's algorithm, 1971), and those by way of a node."""

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

SURELY = 0.999  # of the weight of a path that is known: the best one weighs more than this
LIGHTER = 0.5  # of the weight down to which all is known: what weighs less is fetched only when it is asked for
LIGHT = 1e-3  # a weight from which on a bound leaves little out

Key = tuple[float, float, tuple[str, ...]]


def order_of(net: Net, route: Route, by: By) -> Key:
    """Return what routes are ordered by: (hops, -weight, ids) or (-weight, hops, ids)."""
    ids = net.ids(route.nodes)
    names = tuple(ids[node] for node in route.nodes)
    weight = -rounded(route.weight)
    return (route.hops, weight, names) if by == "hops" else (weight, route.hops, names)


def best(
    net: Net, source: Node, target: Node, by: By, max_hops: int, bans: Bans = NO_BANS, carried: float = 1.0
) -> Route | None:
    """Return the best route, None when there is none; `carried` is the weight of what comes before it."""
    if by == "weight":
        from .strongest import weighty_arcs  # most searches go by hops and can do without

        arcs = weighty_arcs(net, source, target, max_hops, bans, carried)
        return None if arcs is None else best_route(net, arcs, source, target, max_hops, carried)
    found = shortest_arcs(net, source, target, max_hops, bans)
    return None if found is None else best_route(net, found[1], source, target, found[0], carried)


def routes(
    net: Net, source: Node, target: Node, by: By, max_hops: int, avoided: Collection[Node] = ()
) -> Iterator[Route]:
    """Return all simple routes, the best first, as many as the caller takes."""
    if by == "hops":
        return _nearest(net, source, target, max_hops, avoided)
    return _weightiest(net, source, target, max_hops, avoided)


def _nearest(net: Net, source: Node, target: Node, max_hops: int, avoided: Collection[Node]) -> Iterator[Route]:
    """Return routes by hops: first those of the fewest, for which little has to be fetched, then those of one more."""
    told = 0
    near = net.between(source, target, max_hops, shortest=True)
    if near is not None:
        found = shortest_arcs(near, source, target, max_hops)
        fewest = max_hops + 1 if found is None else found[0]
        for most in range(fewest, max_hops + 1):
            near = near if most == fewest else net.between(source, target, most)
            if near is None:
                break
            yield from (one for one in _ranked(near, source, target, "hops", most, avoided) if one.hops > told)
            told = most
        else:
            return
    yield from (one for one in _ranked(net, source, target, "hops", max_hops, avoided) if one.hops > told)


def _weightiest(net: Net, source: Node, target: Node, max_hops: int, avoided: Collection[Node]) -> Iterator[Route]:
    """Return routes by weight: first those of some weight, for which little has to be fetched, then lighter ones."""
    near = net.between(source, target, max_hops, shortest=True)
    above, least = 2.0, 0.0
    if near is not None:
        if shortest_arcs(near, source, target, max_hops) is None:
            return
        first = best(near, source, target, "weight", max_hops, Bans(frozenset(avoided)))
        least = first.weight * SURELY if first else LIGHTER
    while least > LIGHT and (near := net.between(source, target, max_hops, least=least)) is not None:
        # What rounds to the bound itself may not all be there.
        for one in _ranked(near, source, target, "weight", max_hops, avoided):
            if rounded(one.weight) <= rounded(least):
                break
            if rounded(one.weight) <= above:
                yield one
        above, least = rounded(least), least * LIGHTER
    yield from (
        one for one in _ranked(net, source, target, "weight", max_hops, avoided) if rounded(one.weight) <= above
    )


def _ranked(net: Net, source: Node, target: Node, by: By, max_hops: int, avoided: Collection[Node]) -> Iterator[Route]:
    """Return all simple routes of a net, the best first."""
    route = best(net, source, target, by, max_hops, Bans(frozenset(avoided)))
    if route is None:
        return
    yield route
    from heapq import heappop, heappush  # whoever wants one route only can do without

    waiting: list[tuple[Key, Route]] = []
    told = [route]
    seen = {route.nodes}
    while True:
        for other in _deviations(net, told[-1], told, by, max_hops, avoided):
            if other.nodes not in seen:
                seen.add(other.nodes)
                heappush(waiting, (order_of(net, other, by), other))
        if not waiting:
            return
        told.append(heappop(waiting)[1])
        yield told[-1]


def routes_via(net: Net, source: Node, via: Node, target: Node, by: By, max_hops: int) -> Iterator[Route]:
    """Return all simple routes that pass through `via`, the best first: pairs of a route there and one onward."""
    from heapq import heappop, heappush

    fewest = [_fewest(net, *ends, max_hops - 1) for ends in ((source, via), (via, target))]
    if sum(fewest) > max_hops:
        return
    legs = (
        _Listed(routes(net, source, via, by, max_hops - fewest[1], {target})),
        _Listed(routes(net, via, target, by, max_hops - fewest[0], {source})),
    )
    waiting: list[tuple[Key, int, int, Route]] = []
    seen: set[tuple[int, int]] = set()

    def consider(i: int, j: int) -> None:
        there, onward = legs[0].get(i), legs[1].get(j)
        if (i, j) not in seen and there is not None and onward is not None:
            seen.add((i, j))
            joined = Route(there.nodes + onward.nodes[1:], there.weight * onward.weight)
            heappush(waiting, (order_of(net, joined, by), i, j, joined))

    consider(0, 0)
    while waiting:
        _, i, j, joined = heappop(waiting)
        if joined.hops <= max_hops and len(set(joined.nodes)) == len(joined.nodes):
            yield joined
        elif by == "hops" and joined.hops > max_hops:
            return
        consider(i + 1, j)
        consider(i, j + 1)


def _fewest(net: Net, source: Node, target: Node, max_hops: int) -> int:
    """Return the fewest hops from source to target, more than max_hops when it takes more."""
    near = net.between(source, target, max_hops, shortest=True)
    found = shortest_arcs(net if near is None else near, source, target, max_hops)
    return max_hops + 1 if found is None else found[0]


class _Listed:
    """What an iterator has given so far, by position."""

    def __init__(self, source: Iterator[Route]) -> None:
        self._source = source
        self._given: list[Route] = []

    def get(self, position: int) -> Route | None:
        missing = position + 1 - len(self._given)
        if missing > 0:
            self._given.extend(islice(self._source, missing))
        return self._given[position] if position < len(self._given) else None


def _deviations(
    net: Net, route: Route, told: list[Route], by: By, max_hops: int, avoided: Collection[Node]
) -> Iterator[Route]:
    """The best route for each place at which one may leave this route and those told before it."""
    carried = 1.0
    for place, spur in enumerate(route.nodes[:-1]):
        root = route.nodes[: place + 1]
        taken = {other.nodes[place + 1] for other in told if other.nodes[: place + 1] == root}
        bans = Bans(frozenset((*avoided, *root[:-1])), spur, frozenset(taken))
        onward = best(net, spur, route.nodes[-1], by, max_hops - place, bans, carried)
        if onward is not None:
            yield Route(root[:-1] + onward.nodes, carried * onward.weight)
        carried *= _weight(net, spur, route.nodes[place + 1])


def _weight(net: Net, source: Node, target: Node) -> float:
    ((_, near),) = net.near([source])
    return near[target]
