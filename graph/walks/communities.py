"""Find communities by Louvain's method with a fixed seed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

SEED = 2020

Node = TypeVar("Node", int, str)


def communities(ties: Iterable[tuple[Node, Node, float]]) -> list[list[Node]]:
    """Find the communities of undirected ties, the largest first, then by least member.

    Of parallel ties the weightiest counts; loops and ties without weight do not. Members come sorted. The outcome
    depends neither on the order of the ties nor on the hash seed: nodes go in by their places in sorted order.
    """
    import networkx as nx

    weights: dict[tuple[Node, Node], float] = {}
    for source, target, weight in ties:
        if source != target and weight > 0:
            pair = (source, target) if source < target else (target, source)
            weights[pair] = max(weight, weights.get(pair, 0.0))
    if not weights:
        return []
    nodes = sorted({end for pair in weights for end in pair})
    place = {node: number for number, node in enumerate(nodes)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_weighted_edges_from((place[a], place[b], weight) for (a, b), weight in sorted(weights.items()))
    groups = [
        [nodes[number] for number in sorted(community)]
        for community in nx.community.louvain_communities(graph, seed=SEED)
    ]
    return sorted(groups, key=lambda members: (-len(members), members[0]))
