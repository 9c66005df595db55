"""Undo entries of the history: remove what they alone added, and restore what they withdrew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from ...document_records import combined_fields, text_hash
from ...facts import Fact
from ...identity.judgements import KINDS
from ...model import Entity
from ...quotes import Text
from ...schema import Schema
from ..entries import Command, Entry, Undone
from ..handles import in_columns
from ..own_types import types_left
from ..protocol import Store
from ..reviewing import marked_by
from ..totals import difference
from ..undoing import (
    LOADING,
    Request,
    check_questions,
    questions_before,
    with_needed,
)
from .brought import note_brought
from .document_tellings import DocumentTellings, place_quotes
from .history import entries
from .removal import Removal
from .row_cache import last_number, packed
from .sql_conditions import numbers
from .tables import TYPE_BITS
from .undo_needs import described_by, needs
from .writer import FileWriter, count_rows


def undo(database: sqlite3.Connection, store: Store, request: Request) -> Undone:
    """Undo an entry inside the caller's transaction, with later ones that need it if the request allows."""
    known = {entry.number: entry for entry in entries(database)}
    chosen = _chosen(database, known, request)
    before = count_rows(database)
    _take_back(database, store.schema, known, chosen)
    writer = FileWriter(database, store.schema)
    writer.command = Command("undo", why=request.why, details={"undoes": sorted(chosen)})
    by = writer.number
    restored = _restore(database, writer, chosen)
    _withdraw_verdicts(store, writer, [known[number] for number in chosen])
    writer.finish()
    _sign(database, by, restored)
    database.execute(f"UPDATE command SET undone = ? WHERE n IN {numbers(chosen)}", [by])
    check_questions(request, known, chosen, partial(_existing, database))
    _drop_types(database, store.schema, known, chosen)
    gone = difference(before, count_rows(database))
    database.execute(_COUNTS, [*gone, by])
    return Undone(by, tuple(sorted(chosen)))


def _chosen(database: sqlite3.Connection, known: Mapping[int, Entry], request: Request) -> set[int]:
    """List the entry and the later ones that need it; raises InputError where these must stay."""
    row = database.execute("SELECT value FROM meta WHERE key = 'history_from'").fetchone()
    first = int(row[0]) if row else 1
    return with_needed(request, known, first, lambda chosen: needs(database, known, chosen))


def _drop_types(
    database: sqlite3.Connection, schema: Schema, known: Mapping[int, Entry], chosen: Collection[int]
) -> None:
    """Drop the own types that only the undone entries added, unless something uses them."""
    left = types_left(schema.extra, known, chosen, lambda: {row[0] for row in database.execute(_USED)})
    if left is not None:
        database.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [json.dumps(left, sort_keys=True)])


