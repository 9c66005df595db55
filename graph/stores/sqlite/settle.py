"""Apply the judgements in force to the graph: representatives of entities, and the ends of tellings.

The tellings of merged entities are moved to their representative, and their ends as loaded are stored
beside; then they are grouped by key as usual. Nothing else in the file depends on judgements.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from ...disputes import Touched
from ...identity.in_force import InForce, one_of
from ...model import Entity
from ...records import combined_record
from ...schema import Schema
from .connection import MOVING
from .disputes import DisputeMarker
from .entities import EntityTable, learn_names, remove_entities, rewrite, row_of
from .judgements import judgements
from .merge import Regrouped, regroup
from .moving import AGAINST, Moving
from .origins import Records
from .row_cache import Terms
from .sql_conditions import numbers
from .tables import ORIGIN_TELLINGS


class Changed(NamedTuple):
    """The changes of a transaction: entities by number, tellings after one, and entities of judgements by id."""

    entities: Collection[int] = ()
    tellings_after: int | None = None
    judged: Collection[str] = ()


def settle(database: sqlite3.Connection, schema: Schema, changed: Changed) -> Regrouped:
    """Apply the judgements in force to the changes; return the result for the relations."""
    in_force = InForce(judgements(database))
    ids = {*changed.judged, *_affected(database, in_force.ids, changed)}
    return _Settling(database, schema, in_force, in_force.related(ids)).run() if ids else Regrouped()


def _affected(database: sqlite3.Connection, judged: Collection[str], changed: Changed) -> Iterator[str]:
    """Yield the entities of judgements that a transaction has changed or added."""
    if not judged:
        return
    known = {row[0]: row[1:] for row in database.execute(_ROWS, [json.dumps(sorted(judged))])}
    by_number = {n: id_ for id_, (n, _) in known.items()}
    yield from (id_ for id_, (_, same_as) in known.items() if same_as is None)
    yield from (by_number[n] for n in changed.entities if n in by_number)
    if changed.tellings_after is not None:
        ends = chain(*database.execute(_NEW_ENDS.format(numbers(by_number)), {"after": changed.tellings_after}))
        yield from (by_number[n] for n in ends)
        against = database.execute(f"{AGAINST} AND n > ?", [changed.tellings_after])
        yield from {id_ for _, id_ in against if id_ in known}


class _Settling:
    """The entities of some judgements, with all of their tellings."""

    def __init__(self, database: sqlite3.Connection, schema: Schema, in_force: InForce, ids: set[str]) -> None:
        self._database = database
        self._schema = schema
        self._in_force = in_force
        self._add_split_off(ids)
        rows = database.execute(_ROWS, [json.dumps(sorted(ids))]).fetchall()
        self._numbers: dict[str, int] = {id_: n for id_, n, _ in rows}
        self._before: dict[str, int | None] = {id_: same_as for id_, _, same_as in rows}

    def run(self) -> Regrouped:
        """Apply the judgements to entities and relations; return the result for the relations."""
        self._database.execute(f"PRAGMA cache_size = {MOVING}")
        moving = Moving(self._database, self._schema, self._in_force, self._numbers)
        tellings = moving.tellings({*self._numbers.values(), *filter(None, self._before.values())})
        existing = {*self._with_records(), *moving.mentioned(tellings)}
        standing = self._in_force.representatives(self._numbers, existing)
        self._write_entities(existing, standing)
        keys = moving.move(tellings, standing)
        touched = Touched(self._schema)
        touched.events.update(self._numbers.values())
        done = regroup(self._database, self._schema, keys, touched, _LAST)
        for name, source, target in moving.touched:
            touched.note(name, source, target)
        remove_entities(self._database, [n for id_, n in self._numbers.items() if id_ not in existing])
        DisputeMarker(self._database, self._schema).mark(touched)
        return done

    def _add_split_off(self, ids: Collection[str]) -> None:
        """Add the entities that splits make, unless they exist or their original does not."""
        splits = [split for split in map(self._in_force.split_off, ids) if split is not None]
        known = {row[0] for row in self._database.execute(_ROWS, [json.dumps(sorted(ids))])}
        new = []
        for split in splits:
            parent, id_ = split.entities
            if id_ not in known and parent in known:
                (type_,) = self._database.execute(_TYPE, [parent]).fetchone()
                aliases = tuple(sorted({*split.names} - {split.name}))
                new.append(Entity(id_, type_, split.name or id_, None, aliases))
        if new:
            table = EntityTable(self._database, Terms(self._database))
            table.add(new, ORIGIN_TELLINGS)
            table.finish()

    def _with_records(self) -> Iterator[str]:
        """Yield the entities that have a record of their own."""
        return (row[0] for row in self._database.execute(_WITH_RECORDS.format(numbers(self._numbers.values()))))

    def _write_entities(self, existing: Collection[str], standing: Mapping[str, str]) -> None:
        """Write the representatives, and the entities combined from their records."""
        shown, own = self._entities(existing, standing)
        judged = {id_ for id_ in existing if self._is_judged(id_, existing)}
        records = Records(self._database)
        gone = numbers(n for id_, n in self._numbers.items() if id_ not in existing)
        self._database.execute(f"UPDATE entity SET same_as = NULL WHERE n IN {gone}")
        for id_ in existing:
            number, same_as = self._numbers[id_], self._numbers[standing[id_]] if id_ in judged else None
            records.keep_apart(number, apart=same_as is not None)
            self._database.execute("UPDATE entity SET same_as = ? WHERE n = ?", [same_as, number])
        rows = [row_of(entity, self._numbers[entity.id]) for entity in shown]
        rewrite(self._database, rows, [(row[-1],) for row in rows])
        learn_names(self._database, own, [row_of(entity, self._numbers[entity.id]) for entity in own])

    def _entities(self, existing: Collection[str], standing: Mapping[str, str]) -> tuple[list[Entity], list[Entity]]:
        """Combine all entities, as shown and with their own names."""
        stored = Records(self._database).by_entity(self._numbers[id_] for id_ in existing)
        own = {}
        for id_ in existing:
            own[id_] = self._in_force.named(combined_record(stored[self._numbers[id_]].values()))
        shown = []
        for id_, entity in own.items():
            members = [other for other in self._in_force.group(id_) if other in existing]
            shown.append(one_of(own[other] for other in members) if standing[id_] == id_ else entity)
        return shown, list(own.values())

    def _is_judged(self, id_: str, existing: Collection[str]) -> bool:
        others = [other for other in self._in_force.group(id_) if other in existing]
        return len(others) > 1 or self._in_force.renames(id_)


_LAST = (1 << 63) - 1
_LIST = "(SELECT value FROM json_each(?))"
_ROWS = f"SELECT id, n, same_as FROM entity WHERE id IN {_LIST}"
_TYPE = "SELECT t.name FROM entity e JOIN term t ON t.n = e.n >> 32 WHERE e.id = ?"
_NEW_ENDS = """
SELECT source FROM telling WHERE n > :after AND source IN {0}
UNION SELECT target FROM telling WHERE n > :after AND target IN {0}
"""
_WITH_RECORDS = """
SELECT id FROM entity e WHERE n IN {} AND (e.origin > 0 OR e.origin IS NULL AND EXISTS
    (SELECT 1 FROM entity_record r WHERE r.entity = e.n AND r.origin > 0))
"""
