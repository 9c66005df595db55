"""Convert graphs for NetworkX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..identity.resolve import resolve
from ..model import Entity, Relation
from ..scope import Selection
from .protocol import Store

if TYPE_CHECKING:
    import networkx as nx


def as_networkx(store: Store, around: Sequence[str] = (), hops: int = 1) -> nx.MultiDiGraph[str]:
    """Convert the graph of a store, whole or within some hops of some entities (see Store.graph)."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if not around:
        _add(graph, store.entities(), store.relations(Selection()))
        return graph
    near, frontier = set[str](), {resolve(store, mention) for mention in around}
    relations: dict[str, Relation] = {}
    for _ in range(hops):
        near |= frontier
        around_frontier = {relation.id: relation for relation in store.relations(Selection(about=sorted(frontier)))}
        relations |= around_frontier
        frontier = {end for relation in around_frontier.values() for end in (relation.source, relation.target)} - near
    near |= frontier
    _add(graph, store.entities(sorted(near)), relations.values())
    return graph


def _add(graph: nx.MultiDiGraph[str], entities: Iterable[Entity], relations: Iterable[Relation]) -> None:
    for entity in entities:
        graph.add_node(entity.id, **{key: value for key, value in entity._asdict().items() if key != "id"})
    for relation in relations:
        graph.add_edge(relation.source, relation.target, key=relation.id, **relation._asdict())
