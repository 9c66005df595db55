"""The connections among several entities."""

from __future__ import annotations

from itertools import combinations

from ..graph.errors import InputError
from ..graph.figures import counted
from ..graph.identity.resolve import resolve_all
from ..graph.model import Answer, EntityRef, Row
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ..graph.walks.k_best import best
from ._answer import answer
from .path import COLUMNS, PathNet

EXAMPLE = "connect Iran Hezbollah Houthis"
QUESTION = "What connects {ends}?"
GRAPH = "path"


def connect(
    store: Store, *ends: EntityRef, max_hops: int = 6, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """How several entities hang together, by the fewest hops in all.

    Rows are those of `path`, one for each edge of the minimum spanning tree of the pairwise distances in hops:
    the best path of every pair, taken by (hops, -weight, ids) unless its ends are connected already. A path runs
    from the entity named earlier. A note says when no path connects some of the ends.

    `ends`: entities to connect, two or more.
    `max_hops`: longest path to search for between two of them.
    """
    ids = list(dict.fromkeys(resolve_all(store, ends)))
    if len(ids) < 2:
        raise InputError("Name at least two different entities to connect.")
    rows: list[Row] = []
    relations: list[str] = []
    for source, target in combinations(ids, 2):
        path_rows, path_relations = _path(store, source, target, scope, max_hops)
        rows += path_rows
        relations += path_relations
    tree, parts = _spanning(sorted(rows, key=lambda row: (row["hops"], -row["weight"], row["nodes"])), ids)
    used = {id_ for row in tree for hop in row["relations"] for id_ in hop}
    unjoined = f"They fall into {parts} parts that no path of at most {counted(max_hops, 'hop')} joins."
    return answer(
        "connect", COLUMNS, tree, entities=[*ids, *(id_ for row in tree for id_ in row["nodes"])],
        relations=[id_ for id_ in relations if id_ in used], limit=limit,
        notes=[unjoined] if parts > 1 else [],
    )  # fmt: skip


def _path(store: Store, source: str, target: str, scope: Scope, max_hops: int) -> tuple[list[Row], list[str]]:
    net = PathNet(store, [source, target], scope)
    route = best(net.net, net.handles[0], net.handles[1], "hops", max_hops)
    return net.rows([route] if route else [])


def _spanning(rows: list[Row], ids: list[str]) -> tuple[list[Row], int]:
    """Select the rows that join unconnected parts (Kruskal 1956), and count the parts left."""
    part = {id_: {id_} for id_ in ids}
    tree = []
    for row in rows:
        first, last = part[row["nodes"][0]], part[row["nodes"][-1]]
        if first is not last:
            first |= last
            part.update(dict.fromkeys(last, first))
            tree.append(row)
    return tree, len({id(members) for members in part.values()})
