"""Worths of relations: strength, confidence, modality and disputes, each combination once in the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

from ...disputes import LAST_RANK
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


class Worths:
    """The file's numbers of worths, cached."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._numbers: dict[Worth, int] = {}

    def number(self, worth: Worth) -> int:
        """Look up the number of a worth; a new one is written to the file."""
        if worth not in self._numbers:
            remember(self._numbers, worth, self._stored(worth))
        return self._numbers[worth]

    def _stored(self, worth: Worth) -> int:
        """Read the number of a worth from the file, or write it there."""
        row = self._database.execute(_FIND, worth).fetchone()
        if row is not None:
            return int(row[0])
        added = self._database.execute(_ADD, (weight(worth.strength, worth.confidence), *worth))
        return int(added.lastrowid or 0)


class Counted(dict[int, bool]):
    """Whether the relations of a worth are asserted or claimed, by its number."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, number: int) -> bool:
        (modality,) = self._database.execute("SELECT modality FROM worth WHERE n = ?", [number]).fetchone()
        is_counted = bool(modality <= LAST_RANK)
        remember(self, number, is_counted)
        return is_counted

    def any_of(self, numbers: Iterable[int | None]) -> bool:
        """Check whether any of these relations is; None stands for no relation."""
        return any(number is not None and self[number] for number in numbers)


_FIND = "SELECT n FROM worth WHERE strength = ? AND confidence IS ? AND modality = ? AND disputed = ?"
_ADD = "INSERT INTO worth (weight, strength, confidence, modality, disputed) VALUES (?, ?, ?, ?, ?)"


def worth_of(relation: Merged, usual: float) -> Worth:
    """Make the worth of a relation; `usual` is the strength of its kind."""
    strength = relation.attributes.get("strength", usual)
    return Worth(strength, relation.confidence, RANK[relation.modality], bits_of(relation.disputed))


class LoneWorths:
    """A cache of the columns of tellings that are the only ones of their keys: term, worth, and details.

    "" stands for no details: binding None takes sqlite3 five times as long as binding a text.
    """

    def __init__(self, terms: Terms, worths: Worths, schema: Schema) -> None:
        self._terms, self._worths, self._schema = terms, worths, schema
        self._columns: dict[LoneTelling, tuple[Any, ...]] = {}

    def columns(self, tellings: Iterable[LoneTelling]) -> list[tuple[Any, ...]]:
        """Look up the columns of tellings; new terms and worths are written to the file."""
        cached = self._columns.get
        return [cached(telling) or self._add(telling) for telling in tellings]

    def use(self, schema: Schema) -> None:
        """Replace the schema, and drop what was computed by the old one."""
        self._schema = schema
        self._columns.clear()

    def _add(self, telling: LoneTelling) -> tuple[Any, ...]:
        """Compute the columns of a telling, and cache them."""
        name, reliability, credibility, text = telling
        details = read_details(text) if text else {}
        strength = details.get("attributes", {}).get("strength", self._schema.relations[name].strength)
        if reliability == RETRACTED_GRADE or details.get("reviewed") == REJECTED:
            worth = Worth(strength, None, RANK[RETRACTED], 0)
        else:
            grades = details.get("given"), credibility, RELIABILITIES[reliability], grading_extraction(details)
            worth = Worth(strength, telling_confidence(*grades), RANK[details.get("modality", MODALITIES[0])], 0)
        columns = self._terms.number(name), self._worths.number(worth), text or ""
        remember(self._columns, telling, columns)
        return columns
