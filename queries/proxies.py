"""The organizations through which an entity acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..graph.figures import counted
from ..graph.grading import rounded
from ..graph.model import Answer, Columns, EntityRef, Relation, Row
from ..graph.scope import EVERYTHING, Node, Scope
from ..graph.stores.protocol import Store
from ..graph.walks.reach import Spread
from ._answer import answer
from ._arithmetic import arithmetic, counted_relation
from ._influence import EXPLAINED, InfluenceNet

Arcs = Mapping[tuple[str, str], Sequence[Relation]]
EXAMPLE = "proxies Iran"
QUESTION = "Who are the proxies of {0}?"
COLUMNS: Columns = {"entity": "entity", "via": "path", "score": "number", "against": "entity"}


def proxies(
    store: Store,
    source: EntityRef,
    *,
    max_hops: int = 4,
    against: EntityRef | None = None,
    explain: bool = False,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Organizations that an entity controls or supports, itself or through others.

    An influence path leads to each whose last arc is a relation that makes proxies (CONTROLS, SUPPORTS); the best
    such path counts, and `against` is that of its last relation. Rows come by (-score, hops, id).

    `source`: entity whose proxies to find.
    `max_hops`: longest path of influence.
    `against`: use only support against this entity, or against nobody named.
    `explain`: show the arithmetic of each score.
    """
    net = InfluenceNet(store, source, scope, against)
    spread = net.spread(max_hops - 1, beyond=1)
    last = _last_arcs(store, net, spread) if max_hops and net.acts else {}
    candidates = [_best(net, spread, proxy, arcs, max_hops) for proxy, arcs in last.items()]
    best = sorted(filter(None, candidates), key=lambda scored: (-scored[0], len(scored[1]), scored[1][-1]))
    arcs = net.arcs_of({pair for _, path in best[:limit] for pair in pairwise(path)}, bare=False)
    rows = [_row(store, net, score, path, arcs, explain=explain) for score, path in best[:limit]]
    entities = [id_ for _, path in best[:limit] for id_ in path] + [row["against"] for row in rows if row["against"]]
    relations = sorted({relation.id for hop in arcs.values() for relation in hop})
    columns: Columns = {**COLUMNS, **EXPLAINED} if explain else COLUMNS
    direct = sum(len(path) == 2 for _, path in best)
    heading = f"{counted(len(best), 'organization')}, {direct:,} of them directly." if best else ""
    return answer(
        "proxies", columns, rows, entities=entities, relations=relations, limit=limit, total=len(best), heading=heading
    )


def _row(store: Store, net: InfluenceNet, score: float, path: list[str], arcs: Arcs, *, explain: bool) -> Row:
    last = (path[-2], path[-1])
    proxying = [relation for relation in arcs[last] if store.schema.relations[relation.relation].proxy]
    relation, _, _ = counted_relation(net.walker, store.schema, last, proxying)
    row = {"entity": path[-1], "via": path[1:-1], "score": score, "against": relation.attributes.get("against")}
    if explain:
        row["arithmetic"] = arithmetic(net.walker, store.schema, score, path, {**arcs, last: proxying})
    return row


def _last_arcs(store: Store, net: InfluenceNet, spread: Spread) -> dict[str, dict[str, float]]:
    """Map each organization to those who control or support it, with the weight of the arc."""
    schema = store.schema
    reached = {node for layer in spread.layers for node in layer}
    proxying = [name for name, kind in schema.relations.items() if kind.proxy]
    arcs = [arc for arc in net.walker.arcs(reached, names=proxying) if arc[0] != arc[1]]
    ids = net.net.ids({end for arc in arcs for end in arc[:2]})
    by_proxy: dict[str, dict[str, float]] = {}
    for source, target, weight in arcs:
        proxy, last = ids[target], ids[source]
        if schema.entity_type(proxy) in schema.proxy_types and proxy != net.start:
            weights = by_proxy.setdefault(proxy, {})
            weights[last] = max(weight, weights.get(last, -1.0))
    return by_proxy


def _best(
    net: InfluenceNet, spread: Spread, proxy: str, arcs: dict[str, float], max_hops: int
) -> tuple[float, list[str]] | None:
    """Find score and path of the best influence path over one of the last arcs, None if there is none."""
    handles = dict(zip(arcs, net.net.walker.nodes(arcs), strict=True))
    last: dict[Node, float] = {handles[id_]: weight for id_, weight in arcs.items()}
    path = _over(net, spread, last)
    if path and proxy in path[1]:
        (banned,) = net.net.walker.nodes([proxy])
        (start,) = net.net.walker.nodes([net.start])
        path = _over(net, Spread(net.net, start, max_hops - 1, banned=(banned,)), last)
    return (path[0], [*path[1], proxy]) if path else None


def _over(net: InfluenceNet, spread: Spread, last: dict[Node, float]) -> tuple[float, list[str]] | None:
    products = [
        max((layer[node] * last[node] for node in last if node in layer), default=-1.0) for layer in spread.layers
    ]
    if max(products) < 0:
        return None
    score = rounded(max(products))
    hops = next(count for count, product in enumerate(products) if product >= 0 and rounded(product) == score)
    nodes = spread.path_over(last, score, hops)
    ids = net.net.ids(nodes)
    return score, [ids[node] for node in nodes]
