"""Suggestions for counts that are written in words: which number, or which bound, to write instead."""

from __future__ import annotations

import re
from collections.abc import Collection

_NUMBERS = {
    "zero": 0, "no": 0, "half a": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_TIMES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_TENS = 20
_RANGE = re.compile(r"(?:between |from )?(\d+) ?(?:-|–|—|to|and|or) ?(\d+)")
_COUNTED = re.compile(r"\b([a-z]+(?: a)?)(?:[ -]([a-z]+))?$")


def suggested(words: str, bounds: Collection[str]) -> str:
    """Write what to give instead of a count, from its words in lower case; "" if that is unclear.

    >>> suggested("two dozen", ()), suggested("more than five", ["more than"]), suggested("12-15", ())
    (' Write 24.', ' Write “more than 5”.', ' Write “at least 12” or “up to 15”.')
    """
    if match := _RANGE.fullmatch(words):
        return f" Write “at least {match[1]}” or “up to {match[2]}”."
    for start in (match.start() for match in re.finditer(r"(?<![\w-])[a-z]", words)):
        match = _COUNTED.match(words, start)
        number = _number(match[1], match[2]) if match else None
        if number is not None and not start:
            return f" Write {number}."
        if number is not None and words[:start].strip() in bounds:
            return f" Write “{words[:start]}{number}”."
    return ""


def _number(first: str, second: str | None) -> int | None:
    """Compute the number that one or two words mean."""
    if first not in _NUMBERS:
        return None
    number = _NUMBERS[first]
    if second is None:
        return int(number) if number >= 1 or first in ("zero", "no") else None
    if second in _TIMES:
        return int(number * _TIMES[second])
    units = _NUMBERS.get(second, 0)
    return int(number + units) if number >= _TENS and 0 < units < 10 else None
