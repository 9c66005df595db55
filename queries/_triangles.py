"""Unbalanced triangles among ties, the weightiest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ._ties import Ties

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

STEPS = 1 << 18
"""Pairs of ties looked at in one go."""


class Triangles(NamedTuple):
    """Triangles as columns, in the order of the answer; their sides are places of ties: a-b, a-c and b-c."""

    weights: NDArray[np.float64]
    sides: Numbers

    def __len__(self) -> int:
        return len(self.weights)


def unbalanced(ties: Ties, own: str | None, limit: int | None) -> tuple[Triangles, int]:
    """List the first unbalanced triangles, at most `limit`, and count all; `own` is a corner that each must have."""
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
    """Return the first triangles by (-weight, a, b, c)."""
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

    size = len(ties.ids)
    rank = np.empty(size, dtype=np.int64)
    counts = np.bincount(ties.lows, minlength=size) + np.bincount(ties.highs, minlength=size)
    rank[np.argsort(counts, kind="stable")] = np.arange(size)
    tails = np.where(rank[ties.lows] < rank[ties.highs], ties.lows, ties.highs)
    heads = ties.lows + ties.highs - tails
    by_tail = np.argsort(tails, kind="stable")
    first = np.searchsorted(tails[by_tail], np.arange(size + 1))
    keys = ties.lows * size + ties.highs  # sorted, as ties are
    fans = (first[tails[by_tail] + 1] - first[tails[by_tail]]).cumsum()
    begin = 0
    while begin < len(by_tail):
        end = max(int(np.searchsorted(fans, (fans[begin - 1] if begin else 0) + STEPS, side="right")), begin + 1)
        sides = _pairs(by_tail[begin:end], tails, first, by_tail)
        sides = sides[:, sides[0] < sides[1]]
        ends = np.sort(heads[sides], axis=0)
        wanted = ends[0] * size + ends[1]
        place = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
        closed = keys[place] == wanted
        yield np.vstack([sides[:, closed], place[closed]])
        begin = end


def _closed_at(ties: Ties, own: str) -> Iterator[Numbers]:
    """Yield the sides of all triangles of one corner: ties between two that are both tied to it."""
    import numpy as np

    place = bisect_left(ties.ids, own)
    if ties.ids[place : place + 1] != [own]:
        return
    to_own = np.full(len(ties.ids), -1, dtype=np.int64)
    mine = np.flatnonzero((ties.lows == place) | (ties.highs == place))
    to_own[ties.lows[mine] + ties.highs[mine] - place] = mine
    others = np.flatnonzero((to_own[ties.lows] >= 0) & (to_own[ties.highs] >= 0))
    yield np.vstack([to_own[ties.lows[others]], to_own[ties.highs[others]], others])


def _pairs(starts: Numbers, tails: Numbers, first: Numbers, by_tail: Numbers) -> Numbers:
    """Return each of some ties beside every tie that begins at the same corner."""
    import numpy as np

    begins = first[tails[starts]]
    counts = first[tails[starts] + 1] - begins
    others = np.repeat(begins - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    return np.vstack([np.repeat(starts, counts), by_tail[others]])
