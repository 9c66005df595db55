"""Recognise the same text in several papers by its sentences, even with parts added or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from .records import Sentence

_SIZE = 16
"""Sentences by which an article is known: those with the smallest hashes, so that two articles choose alike."""
_SHARED = 0.5
_SHORTEST = 6
"""Words of a sentence that counts; shorter ones ("He declined to comment.") stand in many articles."""


def sketch(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Hash the sentences of an article; return the smallest hashes in order."""
    texts = {" ".join(sentence.lower) for sentence in sentences if len(sentence.lower) >= _SHORTEST}
    hashes = (int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big") for text in texts)
    return tuple(sorted(hashes)[:_SIZE])


class Stories:
    """The articles of a run, indexed by their text."""

    def __init__(self) -> None:
        self._names: list[tuple[str, int]] = []
        self._with: dict[int, list[int]] = {}  # numbers of articles by hash of a sentence

    def first_of(self, name: str, story: Sequence[int]) -> str:
        """Find the first article that shares half of its sentences with this one, or this one itself."""
        shared = Counter(number for sentence in story for number in self._with.get(sentence, ()))
        for number in sorted(shared):
            first, size = self._names[number]
            if shared[number] >= _SHARED * min(len(story), size) and shared[number] > 1:
                return first
        for sentence in story:
            self._with.setdefault(sentence, []).append(len(self._names))
        self._names.append((name, len(story)))
        return name
