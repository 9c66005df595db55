"""The table of tellings: they are appended as they come, and summed up into relations when the file has ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import Any

from ...model import Facts
from ...schema import Schema
from .documents import GRADE, GRADE_BITS, Publishers
from .merge import drop_indexes, regrade_documents, reweigh, sum_up, untold
from .row_cache import Terms, last_number
from .runs import Runs
from .value_rows import Alone, Sums


class TellingTable:
    """The tellings of a file that is being written."""

    def __init__(self, database: sqlite3.Connection, schema: Schema, terms: Terms, publishers: Publishers) -> None:
        self._database = database
        self._schema = schema
        self._terms = terms
        self._last = last_number(database, "telling")
        sums = Sums(database)
        self._alone = Alone(terms, sums, schema)
        self._runs = Runs(publishers, sums)
        self._told = self._covered = 0
        self._indexed = True

    def add(self, batch: Facts) -> None:
        """Add tellings; both ends must have been added, and so must the document."""
        if not batch.relation_ids:
            return
        if self._indexed and self._told >= self._last:
            # As many new as there are already: then sorting once beats keeping indexes right row by row.
            drop_indexes(self._database)
            self._indexed = False
        names, worths, details = zip(*self._worths(batch), strict=True)
        documents = [one >> GRADE_BITS or None for one in batch.documents]
        rows: Iterable[tuple[Any, ...]] = zip(
            batch.relation_ids, batch.sources, batch.targets, names, batch.starts, batch.ends, worths,
            documents, batch.paragraphs, batch.credibilities, batch.quotes, details, strict=True,
        )  # fmt: skip
        if self._indexed:
            rows = untold(self._database, list(rows))
        self._told += self._database.executemany(_ADD, rows).rowcount

    def weigh(self, schema: Schema, changed: Iterable[str]) -> None:
        """Go by another schema from now on, in which some relations have changed."""
        self._schema = self._alone.schema = schema
        for name in changed:
            if name in self._terms:
                reweigh(self._database, schema, self._terms[name])

    def finish(self, judged_anew: Collection[int]) -> tuple[int, int]:
        """Return how many relations and tellings are new; all that was told is summed up.

        `judged_anew`: the numbers of documents that no longer lend their tellings the same grades.
        """
        lost = gone = 0
        if self._told:
            lost, gone = sum_up(self._database, self._schema, self._last, indexed=self._indexed)
        if judged_anew:
            regrade_documents(self._database, self._schema, judged_anew)
        return self._told - self._covered - lost, self._told - gone

    def _worths(self, batch: Facts) -> list[tuple[Any, ...]]:
        """Return the columns of the tellings that `Alone` has, summed up where they stand together."""
        grades = [one & GRADE for one in batch.documents]
        told = zip(batch.relations, grades, batch.credibilities, batch.details, strict=True)
        found = list(map(self._alone.__getitem__, told))
        if not self._indexed:
            self._covered += self._runs.add_up(batch, found, self._schema)
        return found


_ADD = """
INSERT INTO telling (relation, source, target, name, starts, ends, worth, document, paragraph, credibility, quote,
    details)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
