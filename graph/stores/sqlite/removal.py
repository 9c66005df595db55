"""Removing documents, relations and entities, with what hangs on them alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from ...disputes import Touched
from ...errors import UnknownRelation
from ...relation_ids import relation_number
from ...schema import Schema
from ..protocol import Counts
from .disputes import DisputeMarker
from .entities import learn_names, remove_entities, remove_lonely, rewrite, row_of
from .filters import numbers
from .merge import regroup
from .origins import Records
from .settle import Changed, settle
from .writer import count_rows, difference


def remove_document(database: sqlite3.Connection, schema: Schema, document: str) -> Counts:
    """Remove a document, its tellings and entity records, and what is left with nothing; return what went."""
    before = count_rows(database)
    (number,) = database.execute("SELECT n FROM document WHERE id = ?", [document]).fetchone()
    rows = database.execute("SELECT n, key, source, target FROM telling WHERE document = ?", [number]).fetchall()
    names = {row[0]: row[1] for row in database.execute("SELECT n, name FROM term")}
    touched = Touched(schema)
    joined = database.execute("SELECT DISTINCT name, source, target FROM telling WHERE document = ?", [number])
    for name, source, target in joined.fetchall():
        touched.note(names[name], source, target)
    _remove_tellings(database, [row[0] for row in rows])
    for table in ("earlier_text WHERE document", "document WHERE n"):
        database.execute(f"DELETE FROM {table} = ?", [number])
    regroup(database, schema, {row[1] for row in rows}, touched)
    brought, kinds = _remove_records(database, number)
    touched.events |= kinds
    ends = {end for row in rows for end in row[2:]}
    remove_lonely(database, ends | brought)
    DisputeMarker(database, schema).mark(touched)
    settle(database, schema, Changed(ends | brought))
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
        members = database.execute(f"SELECT n FROM entity WHERE same_as IN {numbers(nodes)}")
        nodes = list({*nodes, *(row[0] for row in members)})
        self._numbers("document", documents, "No document is called “{}”.")
        keys = self._keys(relations)
        for document in documents:
            remove_document(database, self._schema, document)
        touched = Touched(self._schema)
        self._remove_relations(keys, touched)
        touching = f"SELECT id FROM relation WHERE source IN {numbers(nodes)} OR target IN {numbers(nodes)}"
        self._remove_relations({row[0] for row in database.execute(touching)}, touched)
        remove_entities(database, nodes)
        DisputeMarker(database, self._schema).mark(touched)

    def _numbers(self, table: str, ids: Collection[str], unknown: str) -> list[int]:
        query = f"SELECT id, n FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        known = dict(self._database.execute(query, [json.dumps(list(ids))]))
        for id_ in ids:
            if id_ not in known:
                raise UnknownRelation(unknown.format(id_))
        return list(known.values())

    def _keys(self, relations: Collection[str]) -> list[int]:
        keys = {name: relation_number(name) for name in relations}
        query = f"SELECT id FROM relation WHERE id IN {numbers(key for key in keys.values() if key is not None)}"
        known = {row[0] for row in self._database.execute(query)}
        for name, key in keys.items():
            if key not in known:
                raise UnknownRelation(f"No relation has the id “{name}”.")
        return list(known)

    def _remove_relations(self, relations: Collection[int], touched: Touched) -> None:
        """Remove relations and the tellings that no other relation has."""
        database, listed = self._database, json.dumps(list(relations))
        names = {row[0]: row[1] for row in database.execute("SELECT n, name FROM term")}
        rows = database.execute(f"SELECT name, source, target FROM relation WHERE id IN {_LIST}", [listed])
        for name, source, target in rows.fetchall():
            touched.note(names[name], source, target)
        database.execute(f"DELETE FROM attached WHERE relation IN {_LIST}", [listed])
        database.execute(_PASS_ON, [listed])
        database.execute("DELETE FROM attached WHERE EXISTS (SELECT 1 FROM telling WHERE n = telling AND "
                         "telling.relation = attached.relation)")  # fmt: skip
        database.execute(f"DELETE FROM telling WHERE relation IN {_LIST}", [listed])


def _remove_tellings(database: sqlite3.Connection, tellings: Collection[int]) -> None:
    listed = json.dumps(list(tellings))
    database.execute(f"DELETE FROM attached WHERE telling IN {_LIST}", [listed])
    database.executemany("DELETE FROM telling WHERE n = ?", [(number,) for number in tellings])


def _remove_records(database: sqlite3.Connection, document: int) -> tuple[set[int], set[int]]:
    """Remove what a document says of entities; return the numbers of these, and of those whose kind has changed."""
    row = database.execute("SELECT n FROM origin WHERE document = ?", [document]).fetchone()
    if row is None:
        return set(), set()
    changes = list(Records(database).remove(row[0]))
    database.execute("DELETE FROM origin WHERE n = ?", [row[0]])
    ids = json.dumps([before.id for before, _ in changes])
    number = dict(database.execute(f"SELECT id, n FROM entity WHERE id IN {_LIST}", [ids]))
    changed = [after for before, after in changes if after != before]
    rows = [row_of(entity, number[entity.id]) for entity in changed]
    rewrite(database, rows, [(row[-1],) for row in rows])
    learn_names(database, changed, rows)
    return set(number.values()), {number[after.id] for before, after in changes if after.kind != before.kind}


_LIST = "(SELECT value FROM json_each(?))"
# A denial of several relations that loses the one that it is kept with goes to another.
_PASS_ON = f"""
UPDATE telling SET relation = (SELECT min(a.relation) FROM attached a WHERE a.telling = n)
WHERE relation IN {_LIST} AND n IN (SELECT telling FROM attached)
"""
