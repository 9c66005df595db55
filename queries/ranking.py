"""The entities of most influence in the whole graph."""

from __future__ import annotations

from typing import Literal

from ..graph.figures import counted
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
    pagerank the score is PageRank on the reversed influence arcs with damping .85.

    `by`: what counts as influence.
    `max_hops`: longest path of influence.
    """
    graph = whole_of(InfluenceWalker(store, scope))
    counts, scores = reaches(graph, max_hops)
    if by == "pagerank":
        scores = page_rank(graph)
    reached = [(count, score, id_) for count, score, id_ in zip(counts, scores, graph.ids, strict=True) if count]
    ranked = sorted(reached, key=_by_reach if by == "reach" else _by_score)
    rows: list[Row] = [{"entity": id_, "score": score, "reach": count} for count, score, id_ in ranked[:limit]]
    verb = "influences" if len(ranked) == 1 else "influence"
    return answer(
        "ranking", COLUMNS, rows, entities=[row["entity"] for row in rows], limit=limit, total=len(ranked),
        heading=f"{counted(len(ranked), 'entity', 'entities')} {verb} others, most by {by} first." if rows else "",
    )  # fmt: skip


def _by_score(row: tuple[int, float, str]) -> tuple[float, float, str]:
    return -row[1], -row[0], row[2]


def _by_reach(row: tuple[int, float, str]) -> tuple[float, float, str]:
    return -row[0], -row[1], row[2]
