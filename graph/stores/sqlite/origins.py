"""Origins of entity records (a document or a load), and entities made of the remaining records.

The row of an entity with one record is that record, and `entity.origin` is its origin. An entity with several, or
whose row judgements change, has its records in `entity_record`, and no origin. ORIGIN_TELLINGS marks entities that
only tellings mention.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ...model import Entity
from ...records import combined_record
from ..entity_record import EntityRecord
from .history import NewEntry
from .row_cache import packed
from .sql_conditions import numbers
from .tables import ORIGIN_TELLINGS


class Origins:
    """The origins of a load's records: each document, or the load itself."""

    def __init__(self, database: sqlite3.Connection, entry: NewEntry) -> None:
        self._database = database
        self._entry = entry
        self._numbers: dict[int | None, int] = {}

    def of_load(self) -> int:
        """Find the origin of records without a document."""
        return self._of(None)

    def of_document(self, number: int) -> int:
        """Find the origin of a document's records in this load."""
        return self._of(number)

    def _of(self, document: int | None) -> int:
        if document not in self._numbers:
            row = "INSERT INTO origin (document, command) VALUES (?, ?)"
            self._numbers[document] = int(self._database.execute(row, [document, self._entry.number]).lastrowid or 0)
        return self._numbers[document]


class Records:
    """The records of entities, by entity and origin."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(self, batch: Mapping[int, Entity], stored: Mapping[str, Entity], origin: int) -> Iterator[Entity]:
        """Add records to existing entities, by number; yield each combined entity."""
        by_origin = self._of(batch, stored)
        for number, record in batch.items():
            records = by_origin[number]
            if origin == ORIGIN_TELLINGS:
                continue
            own = records.get(origin)
            records[origin] = combined_record([own, record] if own else [record])
            self._keep(number, records)
            yield combined_record(records.values())

    def move(self, entities: Collection[int], from_: int, to: int) -> None:
        """Move records to another origin."""
        stored = {entity.id: entity for entity in self._entities(entities)}
        batch = {number: stored[id_] for number, id_ in self._ids(entities)}
        for number, records in self._of(batch, stored).items():
            if from_ in records:
                both = [records[from_], *([records[to]] if to in records else [])]
                records[to] = combined_record(both)
                del records[from_]
                self._keep(number, records)

    def remove(self, origin: int) -> Iterator[tuple[Entity, Entity]]:
        """Remove the records of an origin; yield each of its entities before and after."""
        rows = self._database.execute(_BROUGHT_BY, [origin, origin]).fetchall()
        entities = [row[0] for row in rows]
        stored = {entity.id: entity for entity in self._entities(entities)}
        batch = {number: stored[id_] for number, id_ in self._ids(entities)}
        for number, records in self._of(batch, stored).items():
            was, name = batch[number], combined_record(records.values()).name
            records.pop(origin, None)
            if not records:
                records[ORIGIN_TELLINGS] = Entity(was.id, was.type, name)
            self._keep(number, records)
            yield was, combined_record(records.values())

    def drop(self, entities: Iterable[int]) -> None:
        """Remove the records of entities, which stay as if only tellings mentioned them."""
        for number, records in self.by_entity(entities).items():
            record = combined_record(records.values())
            self._keep(number, {ORIGIN_TELLINGS: Entity(record.id, record.type, record.name)})

    def by_entity(self, entities: Iterable[int]) -> dict[int, dict[int, Entity]]:
        """Read the records of entities, by number and origin."""
        listed = list(entities)
        stored = {entity.id: entity for entity in self._entities(listed)}
        return self._of({number: stored[id_] for number, id_ in self._ids(listed)}, stored)

    def keep_apart(self, number: int, *, apart: bool) -> None:
        """Store the records of an entity apart from its row, if judgements change that, or in the row."""
        records = self.by_entity([number])[number]
        self._database.execute("UPDATE entity SET same_as = ? WHERE n = ?", [number if apart else None, number])
        self._keep(number, records)

    def _of(self, batch: Mapping[int, Entity], stored: Mapping[str, Entity]) -> dict[int, dict[int, Entity]]:
        """Read the records of entities, by number and origin."""
        by_origin: dict[int, dict[int, Entity]] = {number: {} for number in batch}
        listed = json.dumps(list(batch))
        for number, origin in self._database.execute(_SINGLE, [listed]):
            by_origin[number][origin] = stored[batch[number].id]
        for number, origin, *fields in self._database.execute(_SEVERAL, [listed]):
            by_origin[number][origin] = _entity(batch[number].id, batch[number].type, fields)
        return by_origin

    def _keep(self, number: int, records: Mapping[int, Entity]) -> None:
        """Write the records of an entity, but not its own row."""
        self._database.execute("DELETE FROM entity_record WHERE entity = ?", [number])
        (apart,) = self._database.execute("SELECT same_as IS NOT NULL FROM entity WHERE n = ?", [number]).fetchone()
        single = next(iter(records)) if len(records) == 1 and not apart else None
        self._database.execute("UPDATE entity SET origin = ? WHERE n = ?", [single, number])
        if single is None:
            rows = [(number, origin, *_fields(record)) for origin, record in records.items()]
            self._database.executemany("INSERT INTO entity_record VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _entities(self, entities: Collection[int]) -> Iterator[Entity]:
        from .reader import read_entities

        return read_entities(self._database, f"e.n IN {numbers(entities)}", ())

    def _ids(self, entities: Collection[int]) -> Iterable[tuple[int, str]]:
        return self._database.execute(f"SELECT n, id FROM entity WHERE n IN {numbers(entities)}").fetchall()


def entity_records(database: sqlite3.Connection, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
    """Yield the records of some entities, or of all, in order of the ids, each with its document."""
    some = "1" if ids is None else "e.id IN (SELECT value FROM json_each(?))"
    values = () if ids is None else [json.dumps(list(ids))]
    for id_, type_, origin, document, *fields in database.execute(_RECORDS.format(some), values):
        yield EntityRecord(_entity(id_, type_, fields), document, origin == ORIGIN_TELLINGS)


def _fields(record: Entity) -> tuple[Any, ...]:
    return record.name, record.kind, packed(record.aliases) or None, packed(record.attributes) or None


def _entity(id_: str, type_: str, fields: Iterable[Any]) -> Entity:
    name, kind, aliases, attributes = fields
    return Entity(id_, type_, name, kind, tuple(json.loads(aliases or "[]")), json.loads(attributes or "{}"))


_SINGLE = "SELECT n, origin FROM entity WHERE origin IS NOT NULL AND n IN (SELECT value FROM json_each(?))"
_SEVERAL = """
SELECT entity, origin, name, kind, aliases, attributes FROM entity_record
WHERE entity IN (SELECT value FROM json_each(?))
"""
_BROUGHT_BY = "SELECT n FROM entity WHERE origin = ? UNION SELECT entity FROM entity_record WHERE origin = ?"
_RECORDS = """
SELECT e.id, t.name, o.origin, d.id, o.name, o.kind, o.aliases, o.attributes
FROM entity e JOIN term t ON t.n = e.n >> 32 JOIN (
    SELECT n, origin, name, kind, aliases, attributes FROM entity WHERE origin IS NOT NULL
    UNION ALL SELECT * FROM entity_record) o ON o.n = e.n
LEFT JOIN origin g ON g.n = o.origin LEFT JOIN document d ON d.n = g.document WHERE {} ORDER BY e.id, o.origin
"""
