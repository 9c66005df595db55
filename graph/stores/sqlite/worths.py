"""Worths of relations: strength, confidence, modality and disputes, each combination once in the file."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple, TypeAlias

from ...grading import telling_confidence, weight
from ...loading.documents import remember
from ...merging import Merged
from ...model import MODALITIES, RANK, REJECTED, RETRACTED
from ...schema import Schema
from ...telling_details import grading_extraction, read_details
from .dispute_bits import bits_of
from .documents import RELIABILITIES, RETRACTED_GRADE
from .row_cache import Terms

LoneTelling: TypeAlias = tuple[str, int, int | None, str | None]
"""Relation, reliability (as `grade_of` has it), credibility and details of a telling."""


class Worth(NamedTuple):
    """The worth of a relation; `modality` is a rank, `disputed` has a bit for each of DISPUTES."""

    strength: float
    confidence: float | None
    modality: int
    disputed: int


class Worths(dict[Worth, int]):
    """The file's numbers of worths; a new worth is written at first use."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, worth: Worth) -> int:
        row = self._database.execute(_FIND, worth).fetchone()
        if row is None:
            added = self._database.execute(_ADD, (weight(worth.strength, worth.confidence), *worth))
            number = int(added.lastrowid or 0)
        else:
            number = int(row[0])
        remember(self, worth, number)
        return number


_FIND = "SELECT n FROM worth WHERE strength = ? AND confidence IS ? AND modality = ? AND disputed = ?"
_ADD = "INSERT INTO worth (weight, strength, confidence, modality, disputed) VALUES (?, ?, ?, ?, ?)"


def worth_of(relation: Merged, usual: float) -> Worth:
    """Make the worth of a relation; `usual` is the strength of its kind."""
    strength = relation.attributes.get("strength", usual)
    return Worth(strength, relation.confidence, RANK[relation.modality], bits_of(relation.disputed))


class LoneWorths(dict[LoneTelling, tuple[Any, ...]]):
    """The columns of a telling that is the only one of its key: term, worth, and details.

    "" stands for no details: sqlite3 takes five times as long to bind None as to bind a text.
    """

    def __init__(self, terms: Terms, worths: Worths, schema: Schema) -> None:
        super().__init__()
        self._terms, self._worths, self.schema = terms, worths, schema

    def __missing__(self, telling: LoneTelling) -> tuple[Any, ...]:
        name, reliability, credibility, text = telling
        details = read_details(text) if text else {}
        strength = details.get("attributes", {}).get("strength", self.schema.relations[name].strength)
        if reliability == RETRACTED_GRADE or details.get("reviewed") == REJECTED:
            worth = Worth(strength, None, RANK[RETRACTED], 0)
        else:
            grades = details.get("given"), credibility, RELIABILITIES[reliability], grading_extraction(details)
            worth = Worth(strength, telling_confidence(*grades), RANK[details.get("modality", MODALITIES[0])], 0)
        columns = self._terms[name], self._worths[worth], text or ""
        remember(self, telling, columns)
        return columns
