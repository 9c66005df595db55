"""How two entities are connected."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from ..graph.errors import InputError
from ..graph.model import Answer, EntityRef
from ..graph.scope import EVERYTHING, Scope
from ..graph.walks.k_best import routes, routes_via
from ._paths import PathNet, path_answer

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

GRAPH = "path"


def path(
    store: Store,
    source: EntityRef,
    target: EntityRef,
    *,
    k: int = 1,
    by: Literal["hops", "weight"] = "hops",
    via: EntityRef | None = None,
    directed: bool = False,
    max_hops: int = 6,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """The k best paths between two entities, each hop with its relations.

    By hops the order is (hops, -weight, ids), by weight (-weight, hops, ids). The weight of a path is the
    product of its hops' weights, that of a hop is the best of its relations' (semantics, section 5).
    A path by way of an entity passes through it once, and through no other entity twice.

    `source`: entity to start from.
    `target`: entity to arrive at.
    `k`: how many paths to tell.
    `by`: what makes a path the better one.
    `via`: entity that every path must pass through.
    `directed`: follow arrows in their direction only.
    `max_hops`: longest path looked for.
    """
    if via is None:
        net = PathNet(store, [source, target], scope, directed=directed)
        found = routes(net.net, net.handles[0], net.handles[1], by, max_hops)
    else:
        net = PathNet(store, [source, target, via], scope, directed=directed)
        if max_hops < 2:
            raise InputError("A path by way of an entity has at least two hops: raise --max-hops.")
        found = routes_via(net.net, net.handles[0], net.handles[2], net.handles[1], by, max_hops)
    return path_answer("path", net, islice(found, k), limit)
