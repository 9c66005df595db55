"""Counts of what a store contains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Counts(NamedTuple):
    """Numbers of documents, entities, relations and tellings, stored, added or removed."""

    documents: int = 0
    entities: int = 0
    relations: int = 0
    tellings: int = 0


class Statistics(NamedTuple):
    """The contents of a store: totals, counts by type and by relation, first and last date."""

    totals: Counts
    types: Mapping[str, int]
    relations: Mapping[str, int]
    first: str | None
    last: str | None
