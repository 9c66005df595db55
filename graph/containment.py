"""Containment of places, over any number of steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


class Containment:
    """The places that contain each place, computed from the direct containers; circles are allowed.

    The containers of a place are one integer, a bit for each; places in a circle share theirs. So a map of
    any shape is walked once, not once for each place.
    """

    def __init__(self, wholes: Mapping[int, Sequence[int]]) -> None:
        self._bits: dict[int, int] = {}
        self._bit_of: dict[int, int] = {}
        for circle in _circles(wholes):
            above = [whole for place in circle for whole in wholes.get(place, ())]
            bits = 0
            for whole in above:
                bit = self._bit_of.setdefault(whole, len(self._bit_of))
                bits |= self._bits.get(whole, 0) | 1 << bit
            self._bits.update(dict.fromkeys(circle, bits))

    def lies_in(self, place: int, whole: int) -> bool:
        """Check whether a place lies in another."""
        bit = self._bit_of.get(whole)
        return bit is not None and bool(self._bits.get(place, 0) >> bit & 1)

    def apart(self, place: int, other: int) -> bool:
        """Check whether two places are different and neither lies in the other."""
        return place != other and not self.lies_in(place, other) and not self.lies_in(other, place)


def _circles(wholes: Mapping[int, Sequence[int]]) -> Iterator[list[int]]:
    """Yield the strongly connected parts, wholes before their parts (Tarjan's algorithm without recursion)."""
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    path: list[int] = []
    unfinished: set[int] = set()
    for start in wholes:
        steps = [(start, iter(wholes[start]))] if start not in order else []
        while steps:
            place, above = steps[-1]
            if place not in order:
                order[place] = lowest[place] = len(order)
                path.append(place)
                unfinished.add(place)
            for whole in above:
                if whole not in order:
                    steps.append((whole, iter(wholes.get(whole, ()))))
                    break
                if whole in unfinished:
                    lowest[place] = min(lowest[place], order[whole])
            else:
                steps.pop()
                if steps:
                    lowest[steps[-1][0]] = min(lowest[steps[-1][0]], lowest[place])
                if lowest[place] == order[place]:
                    circle: list[int] = []
                    while not circle or circle[-1] != place:
                        circle.append(path.pop())
                    unfinished.difference_update(circle)
                    yield circle
