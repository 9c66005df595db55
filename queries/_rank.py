"""The reach of influence of all entities, and PageRank, computed on columns of up to a million relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.grading import rounded
from ._whole import Whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DAMPING = 0.85
CELLS = 4_000_000  # bytes of the table of best products, which limits the starts handled at once


def page_rank(graph: Whole) -> list[float]:
    """Compute the PageRank of all entities on the reversed arcs; one without influencers passes rank to all alike."""
    import numpy as np
    from scipy.sparse import csr_array

    size = len(graph.ids)
    if not size:
        return []
    out = np.bincount(graph.heads, weights=graph.weights, minlength=size)  # reversed: arcs leave their heads
    share = np.divide(1.0, out, out=np.zeros(size), where=out > 0)
    passed = csr_array((graph.weights * share[graph.heads], (graph.tails, graph.heads)), shape=(size, size))
    dangling = out == 0
    rank = np.full(size, 1.0 / size)
    for _ in range(500):
        before = rank
        rank = DAMPING * (passed @ before + before[dangling].sum() / size) + (1.0 - DAMPING) / size
        if np.abs(rank - before).sum() < 1e-13:
            break
    return [rounded(value) for value in rank.tolist()]


def reaches(graph: Whole, max_hops: int) -> tuple[list[int], list[float]]:
    """Count the entities that each one influences within `max_hops`, and sum up their scores."""
    import numpy as np

    size = len(graph.ids)
    counts, sums = np.zeros(size, dtype=np.int64), np.zeros(size)
    starts = np.unique(graph.tails)
    spread = _Spread(graph, CELLS // max(size, 1) + 1)
    for begin in range(0, len(starts), spread.rows):
        chosen = starts[begin : begin + spread.rows]
        rows, products = spread.products(chosen, max_hops)
        # Rounded as grading.rounded does, but to whole billionths, whose sum is exact in any order.
        billionths = np.floor(products * 1e9 + 0.500001)
        counts[chosen] = np.bincount(rows, minlength=len(chosen))
        sums[chosen] = np.bincount(rows, weights=billionths, minlength=len(chosen)) / 1e9
    return counts.tolist(), sums.tolist()


class _Spread:
    """The spread of influence from some entities at once: a table of best products with a row for each start.

    A product is followed only where it exceeds that of all fewer hops, as in graph.walks.reach.
    """

    def __init__(self, graph: Whole, rows: int) -> None:
        import numpy as np

        self.rows = rows
        self._graph = graph
        self._size = len(graph.ids)
        self._first = np.searchsorted(graph.tails, np.arange(self._size + 1))
        self._best = np.full(rows * self._size, -1.0)
        self._stamp = np.zeros(rows * self._size, dtype=np.int64)

    def products(self, starts: NDArray[np.int64], max_hops: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """List (row, best product) for every entity reached from the start of each row, without the start."""
        import numpy as np

        own = np.arange(len(starts)) * self._size + starts
        self._best[own] = 1.0
        layers, fresh = [own], own
        for _ in range(max_hops):
            fresh, first_met = self._grow(fresh)
            layers.append(first_met)
        touched = np.concatenate(layers[1:]) if max_hops else own[:0]
        products = self._best[touched]
        self._best[own] = self._best[touched] = -1.0
        return touched // self._size, products

    def _grow(self, cells: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Find the cells that improve with one more hop, and the ones among them reached for the first time."""
        import numpy as np

        nodes = cells % self._size
        counts = self._first[nodes + 1] - self._first[nodes]
        arcs = np.repeat(self._first[nodes] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        reached = np.repeat(cells - nodes, counts) + self._graph.heads[arcs]
        products = np.repeat(self._best[cells], counts) * self._graph.weights[arcs]
        more = products > self._best[reached]
        reached, products = reached[more], products[more]
        self._stamp[reached] = np.arange(len(reached))
        fresh = reached[self._stamp[reached] == np.arange(len(reached))]  # each cell once
        first_met = fresh[self._best[fresh] < 0]
        np.maximum.at(self._best, reached, products)
        return fresh, first_met
