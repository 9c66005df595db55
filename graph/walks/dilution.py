"""The division of influence among those with the same relation to a target (docs/semantics.md, Queries)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from ..grading import rounded
from ..scope import Node
from ..spans import Span, overlap


class Backing(NamedTuple):
    """A shared relation as an arc of influence; `share` is the source's fraction, 0..1, if given."""

    source: Node
    target: Node
    name: Hashable
    weight: float
    start: str
    end: str
    share: float | None = None


class Counted(NamedTuple):
    """A shared relation with its diluted weight, the number of sources and the `total` of their best weights."""

    backing: Backing
    weight: float
    sharers: int
    total: float


def diluted(backings: Iterable[Backing]) -> Iterator[Counted]:
    """Yield each shared relation with its weight: w² / Σ of the best weights of all sources that overlap it in time.

    `backings` must hold all relations of a name to a target, or the sum is too small.
    """
    groups: dict[tuple[Hashable, Node], list[Backing]] = {}
    for backing in backings:
        if backing.source != backing.target:
            groups.setdefault((backing.name, backing.target), []).append(backing)
    for group in groups.values():
        if len(group) == 1:
            yield _counted(group[0], [group[0].weight])
        else:
            best = {span: _best_of_each(group, span) for span in {(backing.start, backing.end) for backing in group}}
            yield from (_counted(backing, best[backing.start, backing.end]) for backing in group)


def _best_of_each(group: list[Backing], span: Span) -> list[float]:
    """List the best weight of each source whose relation overlaps the span, in ascending order."""
    best: dict[Node, float] = {}
    for backing in group:
        if overlap(span, (backing.start, backing.end)):
            best[backing.source] = max(backing.weight, best.get(backing.source, 0.0))
    return sorted(best.values())


def _counted(backing: Backing, weights: list[float]) -> Counted:
    total = sum(weights)
    if backing.share is not None:
        return Counted(backing, rounded(backing.weight * backing.share), len(weights), total)
    return Counted(backing, rounded(backing.weight**2 / total) if total else 0.0, len(weights), total)
