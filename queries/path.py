"""Paths between two entities."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal

from ..graph.errors import InputError
from ..graph.model import Answer, EntityRef
from ..graph.scope import EVERYTHING, Scope
from ..graph.together import together as in_force_together
from ..graph.walks.k_best import routes, routes_via
from ..graph.walks.route import Route
from ._paths import PathNet, path_answer

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

EXAMPLE = 'path "United States" Hezbollah -k 3 --by specificity'
QUESTION = "How is {0} linked to {1}?"
GRAPH = "path"
TRIED = 2_000
"""The most paths tried in search of ones whose ties were in force together."""


def path(  # noqa: PLR0913 - each is an option
    store: Store,
    source: EntityRef,
    target: EntityRef,
    *,
    k: int = 1,
    by: Literal["hops", "weight", "specificity"] = "hops",
    via: EntityRef | None = None,
    together: bool = False,
    directed: bool = False,
    max_hops: int = 6,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """The k best paths between two entities, each hop with its relations.

    By hops the order is (hops, -weight, ids), by weight (-weight, hops, ids). By specificity it is (-specificity,
    hops, ids): the weight times degree^-0.5 of each entity between the ends, so that hubs count for little. The
    weight of a path is the product of its hops' weights, that of a hop is the best of its relations'. A path via an
    entity passes through it once, and through no other entity twice. `together` is the first time in which all its
    ties were in force, `rests_on` lists the sources that are alone in reporting one of its hops.

    `source`: entity to start from.
    `target`: entity to arrive at.
    `k`: how many paths to find.
    `by`: what makes a path better.
    `via`: entity that every path must pass through.
    `together`: leave out paths whose ties were never in force at the same time.
    `directed`: follow arrows in their direction only.
    `max_hops`: longest path to search for.
    """
    order: Literal["hops", "weight"] = "hops" if by == "hops" else "weight"
    ends = [source, target] if via is None else [source, target, via]
    net = PathNet(store, ends, scope, directed=directed, specific=by == "specificity")
    first, last, *between = net.handles
    if between and max_hops < 2:
        raise InputError("A path via an entity has at least two hops: raise --max-hops.")
    candidates = (
        routes_via(net.net, first, between[0], last, order, max_hops) if between
        else routes(net.net, first, last, order, max_hops)
    )  # fmt: skip
    if not together:
        return _with_hubs(path_answer("path", net, islice(candidates, k), limit), net, by)
    tried = _Tried(candidates)
    chosen = list(islice((route for route in tried if _at_one_time(store, net, route)), k))
    answer = path_answer("path", net, chosen, limit)
    if len(chosen) < k and tried.count >= TRIED:
        answer = answer._replace(notes=(f"Stopped after {TRIED:,} paths: name an end in between, or narrow the time.",))
    return _with_hubs(answer, net, by)


class _Tried:
    """The first TRIED routes, counted as they are read."""

    def __init__(self, routes: Iterator[Route]) -> None:
        self._routes = islice(routes, TRIED)
        self.count = 0

    def __iter__(self) -> Iterator[Route]:
        for route in self._routes:
            self.count += 1
            yield route


def _at_one_time(store: Store, net: PathNet, route: Route) -> bool:
    ids = net.net.ids(route.nodes)
    pairs = list(pairwise(ids[node] for node in route.nodes))
    hops = net.hops(set(pairs))
    return in_force_together([hops[pair] for pair in pairs], store.schema) != []


def _with_hubs(answer: Answer, net: PathNet, by: str) -> Answer:
    """Add a sentence on the hubs that the paths of an answer pass."""
    hubs = [] if by == "specificity" else net.hubs(answer.rows)
    passed = ", ".join(f"{name} ({degree:,} ties)" for name, degree in hubs)
    return answer._replace(heading=f"Passes {passed}; --by specificity avoids hubs.") if hubs else answer
