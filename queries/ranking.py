"""The entities of most influence in the whole graph."""

from __future__ import annotations

from typing import Literal

from ..graph.model import Answer, Columns, Row
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ..graph.walks.influence import InfluenceWalker
from ._answer import answer
from ._rank import page_rank, reaches
from ._whole import whole_of

EXAMPLE = "ranking --by reach"
QUESTION = "Who has the most influence?"
COLUMNS: Columns = {"entity": "entity", "score": "number", "reach": "number"}


def ranking(
    store: Store,
    *,
    by: Literal["score", "reach", "pagerank"] = "score",
    max_hops: int = 4,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Who has the most influence in the whole graph.

    The score is the sum of the scores that `influence` gives, reach is the number of entities it lists within
    max-hops; rows come by the chosen one, then the other, then id, without entities that influence nobody. By
    pagerank: PageRank on the reversed influence arcs with damping .85, by (-score, id); reach is not counted then.

    `by`: what counts as influence.
    `max_hops`: longest path of influence.
    """
    graph = whole_of(InfluenceWalker(store, scope))
    rows: list[Row]
    if by == "pagerank":
        scores = page_rank(graph)
        total = len(scores)
        ordered = sorted((-score, id_) for id_, score in zip(graph.ids, scores, strict=True))
        rows = [{"entity": id_, "score": -score, "reach": None} for score, id_ in ordered[:limit]]
    else:
        counts, sums = reaches(graph, max_hops)
        reached = [(count, score, id_) for count, score, id_ in zip(counts, sums, graph.ids, strict=True) if count]
        total = len(reached)
        keys = {"score": lambda row: (-row[1], -row[0], row[2]), "reach": lambda row: (-row[0], -row[1], row[2])}
        ranked = sorted(reached, key=keys[by])
        rows = [{"entity": id_, "score": score, "reach": count} for count, score, id_ in ranked[:limit]]
    return answer("ranking", COLUMNS, rows, entities=[row["entity"] for row in rows], limit=limit, total=total)
