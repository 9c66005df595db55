"""How influence is divided among those who have the same relation to somebody (semantics, section 6)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from ..grading import rounded
from ..scope import Node
from ..spans import Span, overlap


class Backing(NamedTuple):
    """A shared relation as an arc from who influences to who is influenced; `share`: its part, 0..1, if it is given."""

    source: Node
    target: Node
    name: Hashable
    weight: float
    start: str
    end: str
    share: float | None = None


class Counted(NamedTuple):
    """A shared relation with what it counts, of how many that share, whose best weights add up to `total`."""

    backing: Backing
    weight: float
    sharers: int
    total: float


def diluted(backings: Iterable[Backing]) -> Iterator[Counted]:
    """Yield what each shared relation counts: w² / Σ of the best weights of all whose relation overlaps it in time.

    `backings` has all relations of a name to a target, so that the sum is whole.
    """
    groups: dict[tuple[Hashable, Node], list[Backing]] = {}
    for backing in backings:
        if backing.source != backing.target:
            groups.setdefault((backing.name, backing.target), []).append(backing)
    for group in groups.values():
        if len(group) == 1:
            yield _counted(group[0], [group[0].weight])
        else:
            best = {span: _best_of_each(group, span) for span in {(one.start, one.end) for one in group}}
            yield from (_counted(backing, best[backing.start, backing.end]) for backing in group)


def _best_of_each(group: list[Backing], span: Span) -> list[float]:
    """Return the best weights of those whose relation overlaps a span, in order of size."""
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
