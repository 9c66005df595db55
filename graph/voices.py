"""Voices, independent groups of tellings, and their combined confidence (docs/semantics.md, Grades)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from .grading import UNGRADED, rounded
from .model import Telling
from .named_tuples import Record
from .names import normal

WIRE = 60
"""Length in normal form from which equal quotes count as copies of one text."""

_LOWER = bytes(range(256)).lower()
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_READ_AS_WORDS = "&+#@"
_SILENT = " .,;:!?\"')"  # signs that leave nothing of their own in a normal form


class Spoken(Protocol):
    """What the voice of a telling depends on."""

    @property
    def document(self) -> str | None:
        """The id of its document."""

    @property
    def publisher(self) -> str | None:
        """The publisher of its document."""

    @property
    def quote(self) -> str | None:
        """Its quote."""

    @property
    def confidence(self) -> float | None:
        """Its confidence, None when it is not graded."""


_Spoken = TypeVar("_Spoken", bound=Spoken)


class Voice(Record):
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


def confidence_of(tellings: Sequence[Spoken]) -> float | None:
    """Combine the confidence of tellings; None if none of them is graded."""
    if len(tellings) == 1:
        return tellings[0].confidence
    best = [_best(some) if len(some) > 1 else some[0].confidence for some in _parted(tellings)]
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


def _parted(tellings: Sequence[_Spoken]) -> Iterable[list[_Spoken]]:
    """Part tellings by voice."""
    wires = not _end_apart([telling.quote for telling in tellings if telling.quote])
    if not wires and len({*map(_source_mark, tellings)}) == len(tellings):
        return [[telling] for telling in tellings]
    sets = _Sets(len(tellings))
    first_with: dict[str, int] = {}
    for place, telling in enumerate(tellings):
        for mark in marks_of(telling, wires=wires):
            sets.join(first_with.setdefault(mark, place), place)
    members: dict[int, list[_Spoken]] = {}
    for place, telling in enumerate(tellings):
        members.setdefault(sets.root(place), []).append(telling)
    return members.values()


def marks_of(telling: Spoken, *, wires: bool = True) -> Iterable[str]:
    """Yield the features by which a telling belongs to a voice: p, d or q before a publisher, document or quote.

    Without `wires`, its quote is known to be no copy.
    """
    if mark := _source_mark(telling):
        yield mark
    if wires and telling.quote and len(text := normal(telling.quote)) >= WIRE:
        yield f"q{text}"


def _source_mark(telling: Spoken) -> str:
    """Name the publisher of a telling, else its document; "" without a document."""
    if telling.document is None:
        return ""
    return f"p{publisher_key(telling.publisher)}" if telling.publisher else f"d{telling.document}"


def _end_apart(quotes: Sequence[str]) -> bool:
    """Check that the last letters of the quotes differ, so that no two are one wire text; False also if unclear.

    Normal forms take a third of the time of grouping a large load, and few quotes are copies. Of a text of WIRE
    characters in normal form at least half are letters or digits: words are parted by one space.
    """
    if len(quotes) < 2:
        return True
    ends = {quote.rstrip(_SILENT)[-1:].lower() for quote in quotes}
    if len(ends) == len(quotes) and all(end.isascii() and end.isalnum() for end in ends):
        return True
    together = "".join(quotes)
    if not together.isascii() or any(sign in together for sign in _READ_AS_WORDS):
        return False
    texts = [quote.encode().translate(_LOWER, _SIGNS) for quote in quotes]
    return len({text[-WIRE // 2 :] for text in texts}) == len(quotes)


def _voice(tellings: Sequence[Telling]) -> Voice:
    publishers = {telling.publisher for telling in tellings if telling.publisher and telling.document is not None}
    names = publishers or {telling.document for telling in tellings if telling.document is not None}
    return Voice(min(names, default=""), _best(tellings), tuple(tellings))


def _best(tellings: Iterable[Spoken]) -> float | None:
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
