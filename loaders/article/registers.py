"""What the sentences of an article are about by their words: sport, fiction, trade or war."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from . import data

_Words = tuple[str, ...]


class _Marks(NamedTuple):
    """The registers by a word that shows them, alone (then with no phrase) or as the rarest of a phrase."""

    known: frozenset[str]
    names: dict[str, list[tuple[str, _Words]]]


@cache
def _marks() -> _Marks:
    """Read the data file for looking up all registers of a sentence at once."""
    lines = _lines("registers.txt")
    frequency = Counter(word for _, phrases in lines for phrase in phrases for word in phrase)
    names: dict[str, list[tuple[str, _Words]]] = defaultdict(list)
    for name, phrases in lines:
        for phrase in phrases:
            rarest = min(phrase, key=lambda word: (frequency[word], -len(word)))
            names[rarest].append((name, phrase if len(phrase) > 1 else ()))
    return _Marks(frozenset(names), names)


def _lines(file: str) -> list[tuple[str, list[_Words]]]:
    """List what each line of a data file has: "[sport] match", "[sport phrases] world cup | head coach"."""
    lines = [line.removeprefix("[").partition("] ")[::2] for line in data.lines(file)]
    return [
        (label.removesuffix(" phrases"), [tuple(each.split()) for each in text.split("|")])
        if label.endswith(" phrases")
        else (label, [(word,) for word in text.split()])
        for label, text in lines
    ]


@cache
def harm_words(name: str) -> frozenset[str]:
    """Read a list of words about acts of violence."""
    return frozenset(word for label, words in _lines("harm.txt") if label == name for (word,) in words)


@lru_cache(maxsize=256)
def registers_of(lower: _Words) -> frozenset[str]:
    """Find the registers of a sentence by its words in lower case.

    >>> sorted(registers_of(("they", "lost", "on", "penalties", "in", "the", "thriller")))
    ['fiction', 'sport']
    """
    marks = _marks()
    found = marks.known.intersection(lower)
    return frozenset(
        [name for word in found for name, phrase in marks.names[word] if not phrase or _has_phrase(lower, phrase)]
    )


def _has_phrase(lower: _Words, phrase: _Words) -> bool:
    starts = (at for at, word in enumerate(lower) if word == phrase[0])
    return any(lower[at : at + len(phrase)] == phrase for at in starts)


class Subjects:
    """What an article is about by the registers of its sentences."""

    def __init__(self, registers: Sequence[frozenset[str]]) -> None:
        self._registers = registers

    @cached_property
    def are_warlike(self) -> bool:
        """Check whether more sentences speak of arms or troops than of play or trade."""
        peaceful = sum(not each.isdisjoint(_PEACEFUL) for each in self._registers)
        return sum("war" in each for each in self._registers) > peaceful


_PEACEFUL = ("sport", "fiction", "business")
