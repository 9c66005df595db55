"""Unbalanced triangles among ties, the weightiest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ._ties import Ties

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Small = NDArray[np.int32]

STEPS = 1 << 17
"""Pairs of ties examined at a time."""


class Triangles(NamedTuple):
    """Triangles in columns, in the order of the answer; their sides a-b, a-c and b-c are positions of ties."""

    weights: NDArray[np.float64]
    sides: Numbers

    def __len__(self) -> int:
        return len(self.weights)


def unbalanced(ties: Ties, own: str | None, limit: int | None) -> tuple[Triangles, int]:
    """List the first unbalanced triangles, at most `limit`, and count all; each must have the corner `own`."""
    import numpy as np

    best = Triangles(np.zeros(0), np.zeros((3, 0), dtype=np.int64))
    parts, count = [best], 0
    for closed in _closed(ties) if own is None else _closed_at(ties, own):
        sides = np.sort(closed, axis=0)  # a-b, a-c, b-c: ties are in order of their ends
        sides = sides[:, ties.signs[sides].prod(axis=0) < 0]
        count += sides.shape[1]
        ab, ac, bc = ties.weights[sides]
        # As grading.rounded does; the order of the factors is that of the sides.
        weights = np.floor(ab * ac * bc * 1e9 + 0.500001) / 1e9
        parts.append(Triangles(weights, sides))
        if limit is not None and sum(map(len, parts)) > limit + STEPS:
            parts = [_first(ties, parts, limit)]
    return _first(ties, parts, limit), count


def _first(ties: Ties, parts: list[Triangles], limit: int | None) -> Triangles:
    """Select the first triangles by (-weight, a, b, c)."""
    import numpy as np

    weights = np.concatenate([part.weights for part in parts])
    sides = np.concatenate([part.sides for part in parts], axis=1)
    corners = ties.highs[sides[1]], ties.highs[sides[0]], ties.lows[sides[0]]
    order = np.lexsort((*corners, -weights))[:limit]
    return Triangles(weights[order], sides[:, order])


def _closed(ties: Ties) -> Iterator[Numbers]:
    """Yield the sides of all triangles, some at a time, each from its corner of the fewest ties.

    A corner's ties to corners that rank higher are paired, and the third side is looked up.
    """
    import numpy as np

    by_corner, heads, ends = _fans(ties)
    steps = _steps(ends)
    pairs = ties.lows.astype(np.int64)
    pairs *= len(ties.ids)
    pairs += ties.highs  # sorted, as ties are
    for begin, end in steps:
        sides = _pairs(begin, ends[begin:end])
        corners = np.sort(heads[sides], axis=0).astype(np.int64)
        wanted = corners[0] * len(ties.ids) + corners[1]
        place = np.searchsorted(pairs, wanted).clip(max=len(pairs) - 1)
        closed = pairs[place] == wanted
        yield np.vstack([by_corner[sides[:, closed]], place[closed]]).astype(np.int64, copy=False)


def _fans(ties: Ties) -> tuple[Small, Small, Small]:
    """Sort the ties by their corner of fewer ties; return them, their other corners, and the end of each one's fan."""
    import numpy as np

    size = len(ties.ids)
    rank = np.empty(size, dtype=np.int32)
    counts = np.bincount(ties.lows, minlength=size) + np.bincount(ties.highs, minlength=size)
    rank[np.argsort(counts, kind="stable")] = np.arange(size, dtype=np.int32)
    is_low = rank[ties.lows] < rank[ties.highs]
    tails = np.where(is_low, ties.lows, ties.highs)
    by_corner = np.argsort(tails, kind="stable").astype(np.int32)
    heads = np.where(is_low, ties.highs, ties.lows)[by_corner]
    tails = tails[by_corner]
    ends = np.searchsorted(tails, np.arange(size), side="right").astype(np.int32)
    return by_corner, heads, ends[tails]


def _steps(ends: Small) -> list[tuple[int, int]]:
    """Divide the ties into runs with about STEPS pairs each."""
    import numpy as np

    pairs = np.cumsum(ends - np.arange(1, len(ends) + 1, dtype=np.int32), dtype=np.int64)
    bounds = [0]
    while bounds[-1] < len(ends):
        before = int(pairs[bounds[-1] - 1]) if bounds[-1] else 0
        bounds.append(max(int(np.searchsorted(pairs, before + STEPS, side="right")), bounds[-1] + 1))
    return list(pairwise(bounds))


def _pairs(begin: int, ends: Small) -> Numbers:
    """Pair each of some consecutive ties with all later ones of its fan."""
    import numpy as np

    places = np.arange(begin, begin + len(ends))
    counts = ends - places - 1
    others = np.repeat(places + 1 - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    return np.vstack([np.repeat(places, counts), others])


def _closed_at(ties: Ties, own: str) -> Iterator[Numbers]:
    """Yield the sides of all triangles of one corner: the ties among its neighbours."""
    import numpy as np

    place = bisect_left(ties.ids, own)
    if ties.ids[place : place + 1] != [own]:
        return
    to_own = np.full(len(ties.ids), -1, dtype=np.int64)
    mine = np.flatnonzero((ties.lows == place) | (ties.highs == place))
    to_own[ties.lows[mine] + ties.highs[mine] - place] = mine
    others = np.flatnonzero((to_own[ties.lows] >= 0) & (to_own[ties.highs] >= 0))
    yield np.vstack([to_own[ties.lows[others]], to_own[ties.highs[others]], others])
