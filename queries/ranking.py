"""Who has the most influence in the whole graph."""

from __future__ import annotations

from typing import Literal

from ..graph.model import Answer, Columns, Row
from ..graph.rules import influence_rule
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ._answer import answer
from ._rank import page_rank, reaches
from ._whole import whole

COLUMNS: Columns = {"entity": "entity", "score": "number", "reach": "number"}


def ranking(
    store: Store,
    *,
    by: Literal["reach", "pagerank"] = "reach",
    max_hops: int = 4,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Who has the most influence in the whole graph.

    By reach: how many entities are influenced within max-hops, and as score the sum of the scores that
    `influence` gives them, by (-reach, -score, id); who influences nobody is left out. By pagerank: PageRank on
    the reversed influence arcs with damping .85, by (-score, id); reach is not counted then. Of parallel arcs
    the weightiest counts, a loop does not; who neither influences nor is influenced takes no part.

    `by`: what counts as influence.
    `max_hops`: most arcs that influence may pass over.
    """
    graph = whole(store, influence_rule(store.schema, scope))
    if by == "pagerank":
        scores = page_rank(graph)
        total = len(scores)
        ordered = sorted((-score, id_) for id_, score in zip(graph.ids, scores, strict=True))
        rows: list[Row] = [{"entity": id_, "score": -score, "reach": None} for score, id_ in ordered[:limit]]
    else:
        counts, sums = reaches(graph, max_hops)
        found = zip(counts, sums, graph.ids, strict=True)
        ranked = sorted((-count, -score, id_) for count, score, id_ in found if count)
        total = len(ranked)
        rows = [{"entity": id_, "score": -score, "reach": -count} for count, score, id_ in ranked[:limit]]
    return answer("ranking", COLUMNS, rows, entities=[row["entity"] for row in rows], limit=limit, total=total)
