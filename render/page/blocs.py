"""The blocs of a picture: communities that friendly relations hold together, as the query `blocs` finds them."""

from __future__ import annotations

from collections.abc import Iterable

from ...graph.model import Relation

SEED = 2020


def blocs_of(relations: Iterable[Relation]) -> dict[str, int]:
    """Return the number of each entity's bloc, the largest first; who has no friendly relation is in none."""
    import networkx as nx

    weights: dict[tuple[str, str], float] = {}
    for relation in relations:
        pair = (min(relation.source, relation.target), max(relation.source, relation.target))
        if relation.sign > 0 and relation.weight > 0 and pair[0] != pair[1]:
            weights[pair] = max(relation.weight, weights.get(pair, 0.0))
    if not weights:
        return {}
    friends: nx.Graph[str] = nx.Graph()
    friends.add_nodes_from(sorted({end for pair in weights for end in pair}))
    friends.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(weights.items()))
    communities = [sorted(one) for one in nx.community.louvain_communities(friends, seed=SEED)]
    order = sorted(communities, key=lambda members: (-len(members), members[0]))
    return {member: number for number, members in enumerate(order) for member in members}
