"""Remove documents, tellings, records and entities, with everything that rests on them alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from ...disputes import Touched
from ...errors import UnknownRelation
from ...merging import united
from ...model import Entity
from ...relation_ids import relation_number
from ...schema import Schema
from ..totals import Counts, difference
from .brought import trim
from .disputes import DisputeMarker
from .entities import LONELY, learn_names, remove_entities, remove_lonely, rewrite, row_of
from .merge import regroup
from .origins import Records
from .reader import read_entities
from .rekeying import rekey
from .settle import Changed, settle
from .sql_conditions import numbers
from .writer import count_rows


def remove_document(database: sqlite3.Connection, schema: Schema, document: str) -> Counts:
    """Remove a document, its tellings and records, and everything that rests on them alone; return the counts."""
    before = count_rows(database)
    removal = Removal(database, schema)
    removal.documents(row[0] for row in database.execute("SELECT n FROM document WHERE id = ?", [document]).fetchall())
    removal.finish()
    return difference(before, count_rows(database))


class Removal:
    """The removals of one transaction; `finish` updates the graph."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        self._names = {row[0]: row[1] for row in database.execute("SELECT n, name FROM term")}
        self._touched = Touched(schema)
        self._keys: set[int] = set()
        self._ends: set[int] = set()
        self._loads_of_ends: dict[int, set[int]] = {}  # of their documents
        self._removed: list[Entity] = []
        self._before: dict[str, Entity] = {}  # entities before they lost a record
        self.loads: set[int] = set()
        """The entries of the loads that brought the documents."""

    def tellings(self, condition: str, values: Iterable[object] = ()) -> set[int]:
        """Remove the tellings that meet a condition; return the entities that they were loaded with."""
        rows = self._database.execute(
            f"SELECT n, key, name, source, target, source_told, target_told FROM telling WHERE {condition}",
            tuple(values),
        ).fetchall()
        for _, key, name, source, target, *_ in rows:
            self._keys.add(key)
            self._touched.note(self._names[name], source, target)
        self._ends.update(end for row in rows for end in row[3:] if end is not None)
        listed = json.dumps([row[0] for row in rows])
        self._database.execute(f"DELETE FROM attached WHERE telling IN {_LIST}", [listed])
        self._database.executemany("DELETE FROM telling WHERE n = ?", [(row[0],) for row in rows])
        return {told or now for row in rows for now, told in (row[3:6:2], row[4:7:2])}

    def documents(self, documents: Iterable[int]) -> None:
        """Remove documents, with their tellings and entity records, and records loaded for them alone."""
        listed = list(documents)
        loads = {row[0] for row in self._database.execute(_LOADS_OF.format(numbers(listed))).fetchall()} - {None, 0}
        ends = self.tellings(f"document IN {numbers(listed)}")
        origins = self._database.execute(f"SELECT n FROM origin WHERE document IN {numbers(listed)}").fetchall()
        self.records(row[0] for row in origins)
        for column in ("earlier_text WHERE document", "document_record WHERE document", "withdrawn WHERE document",
                       "document WHERE n"):  # fmt: skip
            self._database.execute(f"DELETE FROM {column} IN {numbers(listed)}")
        for end in ends:
            self._loads_of_ends.setdefault(end, set()).update(loads)
        self.loads |= loads

    def records(self, origins: Iterable[int]) -> None:
        """Remove origins with their records of entities."""
        for origin in list(origins):
            changes = list(Records(self._database).remove(origin))
            for before, _ in changes:
                self._before.setdefault(before.id, before)
            self._database.execute("DELETE FROM origin WHERE n = ?", [origin])
            ids = json.dumps([before.id for before, _ in changes])
            number = dict(self._database.execute(f"SELECT id, n FROM entity WHERE id IN {_LIST}", [ids]))
            changed = [after for before, after in changes if after != before]
            rows = [row_of(entity, number[entity.id]) for entity in changed]
            rewrite(self._database, rows, [(row[-1],) for row in rows])
            learn_names(self._database, changed, rows)
            self._ends |= set(number.values())
            self._touched.events |= {number[after.id] for before, after in changes if after.kind != before.kind}

    def regrade(self, document: int) -> None:
        """Grade the tellings of a changed document again."""
        self._keys |= rekey(self._database, self._schema, [document])
        rows = self._database.execute("SELECT DISTINCT key FROM telling WHERE document = ?", [document])
        self._keys |= {row[0] for row in rows}

    def entities(self, entities: Collection[int]) -> None:
        """Remove entities with their records and all tellings of them."""
        listed = numbers(entities)
        ends = ("source", "target", "source_told", "target_told")
        self.tellings(" OR ".join(f"{end} IN {listed}" for end in ends))
        self._removed += read_entities(self._database, f"e.n IN {listed}", ())
        remove_entities(self._database, entities)

    def finish(self) -> list[Entity]:
        """Regroup changed keys, and remove entities without relations or records; return these with all names."""
        database = self._database
        known = list(read_entities(database, f"e.n IN {numbers(self._ends)}", ()))
        regroup(database, self._schema, self._keys, self._touched)
        self._remove_records_left()
        remove_lonely(database, self._ends)
        DisputeMarker(database, self._schema).mark(self._touched)
        settle(database, self._schema, Changed(self._ends))
        trim(database)
        listed = json.dumps([entity.id for entity in known])
        left = {row[0] for row in database.execute(f"SELECT id FROM entity WHERE id IN {_LIST}", [listed])}
        gone = (united(entity, self._before.get(entity.id, entity)) for entity in known if entity.id not in left)
        return sorted([*self._removed, *gone], key=lambda entity: entity.id)

    def _remove_records_left(self) -> None:
        """Remove the records of an entity from the loads of a document that was its last source.

        An entity stays while another document or load describes it.
        """
        lost = []
        for number in self._without_tellings():
            brought = self._database.execute(_BROUGHT_BY, {"n": number}).fetchall()
            if all(document is None and command in self._loads_of_ends[number] for document, command in brought):
                lost.append(number)
        Records(self._database).drop(lost)

    def _without_tellings(self) -> set[int]:
        """Find the ends of removed tellings that no telling names any more, whatever judgements made of them."""
        ends = numbers(self._loads_of_ends)
        alone = {row[0] for row in self._database.execute(_WITHOUT_TELLINGS.format(ends))}
        judged = {row[0] for row in self._database.execute(_JUDGED.format(ends))}
        if judged:
            judged.difference_update(row[0] for row in self._database.execute(_NAMED.format(numbers(judged))))
        return alone | judged


