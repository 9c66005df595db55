"""Through whom an entity acts."""

from __future__ import annotations

from itertools import pairwise

from ..graph.grading import rounded
from ..graph.model import Answer, Columns, EntityRef, Row
from ..graph.scope import EVERYTHING, Node, Scope
from ..graph.stores.protocol import Store
from ..graph.walks.reach import Spread
from ._answer import answer
from ._influence import InfluenceNet

COLUMNS: Columns = {"entity": "entity", "via": "path", "score": "number", "against": "entity"}


def proxies(
    store: Store, source: EntityRef, *, max_hops: int = 4, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Organizations that an entity controls or supports, itself or through others.

    An influence path leads to each whose last arc is CONTROLS or SUPPORTS; the best such path counts, and
    `against` is that of its last relation. Rows come by (-score, hops, id).

    `source`: entity whose proxies are asked for.
    `max_hops`: most arcs that influence may pass over.
    """
    net = InfluenceNet(store, source, scope)
    spread = net.spread(max_hops - 1)
    last = _last_arcs(store, net, spread) if max_hops and net.acts else {}
    reached = [_best(net, spread, proxy, arcs, max_hops) for proxy, arcs in last.items()]
    best = sorted((one for one in reached if one), key=lambda one: (-one[0], len(one[1]), one[1][-1]))
    rows: list[Row] = []
    told = net.arcs_of({(path[-2], path[-1]) for _, path in best[:limit]}, bare=False)
    for score, path in best[:limit]:
        lasting = [one for one in told[path[-2], path[-1]] if store.schema.relations[one.relation].proxy]
        rows.append(
            {
                "entity": path[-1],
                "via": path[1:-1],
                "score": score,
                "against": lasting[0].attributes.get("against"),
            }
        )
    entities = [one for _, path in best[:limit] for one in path]
    before = net.relations({pair for _, path in best[:limit] for pair in pairwise(path[:-1])})
    relations = sorted({*before, *(one.id for found in told.values() for one in found)})
    return answer("proxies", COLUMNS, rows, entities=entities, relations=relations, limit=limit, total=len(best))


def _last_arcs(store: Store, net: InfluenceNet, spread: Spread) -> dict[str, dict[str, float]]:
    """Return, for each organization, from whom it is controlled or supported, and with what weight."""
    reached = {one for layer in spread.layers for one in layer}
    proxying = tuple(name for name in net.rule.along if store.schema.relations[name].proxy)
    walker = store.walker(net.rule._replace(along=proxying, against=()))
    arcs = [arc for arc in walker.arcs(reached) if arc[0] != arc[1]]
    ids = net.net.ids({end for arc in arcs for end in arc[:2]})
    found: dict[str, dict[str, float]] = {}
    for source, target, weight in arcs:
        proxy, last = ids[target], ids[source]
        if store.schema.entity_type(proxy) in store.schema.proxy_types and proxy != net.start:
            held = found.setdefault(proxy, {})
            held[last] = max(weight, held.get(last, -1.0))
    return found


def _best(
    net: InfluenceNet, spread: Spread, proxy: str, arcs: dict[str, float], max_hops: int
) -> tuple[float, list[str]] | None:
    """Return score and path of the best influence path over one of the last arcs, None when there is none."""
    handles = dict(zip(arcs, net.net.walker.nodes(arcs), strict=True))
    last: dict[Node, float] = {handles[one]: weight for one, weight in arcs.items()}
    path = _over(net, spread, last)
    if path and proxy in path[1]:
        (banned,) = net.net.walker.nodes([proxy])
        (start,) = net.net.walker.nodes([net.start])
        path = _over(net, Spread(net.net, start, max_hops - 1, banned=(banned,)), last)
    return (path[0], [*path[1], proxy]) if path else None


def _over(net: InfluenceNet, spread: Spread, last: dict[Node, float]) -> tuple[float, list[str]] | None:
    products = [max((layer[one] * last[one] for one in last if one in layer), default=-1.0) for layer in spread.layers]
    if max(products) < 0:
        return None
    score = rounded(max(products))
    hops = next(count for count, product in enumerate(products) if product >= 0 and rounded(product) == score)
    nodes = spread.path_over(last, score, hops)
    ids = net.net.ids(nodes)
    return score, [ids[one] for one in nodes]
