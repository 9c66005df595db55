"""Entities of one type that have near names, or an identifier in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, islice, pairwise, product
from typing import NamedTuple

from ..model import Entity
from ..names import EXACT
from .blocking import NameIndex
from .identifiers import identifiers
from .name_score import name_score, name_words, words_score

MOST = 20
"""The most entities of one name, or identifier, of which all pairs are listed; of more, each with the next."""

Pair = tuple[str, str]
"""Ids of two entities, in order."""


Owner = tuple[str, str]
"""The id of an entity, and a name as it is written there."""


class Likeness(NamedTuple):
    """The most similar names of two entities, and their score."""

    score: float
    names: tuple[str, str]


class NearEntities:
    """The names and identifiers of the entities of one type."""

    def __init__(self, type_: str) -> None:
        self._person = type_ == "Person"
        self._exact = type_ in EXACT
        self._index = NameIndex()
        self._texts: list[str] = []  # a spelling of each name, by its number in the index
        self._owners: list[list[Owner]] = []
        self._numbers: dict[str, int] = {}  # of names by their words
        self._identified: dict[tuple[str, str], list[Owner]] = {}

    def add(self, entity: Entity) -> None:
        """Add an entity."""
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            self._add_name(name, entity.id)
        for key, values in identifiers(entity.attributes).items():
            for value in values:
                self._identified.setdefault((key, value), []).append((entity.id, entity.name))

    def pairs(self, least: float, among: Collection[str] | None = None) -> dict[Pair, Likeness]:
        """List the pairs whose names score `least` or more, or that share an identifier.

        `among`: only pairs with one of these entities.
        """
        near: dict[Pair, Likeness] = {}
        for score, number, other in self._alike(least, among):
            for first, second in _pairs(self._owners[number], self._owners[other]):
                pair = first[0], second[0]
                if _wanted(pair, among) and (pair not in near or score > near[pair].score):
                    near[pair] = Likeness(score, (first[1], second[1]))
        for owners in self._identified.values():
            for first, second in _pairs(owners, owners):
                pair, names = (first[0], second[0]), (first[1], second[1])
                if _wanted(pair, among) and pair not in near:
                    near[pair] = Likeness(name_score(*names, person=self._person), names)
        return near

    def _add_name(self, name: str, id_: str) -> None:
        words = name_words(name, person=self._person)
        key = name.casefold() if self._exact else " ".join(words.all)
        if not key:
            return
        number = self._numbers.setdefault(key, len(self._texts))
        if number == len(self._texts):
            self._texts.append(name)
            self._owners.append([])
            if not self._exact:
                self._index.add(words, person=self._person)
        owners = self._owners[number]
        if not owners or owners[-1][0] != id_:
            owners.append((id_, name))

    def _alike(self, least: float, among: Collection[str] | None) -> Iterator[tuple[float, int, int]]:
        """Yield the numbers of names that score `least` or more, and their score."""
        yield from ((1.0, number, number) for number, owners in enumerate(self._owners) if len(owners) > 1)
        if self._exact:
            return
        only = None
        if among is not None:
            only = [number for number, owners in enumerate(self._owners) if any(id_ in among for id_, _ in owners)]
        for number, other in self._index.pairs(least, only):
            words = (name_words(self._texts[place], person=self._person) for place in (number, other))
            if (score := words_score(*words, person=self._person)) >= least:
                yield score, number, other


def _pairs(owners: list[Owner], others: list[Owner]) -> Iterator[tuple[Owner, Owner]]:
    """Yield the pairs of owners of two names, or of one (`owners` is `others`), in order; of many only some."""
    pairs: Iterable[tuple[Owner, Owner]]
    if owners is others:
        pairs = combinations(owners, 2) if len(owners) <= MOST else pairwise(owners)
    else:
        pairs = islice(product(owners, others), MOST * MOST)
    for first, second in pairs:
        if first[0] != second[0]:
            yield (first, second) if first[0] < second[0] else (second, first)


def _wanted(pair: Pair, among: Collection[str] | None) -> bool:
    return among is None or pair[0] in among or pair[1] in among
