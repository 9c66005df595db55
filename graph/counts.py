"""Counts in facts: a number, a bound in words, or a vague word (docs/semantics.md, Facts files)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from .errors import InputError

inf = float("inf")  # not math.inf: importing math slows the start of every command

VAGUE = frozenset(
    ("a few", "countless", "dozens", "few", "hundreds", "many", "millions", "numerous", "scores", "several", "some",
     "tens", "thousands", "unknown number")
)  # fmt: skip
"""Vague words for counts: they contradict no count and add nothing to a sum."""

_LOWER = ("at least", "no fewer than", "no less than", "over", "from")
_ABOVE = ("more than", "greater than", ">")
_UPPER = ("up to", "at most", "no more than", "as many as")
_BELOW = ("fewer than", "less than", "under", "below", "<")
_ABOUT = (
    "about", "around", "some", "nearly", "almost", "approximately", "roughly", "circa", "c.", "ca.", "~", "close to",
)  # fmt: skip
_WORDS = sorted((*_LOWER, *_ABOVE, *_UPPER, *_BELOW, *_ABOUT), key=len, reverse=True)
_BOUND = re.compile("|".join(map(re.escape, _WORDS)))
_NUMBER = re.compile(r"(\d+|\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+)(\+)?")


class Count(NamedTuple):
    """The range of a count in whole numbers, and the number that it adds to a sum."""

    low: float
    high: float
    value: int

    def meets(self, other: Count) -> bool:
        """Check whether both may be the same number."""
        return self.low <= other.high and other.low <= self.high


def read_count(value: Any) -> Count | None:
    """Read a count as a range, or None for a vague word; raises InputError for anything else.

    >>> read_count(5), read_count("at least 12"), read_count("several")
    (Count(low=5, high=5, value=5), Count(low=12, high=inf, value=12), None)
    """
    if isinstance(value, str):
        return _read_words(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0 or value != value // 1:
        raise InputError(_REFUSAL.format(value))
    return Count(int(value), int(value), int(value))


def stored_count(value: Any) -> Any:
    """Convert a text with a number to a number, for storing; raises InputError if it is no count."""
    count = read_count(value)
    return count.value if count is not None and count.low == count.high and not _has_words(value) else value


def _has_words(value: Any) -> bool:
    return isinstance(value, str) and not _NUMBER.fullmatch(value.strip())


def differ(values: Iterable[Any]) -> bool:
    """Check whether counts cannot all be the same number; values that are no counts are ignored."""
    counts = known_counts(values)
    return bool(counts) and max(count.low for count in counts) > min(count.high for count in counts)


def known_counts(values: Iterable[Any]) -> list[Count]:
    """List the ranges of some counts, without vague words and values that are no counts."""
    counts = []
    for value in values:
        try:
            count = read_count(value)
        except InputError:
            continue
        if count is not None:
            counts.append(count)
    return counts


@lru_cache(maxsize=5_000)
def _read_words(text: str) -> Count | None:
    words = " ".join(text.casefold().split())
    if words in VAGUE or words.removesuffix(" of") in VAGUE or _VAGUE_OF.fullmatch(words):
        return None
    bound = _BOUND.match(words)
    rest = words[bound.end() :].strip() if bound else words
    if rest in VAGUE:
        return None
    number = _NUMBER.fullmatch(rest)
    if number is None:
        raise InputError(_REFUSAL.format(text))
    value = int(re.sub(r"\D", "", number[1]))
    if number[2]:
        return Count(value, inf, value)
    return _bounded(bound[0] if bound else "", value)


def _bounded(word: str, value: int) -> Count:
    if word in _LOWER:
        return Count(value, inf, value)
    if word in _ABOVE:
        return Count(value + 1, inf, value)
    if word in _UPPER:
        return Count(0, value, value)
    if word in _BELOW:
        return Count(0, value - 1, value)
    if word in _ABOUT:
        return Count(value * 0.8, value * 1.2, value)
    return Count(value, value, value)


_VAGUE_OF = re.compile(r"(?:tens|hundreds|scores|dozens) of (?:thousands|millions|hundreds)")
_REFUSAL = "count is a whole number, a bound like “at least 12”, or a word like “several”, not {!r}."
