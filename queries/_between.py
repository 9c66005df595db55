"""Betweenness centrality: networkx for small graphs, many sources at a time for larger ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.grading import rounded
from ._whole import SEED, Whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

SMALL = 5_000_000
"""Entities × hops that networkx handles in a few seconds."""

LARGE = 200_000_000
"""Sources × hops to follow in a larger graph."""

FEWEST = 256
"""Sources to follow in the largest graph."""

TOGETHER = 16
"""Sources whose paths are followed at once."""


def betweenness(graph: Whole) -> tuple[list[float], int]:
    """Compute the normalized centrality of every entity, and the number of entities whose paths were followed."""
    size, hops = len(graph.ids), len(graph.tails) // 2
    if size * hops <= SMALL:
        import networkx as nx

        simple: nx.Graph[int] = nx.Graph()
        simple.add_nodes_from(range(size))
        simple.add_edges_from((tail, head) for tail, head, _ in graph.arcs() if tail < head)
        centrality = nx.betweenness_centrality(simple)
        return [rounded(centrality[node]) for node in range(size)], size
    followed = min(size, max(FEWEST, LARGE // hops))
    return _estimated(graph, followed), followed


def _estimated(graph: Whole, count: int) -> list[float]:
    """Estimate the centralities from the paths of a sample of sources (Brandes and Pich 2007)."""
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
    """Compute the share of the sources' shortest paths that runs through each node (Brandes 2001)."""
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
        passed = np.where(depth == level, (1.0 + shares) / np.maximum(paths, 1.0), 0.0)
        level -= 1
        shares += np.where(depth == level, paths * (links @ passed), 0.0)
    shares[sources, columns] = 0.0
    sums: NDArray[np.float64] = shares.sum(axis=1)
    return sums
