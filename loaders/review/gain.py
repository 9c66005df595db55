"""What a fact would add to a graph: a path where there was none, a shorter one, or nothing new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

FARTHEST = 6
"""Hops beyond which two entities count as not joined."""


class Gain(NamedTuple):
    """What a fact would add; the greatest gain is the least tuple."""

    rank: int
    words: str


class Links:
    """The pairs of entities that a graph joins."""

    def __init__(self, links: Iterable[tuple[str, str, str]] = ()) -> None:
        self._others: dict[str, set[str]] = {}
        self._relations: set[tuple[str, str, str]] = set()
        for source, target, relation in links:
            self.add(source, target, relation)

    def add(self, source: str, target: str, relation: str) -> None:
        """Join two entities by a relation."""
        self._others.setdefault(source, set()).add(target)
        self._others.setdefault(target, set()).add(source)
        self._relations.add((source, target, relation))

    def gain(self, source: str, target: str, relation: str) -> Gain:
        """Describe what a relation would add.

        >>> links = Links([("a", "b", "MET"), ("b", "c", "MET")])
        >>> links.gain("a", "x", "MET").words, links.gain("a", "c", "MET").words, links.gain("a", "b", "MET").words
        ('joins two that no path joins', 'joins two that are 2 hops apart', 'repeats what is known')
        """
        if (source, target, relation) in self._relations:
            return Gain(3, "repeats what is known")
        if target in self._others.get(source, ()):
            return Gain(2, "another tie between the two")
        hops = self._hops(source, target)
        return Gain(1, f"joins two that are {hops} hops apart") if hops else Gain(0, "joins two that no path joins")

    def _hops(self, source: str, target: str) -> int:
        """Count the hops between two entities, 0 for none within FARTHEST."""
        reached = frontier = {source}
        for hops in range(1, FARTHEST + 1):
            frontier = {other for id_ in frontier for other in self._others.get(id_, ())} - reached
            if target in frontier:
                return hops
            if not frontier:
                break
            reached = reached | frontier
        return 0
