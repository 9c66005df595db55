"""Who belongs together."""

from __future__ import annotations

from ..graph.model import Answer, Columns, Row
from ..graph.scope import EVERYTHING, Rule, Scope
from ..graph.stores.protocol import Store
from ._answer import answer
from ._whole import SEED, Whole, whole

COLUMNS: Columns = {"bloc": "number", "entity": "entity"}


def blocs(store: Store, *, scope: Scope = EVERYTHING, limit: int | None = None) -> Answer:
    """Communities of actors that friendly relations hold together.

    Louvain's method with a fixed seed, on the positive relations between states, organizations and persons,
    taken undirected; of parallel relations the weightiest counts. Blocs are numbered from 1 by (-members, least
    id), rows come by (bloc, id). Who has no friendly relation of any weight belongs to no bloc.
    """
    names = [name for name, one in store.schema.relations.items() if one.sign > 0]
    names = [name for name in names if not scope.relations or name in scope.relations]
    graph = whole(store, Rule(scope, tuple(names), tuple(names), store.schema.acting))
    found = sorted(_communities(graph), key=lambda one: (-len(one), one[0]))
    rows: list[Row] = [
        {"bloc": number, "entity": graph.ids[member]} for number, one in enumerate(found, 1) for member in one
    ]
    return answer("blocs", COLUMNS, rows, entities=[row["entity"] for row in rows[:limit]], limit=limit)


def _communities(graph: Whole) -> list[list[int]]:
    """Return the members of every community, sorted; nodes and edges go in sorted, so that the outcome is one."""
    import networkx as nx

    friends: nx.Graph[int] = nx.Graph()
    ties = [(tail, head, weight) for tail, head, weight in graph.arcs() if tail < head and weight > 0]
    friends.add_nodes_from(sorted({end for tail, head, _ in ties for end in (tail, head)}))
    friends.add_weighted_edges_from(ties)
    if not ties:
        return []
    return [sorted(one) for one in nx.community.louvain_communities(friends, seed=SEED)]
