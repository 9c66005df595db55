"""Containment of places, over any number of steps."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Place = TypeVar("Place", bound=Hashable)


class Containment(Generic[Place]):
    """The places that contain each place, computed from the direct containers; circles are allowed.

    The containers of a place are one integer, a bit for each; places in a circle share theirs. So a map of
    any shape is walked once, not once for each place.
    """

    def __init__(self, wholes: Mapping[Place, Sequence[Place]]) -> None:
        self._bits: dict[Place, int] = {}
        self._bit_of: dict[Place, int] = {}
        for circle in _Circles(wholes):
            above = [whole for place in circle for whole in wholes.get(place, ())]
            bits = 0
            for whole in above:
                bit = self._bit_of.setdefault(whole, len(self._bit_of))
                bits |= self._bits.get(whole, 0) | 1 << bit
            self._bits.update(dict.fromkeys(circle, bits))

    def lies_in(self, place: Place, whole: Place) -> bool:
        """Check whether a place lies in another."""
        bit = self._bit_of.get(whole)
        return bit is not None and bool(self._bits.get(place, 0) >> bit & 1)

    def apart(self, place: Place, other: Place) -> bool:
        """Check whether two places are different and neither lies in the other."""
        return place != other and not self.lies_in(place, other) and not self.lies_in(other, place)


class _Circles(Generic[Place]):
    """Finds the strongly connected parts of a map, wholes before their parts.

    This is Tarjan's algorithm without recursion, since places may be nested a thousand deep.
    """

    def __init__(self, wholes: Mapping[Place, Sequence[Place]]) -> None:
        self._wholes = wholes
        self._order: dict[Place, int] = {}
        self._lowest: dict[Place, int] = {}
        self._path: list[Place] = []
        self._unfinished: set[Place] = set()

    def __iter__(self) -> Iterator[list[Place]]:
        for place in self._wholes:
            if place not in self._order:
                yield from self._from(place)

    def _from(self, start: Place) -> Iterator[list[Place]]:
        """Yield the circles that can be reached from a place."""
        steps = [self._enter(start)]
        while steps:
            place, above = steps[-1]
            whole = self._next(place, above)
            if whole is not None:
                steps.append(self._enter(whole))
                continue
            steps.pop()
            if steps:
                below = steps[-1][0]
                self._lowest[below] = min(self._lowest[below], self._lowest[place])
            if self._lowest[place] == self._order[place]:
                yield self._closed(place)

    def _enter(self, place: Place) -> tuple[Place, Iterator[Place]]:
        """Number a place; returns it with the wholes to go on to."""
        self._order[place] = self._lowest[place] = len(self._order)
        self._path.append(place)
        self._unfinished.add(place)
        return place, iter(self._wholes.get(place, ()))

    def _next(self, place: Place, above: Iterator[Place]) -> Place | None:
        """Find the next whole that was not entered yet, None after the last."""
        for whole in above:
            if whole not in self._order:
                return whole
            if whole in self._unfinished:
                self._lowest[place] = min(self._lowest[place], self._order[whole])
        return None

    def _closed(self, place: Place) -> list[Place]:
        """Take the circle that began at a place off the path."""
        circle: list[Place] = []
        while not circle or circle[-1] != place:
            circle.append(self._path.pop())
        self._unfinished.difference_update(circle)
        return circle
