"""Counts of what a store contains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import sub
from typing import NamedTuple


class Counts(NamedTuple):
    """Numbers of documents, entities, relations and tellings, stored, added or removed."""

    documents: int = 0
    entities: int = 0
    relations: int = 0
    tellings: int = 0


def total(counts: Iterable[Counts]) -> Counts:
    """Add up counts.

    >>> total([Counts(1, 2), Counts(entities=3)])
    Counts(documents=1, entities=5, relations=0, tellings=0)
    """
    return Counts(*map(sum, zip(*counts, strict=True)))


def difference(after: Counts, before: Counts) -> Counts:
    """Subtract counts.

    >>> difference(Counts(1, 5), Counts(1, 3))
    Counts(documents=0, entities=2, relations=0, tellings=0)
    """
    return Counts(*map(sub, after, before))


class Statistics(NamedTuple):
    """The contents of a store: totals, counts by type and by relation, first and last date."""

    totals: Counts
    types: Mapping[str, int]
    relations: Mapping[str, int]
    first: str | None
    last: str | None
