"""From tellings to relations: what is new is summed up when a file has ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from ..assemble import graded
from ..grading import rounded, telling_confidence
from ..schema import Schema
from .filters import numbers
from .tables import RELATION_INDEXES, TELLING_INDEXES

CHUNK = 500


def drop_indexes(database: sqlite3.Connection, indexes: Mapping[str, str]) -> None:
    """Drop indexes before so much is written that making them anew is the cheaper way."""
    for name in indexes:
        database.execute(f"DROP INDEX IF EXISTS {name}")


def index_tellings(database: sqlite3.Connection) -> None:
    """Make the indexes of tellings that were written without; those told twice are told once."""
    try:
        database.execute(TELLING_INDEXES["telling_of"])
    except sqlite3.IntegrityError:
        database.execute("DELETE FROM telling WHERE n NOT IN (SELECT min(n) FROM telling GROUP BY relation, digest)")
        database.execute(TELLING_INDEXES["telling_of"])
    database.execute(TELLING_INDEXES["telling_document"])


def merge_tellings(database: sqlite3.Connection, schema: Schema, last: int) -> int:
    """Bring relations up to the tellings that came after number `last`; return how many are new."""
    (new,) = database.execute("SELECT count(*) FROM telling WHERE n > ?", [last]).fetchone()
    if not new:
        return 0
    # As many new as there are already: then sorting once beats keeping an index right row by row.
    rebuild = new > last
    if rebuild:
        drop_indexes(database, RELATION_INDEXES)
    added = _add_relations(database, schema, last)
    if rebuild:
        database.execute(RELATION_INDEXES["relation_id"])
    touched = "" if last == 0 else f"WHERE relation IN (SELECT relation FROM telling WHERE n > {int(last)})"
    retold = database.execute(
        f"SELECT relation FROM telling {touched} GROUP BY relation HAVING count(*) > 1"
    ).fetchall()
    regrade(database, schema, (row[0] for row in retold))
    if rebuild:
        database.execute(RELATION_INDEXES["relation_in"])
    return added


def regrade(database: sqlite3.Connection, schema: Schema, relations: Iterable[int]) -> None:
    """Compute modality, confidence, strength and weight of some relations anew from their tellings."""
    strengths = {number: strength for _, number, strength in _meaning(database, schema)}
    for chunk in chunks(sorted(relations)):
        rows = database.execute(f"{_GRADES} WHERE t.relation IN {numbers(chunk)} ORDER BY t.relation").fetchall()
        changed = []
        for key, tellings in groupby(rows, itemgetter(0)):
            told = list(tellings)
            modality, confidence = graded(row[1:4] for row in told)
            strength = max((row[5] for row in told if row[5] is not None), default=strengths[told[0][4]])
            weight = rounded(strength * (1.0 if confidence is None else confidence))
            changed.append((modality, confidence, strength, weight, key))
        database.executemany(
            "UPDATE relation SET modality = ?, confidence = ?, strength = ?, weight = ? WHERE id = ?", changed
        )


def regrade_documents(database: sqlite3.Connection, schema: Schema, documents: Collection[int]) -> None:
    """Grade the tellings of some documents anew, and the relations they tell of."""
    touched: set[int] = set()
    for chunk in chunks(sorted(documents)):
        changed = []
        for number, relation, credibility, details, reliability in database.execute(
            "SELECT t.n, t.relation, t.credibility, t.details, d.reliability FROM telling t "
            f"JOIN document d ON d.n = t.document WHERE t.document IN {numbers(chunk)}"
        ):
            given = json.loads(details).get("given") if details else None
            changed.append((telling_confidence(given, credibility, reliability), number))
            touched.add(relation)
        database.executemany("UPDATE telling SET confidence = ? WHERE n = ?", changed)
    regrade(database, schema, touched)


def reweigh(database: sqlite3.Connection, schema: Schema, name: int) -> None:
    """Give all relations of a name their strength by another schema."""
    regrade(database, schema, [row[0] for row in database.execute("SELECT id FROM relation WHERE name = ?", [name])])


def chunks(listed: list[int]) -> Iterator[list[int]]:
    """Return the list in pieces that a statement can hold."""
    return (listed[first : first + CHUNK] for first in range(0, len(listed), CHUNK))


def _add_relations(database: sqlite3.Connection, schema: Schema, last: int) -> int:
    database.execute("CREATE TEMP TABLE meaning (n INTEGER PRIMARY KEY, strength REAL)")
    database.executemany("INSERT INTO meaning VALUES (?, ?)", [row[1:] for row in _meaning(database, schema)])
    added = database.execute(_ADD_RELATIONS, [last]).rowcount
    database.execute("DROP TABLE temp.meaning")
    return added


def _meaning(database: sqlite3.Connection, schema: Schema) -> list[tuple[str, int, float]]:
    terms = database.execute("SELECT name, n FROM term").fetchall()
    return [(name, n, schema.relations[name].strength) for name, n in terms if name in schema.relations]


# What a relation told only once is worth follows from that telling; the others are graded afterwards. The
# weight is that of grading.rounded, for what is not negative.
_ADD_RELATIONS = """
INSERT INTO relation
SELECT source, target, name, id, CAST((strength * coalesce(confidence, 1.0)) * 1e9 + 0.500001 AS INTEGER) / 1e9,
       modality, starts, ends, confidence, strength
FROM (
    SELECT t.source, t.target, t.name, t.relation AS id, t.modality, t.starts, t.ends, t.confidence,
           coalesce(t.strength, m.strength) AS strength
    FROM telling t CROSS JOIN meaning m WHERE t.n > ? AND m.n = t.name)
WHERE true ORDER BY source, target, name, id ON CONFLICT DO NOTHING
"""

_GRADES = """
SELECT t.relation, t.modality, coalesce('publisher ' || d.publisher, 'document ' || d.id, 'telling ' || t.digest),
       t.confidence, t.name, t.strength
FROM telling t LEFT JOIN document d ON d.n = t.document
"""
