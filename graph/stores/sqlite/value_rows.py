"""What a telling is worth: by itself, as the only one of its relation, and together with others."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from ...grading import rounded, telling_confidence
from ...loading.documents import remember
from ...merging import RANK, graded
from ...model import MODALITIES
from ...schema import Schema
from .documents import RELIABILITIES
from .row_cache import Terms

Sum: TypeAlias = tuple[float, float | None, int]
"""Strength, confidence and modality of a relation."""

Told: TypeAlias = tuple[str, int, int | None, str | None]
"""Relation, reliability (as a place in RELIABILITIES), credibility and details of a telling."""


class Said(NamedTuple):
    """What a telling by itself is worth: confidence and strength where it has them, and its modality's rank."""

    confidence: float | None
    strength: float | None
    modality: int


@lru_cache(maxsize=10_000)
def said(details: str | None, credibility: int | None, reliability: str | None) -> Said:
    """Return what the grades of a telling, its document and its details come to."""
    told = json.loads(details) if details else {}
    strength = told.get("attributes", {}).get("strength")
    modality = RANK[told.get("modality", MODALITIES[0])]
    return Said(telling_confidence(told.get("given"), credibility, reliability), strength, modality)


def together(tellings: Collection[tuple[Said, str]], usual: float) -> Sum:
    """Return what a relation is worth by what its tellings and their publishers say.

    `usual` is the strength of its kind, for when none of them states one.
    """
    modality, confidence = graded((said.modality, publisher, said.confidence) for said, publisher in tellings)
    strength = max((said.strength for said, _ in tellings if said.strength is not None), default=usual)
    return strength, confidence, modality


class Sums(dict[Sum, int]):
    """The numbers under which the file holds what relations are worth; what is new gets one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, worth: Sum) -> int:
        held = self._database.execute(_FIND, worth).fetchone()
        strength, confidence, _ = worth
        weight = rounded(strength * (1.0 if confidence is None else confidence))
        number = int(held[0] if held else self._database.execute(_ADD, (weight, *worth)).lastrowid or 0)
        remember(self, worth, number)
        return number


_FIND = "SELECT n FROM worth WHERE strength = ? AND confidence IS ? AND modality = ?"
_ADD = "INSERT INTO worth (weight, strength, confidence, modality) VALUES (?, ?, ?, ?)"


class Alone(dict[Told, tuple[Any, ...]]):
    """The columns of a relation told once: its number, that of its worth, and the details of the telling.

    "" stands for no details: sqlite3 takes five times as long to bind None as to bind a text.
    """

    def __init__(self, terms: Terms, sums: Sums, schema: Schema) -> None:
        super().__init__()
        self._terms, self._sums, self.schema = terms, sums, schema

    def __missing__(self, told: Told) -> tuple[Any, ...]:
        name, reliability, credibility, details = told
        alone = said(details, credibility, RELIABILITIES[reliability])
        worth = together([(alone, "")], self.schema.relations[name].strength)
        known = self._terms[name], self._sums[worth], details or ""
        remember(self, told, known)
        return known
