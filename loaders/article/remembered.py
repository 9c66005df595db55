"""Results of a function by word, in a dictionary, which is looked up faster than any cache is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_Result = TypeVar("_Result")

LARGEST = 50_000
"""Words that are remembered before all are forgotten: more than a thousand articles have."""


class Remembered(dict[str, _Result], Generic[_Result]):
    """The results of a function for words, each computed when it is first looked up."""

    def __init__(self, compute: Callable[[str], _Result]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, word: str) -> _Result:
        if len(self) >= LARGEST:
            self.clear()
        result = self[word] = self._compute(word)
        return result
