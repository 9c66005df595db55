"""Communities of actors."""

from __future__ import annotations

from math import fsum

from ..graph.figures import counted
from ..graph.grading import rounded
from ..graph.model import Answer, Columns, Row
from ..graph.rules import signed_names
from ..graph.scope import EVERYTHING, Rule, Scope
from ..graph.stores.protocol import Store
from ..graph.walks.communities import communities
from ._answer import answer
from ._whole import Whole, whole

EXAMPLE = "blocs"
QUESTION = "Who belongs together?"
COLUMNS: Columns = {"bloc": "number", "size": "number", "entities": "entity"}


def blocs(store: Store, *, scope: Scope = EVERYTHING, limit: int | None = None) -> Answer:
    """Communities of actors that friendly relations hold together.

    Louvain's method with a fixed seed, on the positive relations between actors, taken undirected; of parallel
    relations the heaviest counts. One row per bloc, numbered from 1 by (-size, least id); its entities come by
    (-weight inside the bloc, id). An actor without a friendly relation of any weight belongs to no bloc.
    """
    names = signed_names(store.schema, scope)
    names = tuple(name for name in names if store.schema.relations[name].sign > 0)
    graph = whole(store, Rule(scope, names, names, store.schema.acting))
    blocs_ = communities(graph.arcs())
    inside = _weights_inside(graph, blocs_)
    rows: list[Row] = [
        {
            "bloc": number, "size": len(members),
            "entities": [graph.ids[node] for node in sorted(members, key=lambda node: (-inside[node], node))],
        }
        for number, members in enumerate(blocs_, 1)
    ]  # fmt: skip
    entities = [id_ for row in rows[:limit] for id_ in row["entities"]]
    size = sum(map(len, blocs_))
    heading = f"{counted(len(rows), 'bloc')} of {counted(size, 'entity', 'entities')}." if rows else ""
    return answer("blocs", COLUMNS, rows, entities=entities, limit=limit, heading=heading)


def _weights_inside(graph: Whole, blocs: list[list[int]]) -> dict[int, float]:
    """Sum up, for each member, the weights of its ties to others of its bloc."""
    bloc_of = {member: number for number, members in enumerate(blocs) for member in members}
    weights: dict[int, list[float]] = {member: [] for member in bloc_of}
    for tail, head, weight in graph.arcs():
        if tail in bloc_of and bloc_of[tail] == bloc_of.get(head):
            weights[tail].append(weight)
    return {member: rounded(fsum(known)) for member, known in weights.items()}
