"""Unbalanced triangles among ties, the weightiest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ._sorted_runs import SortedRuns
from ._ties import Ties

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Small = NDArray[np.int32]
    Triangles = NDArray[np.void]

STEPS = 1 << 16
"""Pairs of ties examined at a time."""

COLUMNS = [("less", "f8"), ("ab", "i4"), ("ac", "i4"), ("bc", "i4")]
"""Columns of triangles in the order that sorts them: the weight below zero, then the places of their ties.

Ties stand in order of their ends, so these columns sort by (-weight, a, b, c).
"""

Triangle = tuple[float, int, int, int]


def first_unbalanced(ties: Ties, own: str | None, limit: int) -> tuple[list[Triangle], int]:
    """List the first unbalanced triangles, and count all; each must have the corner `own`."""
    import numpy as np

    parts, count = [np.zeros(0, dtype=COLUMNS)], 0
    for triangles in _unbalanced(ties, own):
        count += len(triangles)
        parts.append(triangles)
        if sum(map(len, parts)) > limit + STEPS:
            parts = [_first(parts, limit)]
    return _first(parts, limit).tolist(), count


def each_unbalanced(ties: Ties, own: str | None) -> Iterator[Triangle]:
    """Yield all unbalanced triangles in order; sorted on disk, as there may be far more than ties."""
    with SortedRuns(COLUMNS) as runs:
        for triangles in _unbalanced(ties, own):
            runs.add(triangles)
        yield from runs


def _first(parts: list[Triangles], limit: int) -> Triangles:
    import numpy as np

    triangles = np.concatenate(parts)
    return triangles[np.lexsort((triangles["ac"], triangles["ab"], triangles["less"]))[:limit]]


def _unbalanced(ties: Ties, own: str | None) -> Iterator[Triangles]:
    """Yield the unbalanced triangles, some at a time and in any order."""
    import numpy as np

    for closed in _closed(ties) if own is None else _closed_at(ties, own):
        sides = np.sort(closed, axis=0)  # a-b, a-c, b-c: ties are in order of their ends
        sides = sides[:, ties.signs[sides].prod(axis=0) < 0]
        ab, ac, bc = ties.weights[sides]
        triangles = np.empty(sides.shape[1], dtype=COLUMNS)
        # As grading.rounded does; the order of the factors is that of the sides.
        triangles["less"] = -(np.floor(ab * ac * bc * 1e9 + 0.500001) / 1e9)
        triangles["ab"], triangles["ac"], triangles["bc"] = sides
        yield triangles


def _closed(ties: Ties) -> Iterator[Numbers]:
    """Yield the sides of all triangles, some at a time, each from its corner of the fewest ties.

    A corner's ties to corners that rank higher are paired, and the third side is looked up.
    """
    import numpy as np

    by_corner, heads, fans = _fans(ties)
    pairs = ties.lows.astype(np.int64)
    pairs *= len(ties.ids)
    pairs += ties.highs  # sorted, as ties are
    begin = 0
    while begin < len(by_corner):
        ends = _step(fans, begin)
        sides = _pairs(begin, ends)
        begin += len(ends)
        corners = np.sort(heads[sides], axis=0).astype(np.int64)
        wanted = corners[0] * len(ties.ids) + corners[1]
        place = np.searchsorted(pairs, wanted).clip(max=len(pairs) - 1)
        closed = pairs[place] == wanted
        yield np.vstack([by_corner[sides[:, closed]].astype(np.int64), place[closed]])


def _fans(ties: Ties) -> tuple[Small, Small, Numbers]:
    """Sort the ties by their corner of fewer ties; return them, their other corners, and where each fan ends."""
    import numpy as np

    size = len(ties.ids)
    rank = np.empty(size, dtype=np.int32)
    counts = np.bincount(ties.lows, minlength=size) + np.bincount(ties.highs, minlength=size)
    rank[np.argsort(counts, kind="stable")] = np.arange(size, dtype=np.int32)
    is_low = rank[ties.lows] < rank[ties.highs]
    tails = np.where(is_low, ties.lows, ties.highs)
    by_corner = np.argsort(tails, kind="stable").astype(np.int32)
    heads = np.where(is_low, ties.highs, ties.lows)[by_corner]
    return by_corner, heads, np.cumsum(np.bincount(tails, minlength=size))


def _step(fans: Numbers, begin: int) -> Numbers:
    """Choose the next ties, with about STEPS pairs: return where the fan of each one ends."""
    import numpy as np

    places = np.arange(begin, min(begin + STEPS, int(fans[-1])))
    ends = fans[np.searchsorted(fans, places, side="right")]
    count = int(np.searchsorted(np.cumsum(ends - places - 1), STEPS, side="right"))
    return ends[: max(count, 1)]


def _pairs(begin: int, ends: Numbers) -> Numbers:
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
