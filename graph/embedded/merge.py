"""From staged facts to relations and tellings, and the grades that follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from ..assemble import RANK, graded
from ..grading import CREDIBILITY, RELIABILITY
from ..schema import Schema
from .filters import numbers
from .tables import INDEXES

# As many rows new as there are already: then sorting once beats keeping an index right row by row.
_REBUILD = 1.0


def merge_staged(database: sqlite3.Connection, schema: Schema) -> None:
    """Move the staged facts into the graph, in the order of their keys."""
    (new,) = database.execute("SELECT count(*) FROM staged").fetchone()
    (old,) = database.execute("SELECT count(*) FROM relation").fetchone()
    if not new:
        return
    rebuild = new > old * _REBUILD
    if rebuild:
        for name in INDEXES:
            database.execute(f"DROP INDEX {name}")
    retold = _retold(database) if old else set()
    retold |= {
        row[0]
        for row in database.execute("SELECT relation FROM staged GROUP BY relation HAVING count(*) > 1")
    }
    database.execute(
        "CREATE TEMP TABLE meaning (name TEXT PRIMARY KEY, n INTEGER, strength REAL) WITHOUT ROWID"
    )
    for name, number in database.execute("SELECT name, n FROM term").fetchall():
        if name in schema.relations:
            database.execute(
                "INSERT INTO meaning VALUES (?, ?, ?)", [name, number, schema.relations[name].strength]
            )
    database.execute(_ADD_TELLINGS)
    database.execute(_ADD_RELATIONS)
    database.execute("DROP TABLE temp.meaning")
    if rebuild:
        for name, columns in INDEXES.items():
            database.execute(f"CREATE INDEX {name} ON {columns}")
    regrade(database, retold)


def regrade(database: sqlite3.Connection, relations: Iterable[int]) -> None:
    """Compute modality, confidence, strength and weight of some relations anew from their tellings."""
    listed = sorted(relations)
    for first in range(0, len(listed), 500):
        rows = database.execute(
            f"{_GRADES} WHERE t.relation IN {numbers(listed[first : first + 500])} ORDER BY t.relation"
        )
        changed = []
        for key, tellings in groupby(rows.fetchall(), itemgetter(0)):
            held = list(tellings)
            modality, confidence = graded((row[1], row[2], row[3]) for row in held)
            told = [row[4] for row in held if row[4] is not None]
            changed.append((modality, confidence, max(told, default=None), key))
        database.executemany(
            "UPDATE relation SET modality = ?, confidence = ?, strength = coalesce(?, strength) WHERE id = ?",
            changed,
        )
        database.execute(
            f"UPDATE relation SET weight = {_WEIGHT} WHERE id IN {numbers(listed[first : first + 500])}"
        )


def regrade_documents(database: sqlite3.Connection, documents: Collection[int]) -> None:
    """Grade the tellings of some documents anew, and the relations they tell of."""
    where = f"t.document IN {numbers(documents)}"
    database.execute(
        f"UPDATE telling AS t SET confidence = (SELECT {_GRADE} "
        f"FROM document d WHERE d.n = t.document) WHERE {where}"
    )
    regrade(
        database,
        [row[0] for row in database.execute(f"SELECT DISTINCT t.relation FROM telling t WHERE {where}")],
    )


def reweigh(database: sqlite3.Connection, name: int, strength: float) -> None:
    """Give all relations of a name another default strength; those that told their own keep it."""
    told = f"SELECT max({_STRENGTH}) FROM telling t WHERE t.relation = relation.id"
    database.execute(f"UPDATE relation SET strength = coalesce(({told}), ?) WHERE name = ?", [strength, name])
    database.execute(f"UPDATE relation SET weight = {_WEIGHT} WHERE name = ?", [name])


def _retold(database: sqlite3.Connection) -> set[int]:
    return {
        row[0]
        for row in database.execute("SELECT relation FROM staged WHERE relation IN (SELECT id FROM relation)")
    }


def _cases(column: str, values: Mapping[Any, float]) -> str:
    return (
        f"CASE {column} " + " ".join(f"WHEN {key!r} THEN {value}" for key, value in values.items()) + " END"
    )


def _rounded(expression: str) -> str:
    """The SQL twin of grading.rounded, for what is not negative."""
    return f"CAST(({expression}) * 1e9 + 0.500001 AS INTEGER) / 1e9"


_SOURCE, _INFORMATION = _cases("d.reliability", RELIABILITY), _cases("t.credibility", CREDIBILITY)
_GRADES_PRODUCT = _rounded(f"{_SOURCE} * {_INFORMATION}")
_GRADE = f"coalesce(t.details ->> '$.given', {_GRADES_PRODUCT}, {_SOURCE}, {_INFORMATION})"
_WEIGHT = _rounded("strength * coalesce(confidence, 1.0)")
_TOLD = "t.details ->> '$.modality'"
_MODALITY = f"coalesce({_cases(_TOLD, RANK)}, 0)"

_STRENGTH = "t.details ->> '$.attributes.strength'"

_ADD_TELLINGS = f"""
INSERT INTO telling
SELECT t.relation, t.digest, d.n, t.paragraph, t.quote, t.credibility, {_GRADE}, {_MODALITY}, t.details
FROM staged t LEFT JOIN document d ON d.id = t.document
WHERE true ORDER BY t.relation, t.digest ON CONFLICT DO NOTHING
"""

# What a relation told only once is worth follows from that telling; the others are graded afterwards.
_ADD_RELATIONS = f"""
INSERT INTO relation
SELECT id, name, source, target, source_type, target_type, starts, ends, strength, confidence, modality, {_WEIGHT}
FROM (
    SELECT t.relation AS id, m.n AS name, a.n AS source, b.n AS target, a.type AS source_type, b.type AS target_type,
           t.starts, t.ends, coalesce({_STRENGTH}, m.strength) AS strength, {_GRADE} AS confidence,
           {_MODALITY} AS modality
    FROM staged t JOIN meaning m ON m.name = t.name JOIN entity a ON a.id = t.source JOIN entity b ON b.id = t.target
    LEFT JOIN document d ON d.id = t.document)
WHERE true ORDER BY id ON CONFLICT DO NOTHING
"""

_GRADES = f"""
SELECT t.relation, t.modality, coalesce('publisher ' || d.publisher, 'document ' || d.id, 'telling ' || t.digest),
       t.confidence, {_STRENGTH}
FROM telling t LEFT JOIN document d ON d.n = t.document
"""
