"""Nouns that say what a name or a phrase stands for: troops, Ministry, rebels, province."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from .. import data
from ..lexicon import noun_lemma
from ..remembered import LARGEST

_LINE = re.compile(r"\[(\w+)(?: (\w+))?(?: (\w+))?(?: (\w+))?\] (.*)")


class Head(NamedTuple):
    """The meaning of a head noun; `what` is its class: troops, government, civilians."""

    type: str
    kind: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Heads:
    """Head nouns by what they head: a name, an actor after an adjective, victims after a number, "the …"."""

    name: dict[str, Head]
    actor: dict[str, Head]
    victim: dict[str, Head]
    description: dict[str, Head]
    modifiers: frozenset[str]  # may stand between "the" and a described head
    offices: frozenset[str]


@cache
def heads() -> Heads:
    """Read the head nouns of the data files."""
    tables: dict[str, dict[str, Head]] = {"name": {}, "actor": {}, "victim": {}, "description": {}}
    modifiers: frozenset[str] = frozenset()
    for line in data.lines("heads.txt"):
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"heads.txt: {line}")
        table, type_, kind, what, words = match.groups()
        if table == "described":
            modifiers = frozenset(words.split())
            continue
        for word in words.split():
            tables[table].setdefault(word, Head(type_, kind, what or kind or type_.lower()))
    people = {word: head for word, head in tables["actor"].items() if head.what != "arms"}
    victims = {**people, **tables["victim"]}
    return Heads(tables["name"], tables["actor"], victims, tables["description"], modifiers, data.words("offices.txt"))


@lru_cache(maxsize=LARGEST)
def is_office(word: str) -> bool:
    """Check whether a word in lower case is a post or title: president, commanders, Gen."""
    word = word.removesuffix("-designate").removesuffix("-elect")
    return word in heads().offices or noun_lemma(word) in heads().offices
