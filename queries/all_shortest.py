"""All shortest paths between two entities."""

from __future__ import annotations

from itertools import islice

from ..graph.model import Answer, EntityRef
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ..graph.walks.k_best import order_of, routes
from ..graph.walks.route import Route
from ..graph.walks.shortest import all_routes, count_routes, shortest_arcs
from .path import PathNet, path_answer

EXAMPLE = "all-shortest Iran Hezbollah"
QUESTION = "Which are the shortest links between {ends}?"
GRAPH = "path"
MANY = 20_000
"""The most paths that are sorted even if only the first are wanted."""


def all_shortest(
    store: Store,
    source: EntityRef,
    target: EntityRef,
    *,
    directed: bool = False,
    max_hops: int = 6,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Every path of the least number of hops between two entities.

    Rows are those of `path`, in the order (-weight, ids).

    `source`: entity to start from.
    `target`: entity to arrive at.
    `directed`: follow arrows in their direction only.
    `max_hops`: longest path to search for.
    """
    net = PathNet(store, [source, target], scope, directed=directed)
    start, goal = net.handles
    shortest = shortest_arcs(net.net, start, goal, max_hops)
    if shortest is None:
        return path_answer("all-shortest", net, (), limit)
    hops, arcs = shortest
    total = count_routes(arcs, start, goal)
    if limit and total > MANY:
        chosen = list(islice(routes(net.net, start, goal, "hops", hops), limit))
    else:
        every = (Route(nodes, weight) for nodes, weight in all_routes(arcs, start, goal))
        chosen = sorted(every, key=lambda route: order_of(net.net, route, "hops"))[:limit]
    return path_answer("all-shortest", net, chosen, limit, total)
