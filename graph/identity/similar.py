"""Names and words spelt almost alike, the same in every store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

ALIKE = 0.6
"""The least likeness, from 0 to 1, of a name that is offered for an unknown one."""

BESIDE = 500
"""Ids of documents on each side of an unknown one, in alphabetical order, that are compared with it."""

CANDIDATES = 300
"""The most normal forms that a store offers for comparison: the ones that share most pieces with the wanted one."""

SHORTEST, LONGEST = 5, 300
"""Letters of the shortest and the longest name reported as near another: Iran is no misspelt Iraq."""

PREFIX = 2
"""Letters at the beginning that near names must share."""


def pieces(form: str) -> list[str]:
    """List pieces of three letters spread evenly over a normal form, eight at most.

    A store offers the CANDIDATES that have at least a third of them: those with most pieces first, of these those of
    the most similar length, then in alphabetical order.
    """
    parts = [word[at : at + 3] for word in form.split() for at in range(max(1, len(word) - 2))]
    return list(dict.fromkeys(parts[:: -(-len(parts) // 8)])) if parts else []


def closest(form: str, candidates: Iterable[str]) -> list[str]:
    """List the candidate forms that are like the given one, the most alike first."""
    likeness = {candidate: _likeness(form, candidate) for candidate in candidates}
    close = (candidate for candidate in likeness if likeness[candidate] >= ALIKE)
    return sorted(close, key=lambda candidate: (-likeness[candidate], candidate))


def _likeness(wanted: str, known: str) -> float:
    """Rate the similarity of two names, or of the wanted name and one word of the known one, from 0 to 1."""
    from rapidfuzz.distance.Indel import normalized_similarity

    words = known.split() if " " not in wanted and " " in known else []
    whole = normalized_similarity(known, wanted)
    return max([whole, *(0.95 * normalized_similarity(word, wanted) for word in words)])


def near_pairs(forms: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a form and a known one that may be misspellings of each other.

    They differ in one letter or two swapped ones, or in vowels and doubled letters only; never in digits.

    >>> list(near_pairs(["isreal", "iran"], ["israel", "iraq", "isreal"]))
    [('isreal', 'israel')]
    """
    by_digits: dict[str, list[str]] = {}
    for form in forms:
        if SHORTEST <= len(form) <= LONGEST:
            by_digits.setdefault(_digits(form), []).append(form)
    others: dict[str, list[str]] = {}
    for other in known:
        if (digits := _digits(other)) in by_digits:
            others.setdefault(digits, []).append(other)
    for digits, forms_with_digits in others.items():
        if len(forms_with_digits) > 1 or forms_with_digits != by_digits[digits]:  # else a form alone with itself
            yield from _near(by_digits[digits], forms_with_digits)


def _near(forms: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the near pairs of forms with the same digits."""
    by_key: dict[str, set[str]] = {}
    lengths = set()
    for form in forms:
        lengths.add(len(form))
        for key in _near_keys(form):
            by_key.setdefault(key, set()).add(form)
    for other in others:
        if any(length in lengths for length in range(len(other) - _SPREAD, len(other) + _SPREAD + 1)):
            near = {form for key in _near_keys(other) for form in by_key.get(key, ())}
            yield from ((form, other) for form in sorted(near) if _is_near(form, other))


def _digits(form: str) -> str:
    if form.isascii():
        return "".join(_ASCII_DIGITS.findall(form))
    return "".join(filter(str.isdigit, form)) if any(map(str.isdigit, form)) else ""


_ASCII_DIGITS = re.compile("[0-9]+")
_SPREAD = 3  # the largest difference in length of near names
_VOWELS = re.compile(r"[aeiouy\s]+")
_DOUBLED = re.compile(r"(.)\1+")


def _near_keys(form: str) -> Iterator[str]:
    """Yield the keys of a form; near names share one: the form without any one letter, or its consonants."""
    yield form
    for at in range(len(form)):
        yield form[:at] + form[at + 1 :]
    if len(consonants := _consonants(form)) >= SHORTEST:
        yield f"={consonants}"


def _consonants(form: str) -> str:
    return form[0] + _DOUBLED.sub(r"\1", _VOWELS.sub("", form[1:]))


def _is_near(form: str, other: str) -> bool:
    if form == other:
        return False
    if _consonants(form) == _consonants(other):
        return True
    if len(form) != len(other):
        shorter, longer = sorted((form, other), key=len)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    differing = [at for at in range(len(form)) if form[at] != other[at]]
    first, last = differing[0], differing[-1]
    is_swapped = last == first + 1 and form[first] == other[last] and form[last] == other[first]
    return first == last or is_swapped
