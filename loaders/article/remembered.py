"""Remember the results of functions by word, faster than a cache that is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_Result = TypeVar("_Result")

LARGEST = 16_000
"""Words that a memory has at most: those of hundreds of articles; names that come once soon make room."""


class Remembered(dict[str, _Result], Generic[_Result]):
    """The results of a function by word; all are forgotten when it is full."""

    def __init__(self, compute: Callable[[str], _Result]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, word: str) -> _Result:
        if len(self) >= LARGEST:
            self.clear()
        result = self[word] = self._compute(word)
        return result
