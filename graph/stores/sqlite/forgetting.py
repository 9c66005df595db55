"""Forget documents, entities and tellings for good: nothing of them stays in the file or its history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from ...errors import UnknownTelling
from ...identity.judgements import KINDS
from ...identity.telling_marks import mark_of
from ...model import Entity, Telling
from ...relation_ids import relation_number
from ...schema import Schema
from ...telling_order import in_order
from ..blanking import BLANKED, Blanking
from ..entries import Command
from ..removals import Forgetting
from ..totals import Counts, difference
from .entities import forget_words
from .history import record
from .reader import read_documents
from .removal import Removal
from .settle import Changed, settle
from .sql_conditions import numbers
from .telling_rows import COLUMNS, telling_of
from .writer import count_rows


def forget(database: sqlite3.Connection, schema: Schema, what: Forgetting) -> tuple[Counts, list[Entity]]:
    """Forget something inside the caller's transaction; return the counts and the removed entities."""
    before = count_rows(database)
    documents = list(read_documents(database, f"id IN {_LIST}", [json.dumps(list(what.documents))]))
    removal = Removal(database, schema)
    tellings = [_telling(database, reference) for reference in what.tellings]
    marks = {_mark(database, schema, number, telling) for number, telling in tellings}
    if tellings:
        removal.tellings(f"n IN {numbers(number for number, _ in tellings)}")
    if entities := _numbers(database, "SELECT n FROM entity WHERE id IN {0}", what.entities):
        removal.entities([*entities, *_members(database, entities)])
    removal.documents(_numbers(database, "SELECT n FROM document WHERE id IN {0}", what.documents))
    gone = removal.finish()
    counts = difference(before, count_rows(database))._replace(entities=len(gone))
    entry = record(database, Command("forget"), counts)
    if unjudged := _blank(database, entry, Blanking(documents, gone, removal.loads, marks)):
        settle(database, schema, Changed(judged=unjudged))
    forget_words(database)
    return counts, gone


def _blank(database: sqlite3.Connection, by: int, blanking: Blanking) -> set[str]:
    """Blank the entries that something forgotten concerns; return the entities of judgements that are void now."""
    unjudged: set[str] = set()
    for number, command, file, why, details in database.execute(_ENTRIES).fetchall():
        before = json.loads(details or "{}")
        left = blanking.without_marks(before)
        if left is BLANKED or blanking.concerns(number, file, why, left):
            database.execute(_BLANK, [json.dumps(BLANKED), by if command in KINDS else None, number])
            unjudged.update(before.get("entities", ()) if command in KINDS else ())
        elif left is not before:
            database.execute("UPDATE command SET details = ? WHERE n = ?", [json.dumps(left), number])
    for number, telling in database.execute("SELECT n, telling FROM withdrawn").fetchall():
        if blanking.names(json.loads(telling)):
            database.execute("DELETE FROM withdrawn WHERE n = ?", [number])
    _blank_reasons(database, blanking)
    return unjudged


def _blank_reasons(database: sqlite3.Connection, blanking: Blanking) -> None:
    """Blank the reasons of retractions that name something forgotten."""
    for number, why in database.execute("SELECT n, retracted FROM document WHERE retracted IS NOT NULL").fetchall():
        database.execute("UPDATE document SET retracted = ? WHERE n = ?", [blanking.reason(why), number])
        for command, fields in database.execute(_RECORDS, [number]).fetchall():
            if why := (record := json.loads(fields)).get("retracted"):
                blanked = json.dumps({**record, "retracted": blanking.reason(why)}, ensure_ascii=False, sort_keys=True)
                database.execute(_SET_RECORD, [blanked, number, command])


def _numbers(database: sqlite3.Connection, query: str, ids: Collection[str]) -> list[int]:
    return [row[0] for row in database.execute(query.format(_LIST), [json.dumps(list(ids))]).fetchall()]


def _members(database: sqlite3.Connection, entities: Collection[int]) -> Iterator[int]:
    """Yield the members of merged entities."""
    for (number,) in database.execute(f"SELECT n FROM entity WHERE same_as IN {numbers(entities)} AND same_as != n"):
        yield number


def _telling(database: sqlite3.Connection, reference: str) -> tuple[int, Telling]:
    """Find a telling, named by the id of its relation, a colon, and its position among the tellings there."""
    id_, _, place = reference.partition(":")
    relation = relation_number(id_)
    rows = database.execute(_TELLINGS, {"relation": relation}).fetchall() if relation is not None else []
    tellings = {id(telling): (telling, row[0]) for row in rows for telling in [telling_of(row[1:])]}
    ordered = in_order(telling for telling, _ in tellings.values())
    if not (place.isdecimal() and 1 <= int(place) <= len(ordered)):
        raise UnknownTelling(reference)
    telling, number = tellings[id(ordered[int(place) - 1])]
    return number, telling


def _mark(database: sqlite3.Connection, schema: Schema, number: int, telling: Telling) -> str:
    """Make the mark by which a split may name a telling."""
    source, name, target = database.execute(_ENDS, [number]).fetchone()
    return mark_of(source, name, target, telling, symmetric=schema.relations[name].symmetric)


_LIST = "(SELECT value FROM json_each(?))"
_ENTRIES = "SELECT n, command, file, why, details FROM command ORDER BY n"
_RECORDS = "SELECT command, fields FROM document_record WHERE document = ?"
_SET_RECORD = "UPDATE document_record SET fields = ? WHERE document = ? AND command = ?"
_BLANK = """
UPDATE command SET file = NULL, hash = NULL, why = NULL, details = ?, undone = coalesce(undone, ?)
WHERE n = ?
"""
_ENDS = """
SELECT s.id, name.name, o.id FROM telling t JOIN term name ON name.n = t.name
JOIN entity s ON s.n = t.source JOIN entity o ON o.n = t.target WHERE t.n = ?
"""
_TELLINGS = f"""
SELECT t.n, {COLUMNS} FROM telling t LEFT JOIN document d ON d.n = t.document
WHERE t.relation = :relation OR t.n IN (SELECT telling FROM attached WHERE relation = :relation)
"""
