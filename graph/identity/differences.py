"""The words in which two names differ, so that pairs with the same difference can be decided together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..names import normal


class Difference(NamedTuple):
    """The words that only the one and only the other name has, in order of their normal forms."""

    words: str
    others: str

    @property
    def key(self) -> tuple[str, str]:
        """A key, equal for names with the same difference; empty if they differ in spelling or order alone."""
        return normal(self.words), normal(self.others)


def difference(name: str, other: str) -> Difference:
    """Find the words in which two names differ.

    >>> difference("Head of Daesh", "Daesh"), difference("North Unit", "the south unit")
    (Difference(words='', others='Head of'), Difference(words='North', others='the south'))
    """
    words, others = list(_words(name)), list(_words(other))
    common = Counter(form for form, _ in words) & Counter(form for form, _ in others)
    first, second = sorted((_left(words, common), _left(others, common)), key=lambda text: (normal(text), text))
    return Difference(first, second)


def _words(name: str) -> Iterator[tuple[str, str]]:
    for word in name.split():
        if form := normal(word, "Person"):
            yield form, word


def _left(words: list[tuple[str, str]], common: Counter[str]) -> str:
    """Join the words that are not common to both."""
    rest = common.copy()
    left = []
    for form, word in words:
        if rest[form]:
            rest[form] -= 1
        else:
            left.append(word)
    return " ".join(left)
