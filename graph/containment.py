"""Which places lie in which, over any number of steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


class Containment:
    """The wholes of some places, from the wholes that each lies in at once; circles are allowed.

    For each place the set of its wholes is one integer, a bit for each whole; places in a circle share theirs. So a
    map of any shape is gone through once, not once for each place.
    """

    def __init__(self, wholes: Mapping[int, Sequence[int]]) -> None:
        self._bits: dict[int, int] = {}
        self._place: dict[int, int] = {}
        for circle in _circles(wholes):
            above = [whole for place in circle for whole in wholes.get(place, ())]
            bits = 0
            for whole in above:
                place = self._place.setdefault(whole, len(self._place))
                bits |= self._bits.get(whole, 0) | 1 << place
            self._bits.update(dict.fromkeys(circle, bits))

    def lies_in(self, place: int, whole: int) -> bool:
        """Return whether a place lies in another."""
        bit = self._place.get(whole)
        return bit is not None and bool(self._bits.get(place, 0) >> bit & 1)


def _circles(wholes: Mapping[int, Sequence[int]]) -> Iterator[list[int]]:
    """Yield the strongly connected parts, wholes before what lies in them (Tarjan's algorithm without recursion)."""
    found: dict[int, int] = {}
    lowest: dict[int, int] = {}
    path: list[int] = []
    open_: set[int] = set()
    for start in wholes:
        steps = [(start, iter(wholes[start]))] if start not in found else []
        while steps:
            place, above = steps[-1]
            if place not in found:
                found[place] = lowest[place] = len(found)
                path.append(place)
                open_.add(place)
            for whole in above:
                if whole not in found:
                    steps.append((whole, iter(wholes.get(whole, ()))))
                    break
                if whole in open_:
                    lowest[place] = min(lowest[place], found[whole])
            else:
                steps.pop()
                if steps:
                    lowest[steps[-1][0]] = min(lowest[steps[-1][0]], lowest[place])
                if lowest[place] == found[place]:
                    circle: list[int] = []
                    while not circle or circle[-1] != place:
                        circle.append(path.pop())
                    open_.difference_update(circle)
                    yield circle
