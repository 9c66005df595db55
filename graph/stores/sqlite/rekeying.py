"""Recompute keys of stored tellings, after a change of publisher or of the format."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ...grouping import span_of
from ...model import Relation, Telling
from ...relation_ids import id_of, key_of, relation_name
from ...schema import Schema
from ...spans import Span
from .documents import grade_of
from .keyed_rows import (
    CHUNK,
    DETAILS,
    HEAD,
    KEY,
    NAME,
    NUMBER,
    SELECT,
    SOURCE_ID,
    STATE,
    TARGET_ID,
    key_of_row,
    key_part,
)
from .sql_conditions import numbers
from .standing import Representatives
from .telling_rows import telling_of
from .worths import LoneTelling


def rekey(database: sqlite3.Connection, schema: Schema, documents: Collection[int]) -> set[int]:
    """Update the keys of tellings with a record number after their documents' publisher; return the old keys."""
    listed = numbers(sorted(documents))
    rows = database.execute(f"{SELECT} WHERE t.document IN {listed} AND t.details LIKE '%\"ref\"%'").fetchall()
    changed = []
    representatives = Representatives(database)
    for row in rows:
        telling = telling_of(row[HEAD:])
        key = key_of_row(row, telling, schema, representatives)
        if key != row[KEY]:
            changed.append((key, row[NUMBER]))
    database.executemany("UPDATE telling SET key = ? WHERE n = ?", changed)
    moved = {number for _, number in changed}
    return {row[KEY] for row in rows if row[NUMBER] in moved}


class TellingAt(NamedTuple):
    """A telling with its number, its key, and the ends and name of its relation."""

    key: int
    n: int
    name: str
    source: int
    source_id: str
    target: int
    target_id: str
    telling: Telling


def lone_relation(row: TellingAt) -> Relation:
    """Make the relation of a lone telling, with the fields that its facts need."""
    return Relation(
        relation_name(row.key), row.source_id, row.name, row.target_id, row.telling.start, row.telling.end, 0, 0.0,
        None, 0.0, row.telling.modality, tellings=(row.telling,),
    )  # fmt: skip


def tellings_where(database: sqlite3.Connection, condition: str, value: int) -> Iterator[TellingAt]:
    """Yield the tellings that meet a condition."""
    for row in database.execute(f"{SELECT} WHERE {condition}", [value]).fetchall():
        yield TellingAt._make((*row[: STATE.start], telling_of(row[HEAD:])))


def keyed(database: sqlite3.Connection, schema: Schema) -> Iterator[tuple[int, int, int, Span, LoneTelling]]:
    """Yield all tellings: number, key, the relation that each makes alone, its own span and its worth."""
    last = 0
    representatives = Representatives(database)
    while rows := database.execute(f"{SELECT} WHERE t.n > ? ORDER BY t.n LIMIT {CHUNK}", [last]).fetchall():
        for row in rows:
            telling, name = telling_of(row[HEAD:]), row[NAME]
            kind = schema.relations[name]
            ends, named = (row[SOURCE_ID], name, row[TARGET_ID]), key_part(telling, kind.key, representatives)
            key, span = key_of(*ends, named), span_of(telling)
            number = key if kind.aspect == "event" else id_of(*ends, named, *span)
            grade = grade_of(row[HEAD + 3], retracted=telling.retracted)
            yield row[NUMBER], key, number, span, (name, grade, telling.credibility, row[DETAILS])
        last = rows[-1][NUMBER]