def _existing(database: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    rows = database.execute("SELECT id FROM entity WHERE id IN (SELECT value FROM json_each(?))", [json.dumps([*ids])])
    return {row[0] for row in rows}


def _take_back(
    database: sqlite3.Connection, schema: Schema, known: Mapping[int, Entry], chosen: Collection[int]
) -> None:
    """Remove the tellings, records and saved questions that only the chosen entries added."""
    loads = [number for number in chosen if known[number].command.name in LOADING]
    removal = Removal(database, schema)
    removal.tellings(_ONLY_BY.format(numbers(loads)))
    removal.records(
        row[0] for row in database.execute(f"SELECT n FROM origin WHERE command IN {numbers(loads)}").fetchall()
    )
    for number, _, text, records in list(described_by(database, loads)):
        _rewrite_document(database, removal, number, text, {n: said for n, said in records.items() if n not in loads})
    database.execute(f"DELETE FROM brought WHERE command IN {numbers(loads)}")
    removal.finish()
    for name, arguments in questions_before(known, chosen).items():
        if arguments is None:
            database.execute("DELETE FROM saved WHERE name = ?", [name])
        else:
            database.execute("INSERT OR REPLACE INTO saved VALUES (?, ?)", [name, json.dumps(list(arguments))])


def _rewrite_document(
    database: sqlite3.Connection, removal: Removal, number: int, text: str | None, left: Mapping[int, dict[str, Any]]
) -> None:
    """Restore a document from the remaining loads' records; without any, remove it."""
    if not left:
        removal.documents([number])
        return
    fields = combined_fields(left[load] for load in sorted(left))
    digest = fields.get("text")
    if digest is None or (text is not None and text_hash(text) == digest):
        earlier = text if digest is not None else None
    else:
        (earlier,) = database.execute(_EARLIER, [number, digest]).fetchone()
        database.execute("DELETE FROM earlier_text WHERE document = ? AND hash = ?", [number, digest])
    values = [fields.get(name) for name in _FIELDS]
    attributes = packed(fields.get("attributes") or {}) or None
    single = next(iter(left)) if len(left) == 1 else None
    database.execute(_REWRITE, [*values, attributes, earlier, single, number])
    if earlier is not None and earlier != text:
        list(place_quotes(database, DocumentTellings(database).of(number), Text(earlier)))
    gone = "document = ?" if single is not None else f"document = ? AND command NOT IN {numbers(left)}"
    database.execute(f"DELETE FROM document_record WHERE {gone}", [number])
    removal.regrade(number)


def _restore(database: sqlite3.Connection, writer: FileWriter, chosen: Collection[int]) -> list[tuple[int, list[int]]]:
    """Restore the tellings that new editions withdrew; return their new numbers with the loads that added them."""
    rows = database.execute(f"SELECT n, telling FROM withdrawn WHERE command IN {numbers(chosen)}").fetchall()
    restored = []
    next_number = last_number(database, "telling") + 1
    for number, text in rows:
        parts = json.loads(text)
        brought = [load for load in parts["brought"] if load not in chosen]
        if brought:
            writer.mention([Entity(*end) for end in parts["ends"]])
            fact = Fact(*parts["fact"])
            writer.facts(in_columns([fact], writer.entity_handles, writer.document_handles))
            restored.append((next_number, brought))
            next_number += 1
        database.execute("DELETE FROM withdrawn WHERE n = ?", [number])
    return restored


def _withdraw_verdicts(store: Store, writer: FileWriter, undone: Sequence[Entry]) -> None:
    """Withdraw the judgements and the reviews of tellings that the undone entries made."""
    for review in marked_by(store, undone):
        writer.review(review.relation, review.telling, None)
    for entry in undone:
        if entry.command.name in KINDS:
            writer.undo_judgement(entry.number, writer.number)


def _sign(database: sqlite3.Connection, by: int, restored: list[tuple[int, list[int]]]) -> None:
    """Credit restored tellings to the loads that added them, not to the undo."""
    database.execute("DELETE FROM brought WHERE command = ?", [by])
    for number, loads in restored:
        for load in loads:
            note_brought(database, load, [number])


_USED = f"""
SELECT name FROM term
WHERE n IN (SELECT DISTINCT name FROM telling) OR n IN (SELECT DISTINCT n >> {TYPE_BITS} FROM entity)
"""
_FIELDS = ("title", "publisher", "published", "path", "reliability", "url", "edition", "retracted", "replaced_by")
_SET = ", ".join(f"{name} = ?" for name in _FIELDS)
_REWRITE = f"UPDATE document SET {_SET}, attributes = ?, text = ?, command = ? WHERE n = ?"
_EARLIER = "SELECT text FROM earlier_text WHERE document = ? AND hash = ?"
_COUNTS = "UPDATE command SET documents = ?, entities = ?, relations = ?, tellings = ? WHERE n = ?"
_ONLY_BY = """
n IN (SELECT t.n FROM brought b JOIN telling t ON t.n BETWEEN b.first AND b.last WHERE b.command IN {0})
AND NOT EXISTS (SELECT 1 FROM brought o WHERE o.command NOT IN {0} AND telling.n BETWEEN o.first AND o.last)
"""