class FileTrial:
    """Removals inside a transaction that will be rolled back."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema

    def remove(self, entities: Collection[str], relations: Collection[str], documents: Collection[str]) -> None:
        """Remove these and what depends on them alone; unknown ids raise UnknownRelation."""
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
        """Remove relations, and their tellings that no other relation has."""
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


_LIST = "(SELECT value FROM json_each(?))"
# A denial of several relations is stored with one of them; when that goes, it moves to another.
_PASS_ON = f"""
UPDATE telling SET relation = (SELECT min(a.relation) FROM attached a WHERE a.telling = n)
WHERE relation IN {_LIST} AND n IN (SELECT telling FROM attached)
"""
_LOADS_OF = """
SELECT command FROM document WHERE n IN {0} UNION SELECT command FROM document_record WHERE document IN {0}
UNION SELECT b.command FROM telling t JOIN brought b ON t.n BETWEEN b.first AND b.last WHERE t.document IN {0}
"""
_WITHOUT_TELLINGS = f"SELECT e.n FROM entity e WHERE e.n IN {{0}} AND e.same_as IS NULL AND {LONELY}"
_JUDGED = "SELECT n FROM entity WHERE n IN {} AND same_as IS NOT NULL"
_NAMED = """
SELECT coalesce(source_told, source) FROM telling WHERE coalesce(source_told, source) IN {0}
UNION SELECT coalesce(target_told, target) FROM telling WHERE coalesce(target_told, target) IN {0}
"""
_BROUGHT_BY = """
SELECT o.document, o.command FROM origin o WHERE o.n IN (
    SELECT origin FROM entity WHERE n = :n AND origin IS NOT NULL UNION
    SELECT origin FROM entity_record WHERE entity = :n)
"""
