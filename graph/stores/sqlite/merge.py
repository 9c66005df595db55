"""From tellings to relations: what is new is summed up when a file has ended."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from ...schema import Schema
from .connection import SORTING, WRITING
from .documents import PUBLISHER
from .filters import numbers
from .tables import ARROW_INDEXES, INDEXES, TELLING_INDEX
from .value_rows import Sum, Sums, said, together

CHUNK = 20_000
"""Relations summed up at a time: so many that the file is gone through once and not over and over."""

Row = tuple[Any, ...]


def drop_indexes(database: sqlite3.Connection) -> None:
    """Drop the indexes before so much is written that making them anew is the cheaper way."""
    for name in INDEXES:
        database.execute(f"DROP INDEX {name}")


def untold(database: sqlite3.Connection, rows: Sequence[Row]) -> list[Row]:
    """Return those of the rows of tellings that say what no telling says yet; the index must be there."""
    keys = sorted({row[0] for row in rows})
    told = set(database.execute(f"SELECT relation, {', '.join(_SAID)} FROM telling WHERE relation IN {numbers(keys)}"))
    new = []
    for row in rows:
        what = row[0], *row[-len(_SAID) :]
        if what not in told:
            told.add(what)
            new.append(row)
    return new


def sum_up(database: sqlite3.Connection, schema: Schema, last: int, *, indexed: bool) -> tuple[int, int]:
    """Make relations of the tellings that came after number `last`.

    Those whose first telling carries the sum already need nothing; the others, in which more than one does, are
    summed up anew. Return what `regrade` does. Indexes that were dropped are made.
    """
    if not indexed:
        database.execute(f"PRAGMA cache_size = {SORTING}")
        database.execute(TELLING_INDEX)
    touched = f"WHERE relation IN (SELECT relation FROM telling WHERE n > {int(last)})" if indexed else ""
    repeated = f"SELECT relation FROM telling {touched} GROUP BY relation HAVING count(worth) > 1"
    found = regrade(database, schema, array("q", map(itemgetter(0), database.execute(repeated))), last)
    if not indexed:
        for index in ARROW_INDEXES:
            database.execute(index)
        database.execute(f"PRAGMA cache_size = {WRITING}")
    return found


def regrade(database: sqlite3.Connection, schema: Schema, relations: Iterable[int], last: int = 0) -> tuple[int, int]:
    """Sum up some relations anew from their tellings.

    Return how many of the tellings after number `last` are not the first of their relation though they carried a
    sum, and how many tellings said what another says, and are gone.
    """
    terms = database.execute("SELECT n, name FROM term").fetchall()
    strengths = {number: schema.relations[name].strength for number, name in terms if name in schema.relations}
    sums = Sums(database)
    lost = gone = 0
    for chunk in chunks(sorted(relations)):
        rows = sorted(database.execute(_TELLINGS, [json.dumps(chunk)]), key=itemgetter(0, 1))
        told = [list(group) for _, group in groupby(rows, itemgetter(0))]
        lost += sum(row[1] > last for group in told for row in group[1:] if row[_WORTH] is not None)
        tellings = [_different(group) for group in told]
        worths: list[Row] = [(sums[_sum(group, strengths[group[0][2]])], group[0][1]) for group, _ in tellings]
        worths += [(None, row[1]) for group, _ in tellings for row in group[1:]]
        database.executemany("UPDATE telling SET worth = ? WHERE n = ?", sorted(worths, key=itemgetter(1)))
        doubles = sorted(number for _, same in tellings for number in same)
        database.executemany("DELETE FROM telling WHERE n = ?", [(number,) for number in doubles])
        gone += len(doubles)
    return lost, gone


def regrade_documents(database: sqlite3.Connection, schema: Schema, documents: Collection[int]) -> None:
    """Sum up anew the relations that some documents tell of."""
    listed = numbers(sorted(documents))
    rows = database.execute(f"SELECT DISTINCT relation FROM telling WHERE document IN {listed}").fetchall()
    regrade(database, schema, (row[0] for row in rows))


def reweigh(database: sqlite3.Connection, schema: Schema, name: int) -> None:
    """Give all relations of a name their strength by another schema."""
    regrade(database, schema, [row[0] for row in database.execute("SELECT id FROM relation WHERE name = ?", [name])])


def chunks(listed: list[int]) -> Iterator[list[int]]:
    """Return the list in pieces that a statement can hold."""
    return (listed[first : first + CHUNK] for first in range(0, len(listed), CHUNK))


def _different(told: Iterable[Row]) -> tuple[list[Row], list[int]]:
    """Return the tellings of a relation that differ, in their order, and the numbers of the others."""
    first: dict[Row, Row] = {}
    same = [row[1] for row in told if first.setdefault(row[-len(_SAID) :], row) is not row]
    return list(first.values()), same


def _sum(told: Sequence[Row], usual: float) -> Sum:
    """Return what a relation is worth by its tellings, `usual` the strength of its kind."""
    return together([(said(row[-1], row[-3], row[4]), row[3]) for row in told], usual)


_SAID = ("document", "paragraph", "credibility", "quote", "details")
"""Two tellings of a relation that are equal here are one; these come last in a row."""

_WORTH = 5
_TELLINGS = f"""
SELECT t.relation, t.n, t.name, coalesce({PUBLISHER}, 'telling ' || t.n),
       d.reliability, t.worth, {", ".join(f"t.{name}" for name in _SAID)}
FROM telling t LEFT JOIN document d ON d.n = t.document
WHERE t.n IN (SELECT n FROM telling WHERE relation IN (SELECT value FROM json_each(?)))
"""
