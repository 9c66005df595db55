"""Entities that stand between others."""

from __future__ import annotations

from ..graph.figures import counted
from ..graph.model import Answer, Columns, Row
from ..graph.rules import path_rule
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ._answer import answer
from ._between import betweenness
from ._whole import whole

EXAMPLE = "brokers --limit 10"
QUESTION = "Who stands between the others?"
GRAPH = "path"
COLUMNS: Columns = {"entity": "entity", "score": "number"}


def brokers(store: Store, *, scope: Scope = EVERYTHING, limit: int | None = None) -> Answer:
    """Who stands between the others: betweenness centrality.

    The score is the share of shortest paths between two others that run through an entity (Freeman 1977,
    Brandes 2001), on the path graph taken undirected, unweighted and with one hop for all relations of a pair;
    entities without any such relation do not count. Rows come by (-score, id); an entity between no others is left
    out. In a large graph the score is estimated from the paths of a sample of entities (fixed seed), and a note says
    so.
    """
    # Half of the arcs are the other half, reversed.
    graph = whole(store, path_rule(store.schema, scope)._replace(against=())).both_ways()
    scores, followed = betweenness(graph)
    ranked = sorted((-score, id_) for id_, score in zip(graph.ids, scores, strict=True) if score > 0)
    rows: list[Row] = [{"entity": id_, "score": -score} for score, id_ in ranked[:limit]]
    notes = []
    if followed < len(graph.ids):
        notes.append(f"Estimated from the shortest paths that start at {followed:,} of {len(graph.ids):,} entities.")
    entities = [row["entity"] for row in rows]
    stand = "stands" if len(ranked) == 1 else "stand"
    heading = (
        f"{counted(len(ranked), 'entity', 'entities')} of {len(graph.ids):,} {stand} between others." if rows else ""
    )
    return answer(
        "brokers", COLUMNS, rows, entities=entities, limit=limit, total=len(ranked), notes=notes, heading=heading
    )
