"""Spellings that must be something else in their context: Hutu rebels in an article about Yemen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .. import data
from .aliases import Alias
from .span import Span


def respelled(text: str, spans: Iterable[list[Span]]) -> dict[str, Alias]:
    """Reassign the names of an article by their context, each with the recorded rule."""
    names_by_word: dict[str, list[str]] = {}
    for written in {span.name for row in spans for span in row if span.name}:
        names_by_word.setdefault(written.split()[0], []).append(written)
    aliases: dict[str, Alias] = {}
    for spelling, words, name, type_, kind in data.fields("context.txt"):
        for written in names_by_word.get(spelling, ()):
            if any(re.search(rf"\b{word}\b", text) for word in words.split()):
                aliases[written] = Alias(name, type_, kind, None, f"“{spelling}” beside {words.split()[0]}")
    return aliases
