"""Taking away: documents, relations and entities, with what hangs on them alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from ...errors import UnknownRelation
from ...merging import relation_key
from ...schema import Schema
from ..protocol import Counts
from .entities import FORGET_WORDS
from .filters import numbers
from .merge import regrade
from .writer import count_rows, difference


def remove_document(database: sqlite3.Connection, schema: Schema, document: str) -> Counts:
    """Remove a document and its tellings, and what nothing else tells of; return what went."""
    before = count_rows(database)
    (number,) = database.execute("SELECT n FROM document WHERE id = ?", [document]).fetchone()
    rows = database.execute("SELECT n, relation, source, target FROM telling WHERE document = ?", [number]).fetchall()
    database.executemany("DELETE FROM telling WHERE n = ?", [(row[0],) for row in rows])
    database.execute("DELETE FROM document WHERE n = ?", [number])
    kept = _still_told(database, {row[1] for row in rows})
    regrade(database, schema, kept)
    gone = (row for row in rows if row[1] not in kept)
    _remove_unrelated(database, {end for _, _, *ends in gone for end in ends})
    return difference(before, count_rows(database))


class FileTrial:
    """Removals inside a transaction that will be rolled back."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema

    def remove(self, entities: Collection[str], relations: Collection[str], documents: Collection[str]) -> None:
        """Remove these, with what hangs on them alone; ids that do not exist raise UnknownRelation."""
        database = self._database
        nodes = self._numbers("entity", entities, "No entity has the id “{}”.")
        self._numbers("document", documents, "No document is called “{}”.")
        keys = self._keys(relations)
        for document in documents:
            remove_document(database, self._schema, document)
        _remove_relations(database, keys)
        touching = f"SELECT id FROM relation WHERE source IN {numbers(nodes)} OR target IN {numbers(nodes)}"
        _remove_relations(database, {row[0] for row in database.execute(touching)})
        _remove_entities(database, nodes)

    def _numbers(self, table: str, ids: Collection[str], unknown: str) -> list[int]:
        query = f"SELECT id, n FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        known = dict(self._database.execute(query, [json.dumps(list(ids))]))
        for one in ids:
            if one not in known:
                raise UnknownRelation(unknown.format(one))
        return list(known.values())

    def _keys(self, relations: Collection[str]) -> list[int]:
        keys = {one: relation_key(one) for one in relations}
        query = f"SELECT id FROM relation WHERE id IN {numbers(key for key in keys.values() if key is not None)}"
        known = {row[0] for row in self._database.execute(query)}
        for name, key in keys.items():
            if key not in known:
                raise UnknownRelation(f"No relation has the id “{name}”.")
        return list(known)


def _still_told(database: sqlite3.Connection, relations: Collection[int]) -> set[int]:
    listed = json.dumps(list(relations))
    rows = database.execute(
        "SELECT DISTINCT relation FROM telling WHERE relation IN (SELECT value FROM json_each(?))", [listed]
    )
    return {row[0] for row in rows}


def _remove_relations(database: sqlite3.Connection, relations: Collection[int]) -> None:
    listed = json.dumps(list(relations))
    database.execute("DELETE FROM telling WHERE relation IN (SELECT value FROM json_each(?))", [listed])


def _remove_unrelated(database: sqlite3.Connection, entities: Collection[int]) -> None:
    lone = "NOT EXISTS (SELECT 1 FROM relation r WHERE r.source = e.n OR r.target = e.n)"
    rows = database.execute(f"SELECT e.n FROM entity e WHERE e.n IN {numbers(entities)} AND {lone}")
    _remove_entities(database, {row[0] for row in rows})


def _remove_entities(database: sqlite3.Connection, entities: Collection[int]) -> None:
    listed = numbers(entities)
    database.execute(f"DELETE FROM name WHERE entity IN {listed}")
    database.execute(f"{FORGET_WORDS} IN {listed}")
    database.execute(f"DELETE FROM entity WHERE n IN {listed}")
