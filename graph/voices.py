"""Voices, independent groups of tellings, and their combined confidence (docs/semantics.md, Grades)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from .grading import UNGRADED, rounded
from .model import Telling
from .names import normal

WIRE = 60
"""Length in normal form from which equal quotes count as copies of one text."""


class Voice(NamedTuple):
    """Tellings of one publisher or of one wire text.

    `name` is its first publisher in order of name, else its first document; "" for a telling without a document.
    `confidence` is its best telling's, None when none is graded.
    """

    name: str
    confidence: float | None
    tellings: tuple[Telling, ...]


def voices(tellings: Sequence[Telling]) -> list[Voice]:
    """Group tellings into voices, in order of name."""
    return sorted(map(_voice, _parted(tellings)), key=lambda voice: voice.name)


def confidence_of(tellings: Sequence[Telling]) -> float | None:
    """Combine the confidence of tellings; None if none of them is graded."""
    if len(tellings) == 1:
        return tellings[0].confidence
    best = [_best(some) for some in _parted(tellings)]
    graded = sorted(confidence for confidence in best if confidence is not None)
    if not graded:
        return None
    doubt = 1.0 if len(graded) == len(best) else 1.0 - UNGRADED
    for confidence in graded:
        doubt *= 1.0 - confidence
    return rounded(1.0 - doubt)


@lru_cache(maxsize=10_000)
def publisher_key(publisher: str) -> str:
    """Bring a publisher to the form in which publishers are compared."""
    return normal(publisher) or publisher


def _parted(tellings: Sequence[Telling]) -> Iterable[list[Telling]]:
    """Part tellings by voice."""
    if len(tellings) == 1:
        return [[*tellings]]
    sets = _Sets(len(tellings))
    first_with: dict[str, int] = {}
    for place, telling in enumerate(tellings):
        for mark in marks_of(telling):
            sets.join(first_with.setdefault(mark, place), place)
    members: dict[int, list[Telling]] = {}
    for place, telling in enumerate(tellings):
        members.setdefault(sets.root(place), []).append(telling)
    return members.values()


def marks_of(telling: Telling) -> Iterable[str]:
    """Yield the features by which a telling belongs to a voice: p, d or q before a publisher, document or quote."""
    if telling.document is not None:
        yield f"p{publisher_key(telling.publisher)}" if telling.publisher else f"d{telling.document}"
    if telling.quote and len(text := normal(telling.quote)) >= WIRE:
        yield f"q{text}"


def _voice(tellings: Sequence[Telling]) -> Voice:
    publishers = {telling.publisher for telling in tellings if telling.publisher and telling.document is not None}
    names = publishers or {telling.document for telling in tellings if telling.document is not None}
    return Voice(min(names, default=""), _best(tellings), tuple(tellings))


def _best(tellings: Iterable[Telling]) -> float | None:
    return max((telling.confidence for telling in tellings if telling.confidence is not None), default=None)


class _Sets:
    """Disjoint sets of positions (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = place = self._parent[self._parent[place]]
        return place

    def join(self, place: int, other: int) -> None:
        self._parent[self.root(other)] = self.root(place)
