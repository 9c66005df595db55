"""Taking away: documents, relations and entities, with what hangs on them alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from ..assemble import relation_key
from ..errors import UnknownRelation
from ..schema import Schema
from ..store import Counts
from .filters import numbers
from .merge import regrade
from .writer import count_rows, difference


def remove_document(database: sqlite3.Connection, schema: Schema, document: str) -> Counts:
    """Remove a document and its tellings, and what nothing else tells of; return what went."""
    before = count_rows(database)
    (number,) = database.execute("SELECT n FROM document WHERE id = ?", [document]).fetchone()
    told = [row[0] for row in database.execute("SELECT DISTINCT relation FROM telling WHERE document = ?", [number])]
    database.execute("DELETE FROM telling WHERE document = ?", [number])
    database.execute("DELETE FROM document WHERE n = ?", [number])
    kept = _still_told(database, told)
    regrade(database, schema, kept)
    _remove_relations(database, set(told).difference(kept), orphans=True)
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
        _remove_relations(database, keys, orphans=False)
        touching = f"SELECT id FROM relation WHERE source IN {numbers(nodes)} OR target IN {numbers(nodes)}"
        _remove_relations(database, {row[0] for row in database.execute(touching)}, orphans=False)
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


def _still_told(database: sqlite3.Connection, relations: Collection[int]) -> list[int]:
    listed = json.dumps(list(relations))
    rows = database.execute(
        "SELECT DISTINCT relation FROM telling WHERE relation IN (SELECT value FROM json_each(?))", [listed]
    )
    return [row[0] for row in rows]


def _remove_relations(database: sqlite3.Connection, relations: Collection[int], *, orphans: bool) -> None:
    listed = json.dumps(list(relations))
    these = "(SELECT value FROM json_each(?))"
    ends = {
        end
        for row in database.execute(f"SELECT source, target FROM relation WHERE id IN {these}", [listed])
        for end in row
    }
    database.execute(f"DELETE FROM telling WHERE relation IN {these}", [listed])
    database.execute(f"DELETE FROM relation WHERE id IN {these}", [listed])
    if orphans:
        lone = "NOT EXISTS (SELECT 1 FROM relation WHERE source = n OR target = n)"
        rows = database.execute(f"SELECT n FROM entity WHERE n IN {these} AND {lone}", [json.dumps(list(ends))])
        _remove_entities(database, {row[0] for row in rows})


def _remove_entities(database: sqlite3.Connection, entities: Collection[int]) -> None:
    listed = numbers(entities)
    database.execute(f"DELETE FROM name WHERE entity IN {listed}")
    database.execute(f"DELETE FROM word WHERE rowid IN {listed}")
    database.execute(f"DELETE FROM entity WHERE n IN {listed}")
