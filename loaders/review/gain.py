"""Compute what a fact would add to a graph: a path where there was none, a shorter one, or nothing new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

FARTHEST = 6
"""Hops beyond which two entities count as not joined."""


class Gain(NamedTuple):
    """The gain of a fact; the greatest gain is the least tuple."""

    rank: int
    words: str


class Links:
    """The linked pairs of entities of a graph; `base` is shared and never changed."""

    def __init__(self, links: Iterable[tuple[str, str, str]] = (), base: Links | None = None) -> None:
        self._base = base
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

        >>> links = Links([("b", "c", "MET")], Links([("a", "b", "MET")]))
        >>> links.gain("a", "x", "MET").words, links.gain("a", "c", "MET").words, links.gain("a", "b", "MET").words
        ('joins two that no path joins', 'joins two that are 2 hops apart', 'repeats what is known')
        """
        if self._has((source, target, relation)):
            return Gain(3, "repeats what is known")
        hops = self._hops(source, target)
        if hops == 1:
            return Gain(2, "another tie between the two")
        return Gain(1, f"joins two that are {hops} hops apart") if hops else Gain(0, "joins two that no path joins")

    def _has(self, link: tuple[str, str, str]) -> bool:
        return link in self._relations or (self._base is not None and self._base._has(link))

    def _beside(self, id_: str) -> set[str]:
        others = self._others.get(id_, _NOBODY)
        return others | self._base._beside(id_) if self._base else others

    def _hops(self, source: str, target: str) -> int:
        """Count the hops between two entities, 0 for none within FARTHEST; searches from both ends."""
        reached = {source: {source}, target: {target}}
        frontiers = {source: {source}, target: {target}}
        for hops in range(1, FARTHEST + 1):
            end = min(frontiers, key=lambda end: len(frontiers[end]))
            other = target if end == source else source
            frontiers[end] = {id_ for node in frontiers[end] for id_ in self._beside(node)} - reached[end]
            if frontiers[end] & reached[other]:
                return hops
            if not frontiers[end]:
                return 0
            reached[end] |= frontiers[end]
        return 0


_NOBODY: set[str] = set()
