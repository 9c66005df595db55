"""The words of a saved question that name documents."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any


def renamed_words(words: Any, documents: Mapping[str, str]) -> Any:
    """Rename documents in the words of a saved question; a value that is no list of texts stays.

    >>> renamed_words(["whatif", "--without=a", "evidence", "--document", "b"], {"a": "c", "b": "d"})
    ['whatif', '--without=c', 'evidence', '--document', 'd']
    """
    if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
        return words
    return [_renamed_word(before, word, documents) for before, word in pairwise(["", *words])]


def _renamed_word(before: str, word: str, documents: Mapping[str, str]) -> str:
    if before in _NAMING_DOCUMENTS:
        return documents.get(word, word)
    flag, equals, value = word.partition("=")
    return f"{flag}={documents.get(value, value)}" if equals and flag in _NAMING_DOCUMENTS else word


_NAMING_DOCUMENTS = ("--document", "--without")
"""The options of queries whose value may be the id of a document."""
