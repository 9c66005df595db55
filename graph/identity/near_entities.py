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
"""Entities with one name, or identifier, of which all pairs are near; of more, each and the next."""

Pair = tuple[str, str]
"""Ids of two entities, in order."""


class Likeness(NamedTuple):
    """The score of the names of two entities that are most alike, and these names."""

    score: float
    names: tuple[str, str]


class NearEntities:
    """The names and identifiers of the entities of one type."""

    def __init__(self, type_: str) -> None:
        self._person = type_ == "Person"
        self._exact = type_ in EXACT
        self._index = NameIndex()
        self._texts: list[str] = []  # names by their number in the index
        self._owners: list[list[str]] = []  # and the ids of their entities
        self._numbers: dict[str, int] = {}  # of names by their words
        self._identified: dict[tuple[str, str], list[str]] = {}
        self._names: dict[str, str] = {}  # of entities with an identifier

    def add(self, entity: Entity) -> None:
        """Add an entity."""
        for name in dict.fromkeys((entity.name, *entity.aliases)):
            self._add_name(name, entity.id)
        for key, values in identifiers(entity.attributes).items():
            for value in values:
                self._identified.setdefault((key, value), []).append(entity.id)
                self._names[entity.id] = entity.name

    def pairs(self, least: float, among: Collection[str] | None = None) -> dict[Pair, Likeness]:
        """Return the pairs whose names score `least` or more, or that have an identifier in common.

        `among`: only pairs with one of these entities.
        """
        near: dict[Pair, Likeness] = {}
        for score, number, other in self._alike(least, among):
            likeness = Likeness(score, (self._texts[number], self._texts[other]))
            for pair in _pairs(self._owners[number], self._owners[other]):
                if _wanted(pair, among) and (pair not in near or score > near[pair].score):
                    near[pair] = likeness if pair[0] in self._owners[number] else _turned(likeness)
        for ids in self._identified.values():
            for pair in _pairs(ids, ids):
                if _wanted(pair, among) and pair not in near:
                    names = self._names[pair[0]], self._names[pair[1]]
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
        if id_ not in self._owners[number][-1:]:
            self._owners[number].append(id_)

    def _alike(self, least: float, among: Collection[str] | None) -> Iterator[tuple[float, int, int]]:
        """Yield the numbers of names that score `least` or more, and their score."""
        yield from ((1.0, number, number) for number, ids in enumerate(self._owners) if len(ids) > 1)
        if self._exact:
            return
        only = None
        if among is not None:
            only = [number for number, ids in enumerate(self._owners) if any(id_ in among for id_ in ids)]
        for number, other in self._index.pairs(least, only):
            words = (name_words(self._texts[one], person=self._person) for one in (number, other))
            if (score := words_score(*words, person=self._person)) >= least:
                yield score, number, other


def _pairs(ids: list[str], others: list[str]) -> Iterable[Pair]:
    """Return the pairs of entities of two names, or (`ids` is `others`) of one; only some where they are many."""
    if ids is others:
        pairs = combinations(ids, 2) if len(ids) <= MOST else pairwise(ids)
    else:
        pairs = islice(product(ids, others), MOST * MOST)
    return {(first, second) if first < second else (second, first) for first, second in pairs if first != second}


def _wanted(pair: Pair, among: Collection[str] | None) -> bool:
    return among is None or pair[0] in among or pair[1] in among


def _turned(likeness: Likeness) -> Likeness:
    return likeness._replace(names=likeness.names[::-1])
