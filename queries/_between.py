"""Betweenness centrality: networkx where the graph is small, many sources at a time where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.grading import rounded
from ._whole import SEED, Whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

SMALL = 5_000_000  # entities × hops that networkx goes through in some seconds
LARGE = 200_000_000  # sources × hops to go through in a larger graph
FEWEST = 256  # sources, however large it is
TOGETHER = 16  # sources whose paths are followed at once


def betweenness(graph: Whole) -> tuple[list[float], int]:
    """Return the normalized centrality of every entity, and from how many entities the paths were followed."""
    size, hops = len(graph.ids), len(graph.tails) // 2
    if size * hops <= SMALL:
        import networkx as nx

        simple: nx.Graph[int] = nx.Graph()
        simple.add_nodes_from(range(size))
        simple.add_edges_from((tail, head) for tail, head, _ in graph.arcs() if tail < head)
        found = nx.betweenness_centrality(simple)
        return [rounded(found[node]) for node in range(size)], size
    followed = min(size, max(FEWEST, LARGE // hops))
    return _followed(graph, followed), followed


def _followed(graph: Whole, count: int) -> list[float]:
    """Return the centralities by the paths from a sample of sources, scaled up to all (Brandes and Pich 2007)."""
    import numpy as np
    from scipy.sparse import csr_array

    size = len(graph.ids)
    links = csr_array((np.ones(len(graph.tails)), (graph.tails, graph.heads)), shape=(size, size))
    sources = np.sort(np.random.default_rng(SEED).choice(size, count, replace=False))
    total = np.zeros(size)
    for begin in range(0, count, TOGETHER):
        total += _dependencies(links, size, sources[begin : begin + TOGETHER])
    scale = size / count / ((size - 1) * (size - 2))
    return [rounded(value) for value in (total * scale).tolist()]


def _dependencies(links: csr_array, size: int, sources: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return what share of the shortest paths from the sources runs through each node (Brandes 2001)."""
    import numpy as np

    columns = np.arange(len(sources))
    depth = np.full((size, len(sources)), -1, dtype=np.int16)
    depth[sources, columns] = 0
    layer = (depth == 0).astype(float)
    paths, level = layer.copy(), 0
    while True:
        onward = links @ layer
        fresh = (depth < 0) & (onward > 0)
        if not fresh.any():
            break
        level += 1
        depth[fresh] = level
        layer = np.where(fresh, onward, 0.0)
        paths += layer
    shares = np.zeros_like(paths)
    while level > 1:
        here = np.where(depth == level, (1.0 + shares) / np.maximum(paths, 1.0), 0.0)
        level -= 1
        shares += np.where(depth == level, paths * (links @ here), 0.0)
    shares[sources, columns] = 0.0
    each: NDArray[np.float64] = shares.sum(axis=1)
    return each
