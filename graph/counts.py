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

_LOWER = ("at least", "no fewer than", "no less than", "over", "from", "≥", ">=")
_ABOVE = ("more than", "greater than", ">")
_UPPER = ("up to", "at most", "no more than", "as many as", "≤", "<=")
_BELOW = ("fewer than", "less than", "under", "below", "<")
_ABOUT = (
    "about", "around", "some", "nearly", "almost", "approximately", "roughly", "circa", "c.", "ca.", "~", "≈",
    "close to",
)  # fmt: skip
_SIGNS = {
    ">": "more than", "<": "fewer than", "≥": "at least", ">=": "at least", "≤": "up to", "<=": "up to",
    **dict.fromkeys(("~", "≈", "c.", "ca."), "about"),
}  # fmt: skip
"""Signs for bounds, in the words that are stored for them."""

_AFTER = {"+": "at least", " or more": "at least", " or fewer": "up to", " or less": "up to"}
"""Bounds that follow their number, in the words that are stored for them."""

_WORDS = sorted((*_LOWER, *_ABOVE, *_UPPER, *_BELOW, *_ABOUT), key=len, reverse=True)
_BOUND = re.compile("|".join(map(re.escape, _WORDS)))
_NUMBER = re.compile(r"\d+|\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+")


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
    """Write a count as it is stored: a number, a bound in words with plain digits, or a vague word as given.

    Sums and Cypher read the number that ends it. Raises InputError if it is no count.

    >>> stored_count("1,200"), stored_count("At least 1 200"), stored_count("5+"), stored_count("many")
    (1200, 'at least 1200', 'at least 5', 'many')
    """
    count = read_count(value)
    if count is None:
        return value
    bound = _parted(value)[0] if isinstance(value, str) else ""
    return f"{_SIGNS.get(bound, bound)} {count.value}" if bound else count.value


def differ(values: Iterable[Any]) -> bool:
    """Check whether counts cannot all be the same number; values that are no counts are ignored."""
    counts = known_counts(values)
    return bool(counts) and max(count.low for count in counts) > min(count.high for count in counts)


def spread(values: Iterable[Any]) -> str:
    """Write the least and the greatest of differing counts, "" where all are one number.

    >>> spread([12, "at least 5", "several"]), spread([5, 5]), spread(["several"])
    ('5 to 12', '', '')
    """
    numbers = [count.value for count in known_counts(values)]
    return f"{min(numbers):,} to {max(numbers):,}" if len({*numbers}) > 1 else ""


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
    bound, rest = _parted(words)
    if rest in VAGUE:
        return None
    if _NUMBER.fullmatch(rest) is None:
        from .count_words import suggested  # few files need it

        raise InputError(_REFUSAL.format(text) + suggested(words, _WORDS))
    return _bounded(bound, int(re.sub(r"\D", "", rest)))


def _parted(text: str) -> tuple[str, str]:
    """Part a count in words into its bound ("" for none) and the rest."""
    words = " ".join(text.casefold().split())
    for ending, bound in _AFTER.items():
        if words.endswith(ending) and _NUMBER.fullmatch(number := words.removesuffix(ending)):
            return bound, number
    match = _BOUND.match(words)
    return (match[0], words[match.end() :].strip()) if match else ("", words)


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
