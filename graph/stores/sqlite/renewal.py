"""Rewrite the names and keys that current rules write otherwise than format 5 did, and only these.

Names begin with an article only where it is a word of its own: A-10 is no longer found as 10. Keys compare amounts,
currencies and record numbers by value.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...disputes import Touched
from ...names import word_forms
from ...older_names import lost_article, renewal_notes
from ...schema import Schema
from ..batches import in_batches
from .disputes import DisputeMarker
from .entities import PARTED, learn_names, rewrite, row_of
from .keyed_rows import HEAD, KEY, NUMBER, SELECT, key_of_row
from .merge import regroup
from .reader import read_entities
from .settle import Changed, settle
from .sql_conditions import numbers
from .standing import Representatives
from .tables import WITH_AGAINST
from .telling_rows import telling_of

BATCH = 5_000


class Outdated(NamedTuple):
    """The rows of a file that current rules write otherwise."""

    names: Sequence[int]
    """Entities whose names have another normal form."""
    keys: Mapping[int, tuple[int, int]]
    """Tellings whose key differs: their old and new one."""
    voices: Sequence[int]
    """Keys with a telling whose publisher has another normal form."""


def outdated(database: sqlite3.Connection, schema: Schema) -> Outdated:
    """Find the outdated rows of a file; nothing is written."""
    return Outdated(list(_names(database)), dict(_keys(database, schema)), list(_voices(database)))


def renew(database: sqlite3.Connection, schema: Schema, rows: Outdated) -> list[str]:
    """Rewrite outdated rows and what depends on them, in the caller's transaction; return notes for the user."""
    _rewrite_names(database, rows.names)
    database.executemany("UPDATE telling SET key = ? WHERE n = ?", [(new, n) for n, (_, new) in rows.keys.items()])
    touched = Touched(schema)
    regroup(database, schema, {key for pair in rows.keys.values() for key in pair}.union(rows.voices), touched)
    DisputeMarker(database, schema).mark(touched)
    settle(database, schema, Changed(rows.names))  # merged and split entities have the names of others, too
    return list(renewal_notes(len(rows.names), len(rows.keys)))


def _names(database: sqlite3.Connection) -> Iterator[int]:
    for number, type_, name, aliases, forms in database.execute(_ENTITIES):
        names = (name, *json.loads(aliases)) if aliases else (name,)
        if PARTED.join(sorted(word_forms(names, type_))) != forms:
            yield number


def _keys(database: sqlite3.Connection, schema: Schema) -> Iterator[tuple[int, tuple[int, int]]]:
    representatives = Representatives(database)
    for row in database.execute(_KEYED.format(_terms(database, schema))):
        key = key_of_row(row, telling_of(row[HEAD:]), schema, representatives)
        if key != row[KEY]:
            yield row[NUMBER], (row[KEY], key)


def _terms(database: sqlite3.Connection, schema: Schema) -> str:
    """List the numbers of relations with attributes in their key, for a condition."""
    keyed = {name for name, relation in schema.relations.items() if relation.key}
    return numbers(n for n, name in database.execute("SELECT n, name FROM term").fetchall() if name in keyed)


def _voices(database: sqlite3.Connection) -> Iterator[int]:
    publishers = database.execute("SELECT n, publisher FROM document WHERE publisher IS NOT NULL")
    documents = [number for number, publisher in publishers if lost_article(publisher)]
    if documents:  # otherwise all tellings are read for nothing
        listed = json.dumps(documents)
        yield from (key for (key,) in database.execute(_OF_DOCUMENTS, [listed]))


def _rewrite_names(database: sqlite3.Connection, changed: Iterable[int]) -> None:
    """Rewrite the names and words by which entities are found."""
    for batch in in_batches(changed, BATCH):
        numbered = dict(database.execute(f"SELECT id, n FROM entity WHERE n IN {numbers(batch)}").fetchall())
        entities = list(read_entities(database, f"e.n IN {numbers(batch)}", ()))
        rows = [row_of(entity, numbered[entity.id]) for entity in entities]
        rewrite(database, rows, [(row[-1],) for row in rows])
        learn_names(database, entities, rows)


_ENTITIES = """
SELECT e.n, t.name, e.name, e.aliases, e.forms FROM entity e JOIN term t ON t.n = e.n >> 32
"""
_OF_DOCUMENTS = "SELECT DISTINCT key FROM telling WHERE document IN (SELECT value FROM json_each(?))"
_KEYED = f"""{SELECT} WHERE t.name IN {{}} OR {WITH_AGAINST.replace("details", "t.details")}
OR instr(t.details, '"ref"') > 0"""
