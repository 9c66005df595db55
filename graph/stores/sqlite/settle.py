"""Apply the judgements in force to the graph: representatives of entities, and the ends of tellings.

The tellings of entities judged to be one are moved to the one that stands for them, and their ends as told kept
beside; then their keys and relations follow as they always do. Nothing else in the file knows of judgements.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from ...disputes import Touched
from ...facts import read_details
from ...identity.in_force import InForce, one_of
from ...model import NOTHING, Entity
from ...records import combined_record
from ...relation_ids import key_of
from ...schema import Schema
from .disputes import DisputeMarker
from .entities import EntityTable, learn_names, remove_entities, rewrite, row_of
from .filters import numbers
from .judgements import judgements
from .merge import Regrouped, named_by, regroup
from .origins import Records
from .row_cache import Terms
from .standing import StandingFor
from .tables import ORIGIN_TELLINGS, WITH_AGAINST


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
        against = database.execute(f"{_AGAINST} AND n > ?", [changed.tellings_after])
        yield from {id_ for _, id_ in against if id_ in known}


class _Telling(NamedTuple):
    """A telling and its ends: the entities it counts for, those told where they differ, and names as written."""

    n: int
    key: int
    name: str
    source: int
    target: int
    source_told: int | None
    target_told: int | None
    source_as: str
    target_as: str
    document: str | None
    publisher: str | None
    details: str


class _Settling:
    """The entities of some judgements, with all of their tellings."""

    def __init__(self, database: sqlite3.Connection, schema: Schema, in_force: InForce, ids: set[str]) -> None:
        self._database = database
        self._schema = schema
        self._in_force = in_force
        self._add_split_off(ids)
        rows = database.execute(_ROWS, [json.dumps(sorted(ids))]).fetchall()
        self._numbers: dict[str, int] = {id_: n for id_, n, _ in rows}
        self._ids = {n: id_ for id_, n in self._numbers.items()}
        self._before: dict[str, int | None] = {id_: same_as for id_, _, same_as in rows}

    def run(self) -> Regrouped:
        """Apply the judgements to entities and relations; return the result for the relations."""
        tellings = list(self._tellings())
        existing = {*self._with_records(), *self._with_tellings(tellings)}
        standing = self._in_force.representatives(self._numbers, existing)
        self._write_entities(existing, standing)
        moved = self._moved(tellings, standing)
        self._database.executemany(_MOVE, [(telling.key, *telling[3:9], telling.n) for telling in moved])
        touched = Touched(self._schema)
        touched.events.update(self._numbers.values())
        keys = {telling.key for telling in (*tellings, *moved)}
        done = regroup(self._database, self._schema, keys, touched, _LAST)
        for name, source, target in {(one.name, one.source, one.target) for one in tellings}:
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

    def _tellings(self) -> Iterator[_Telling]:
        """Yield the tellings of all keys with these entities."""
        nodes = {*self._numbers.values(), *filter(None, self._before.values())}
        keys = {row[0] for row in self._database.execute(_KEYS.format(numbers(nodes)))}
        keys |= {key for key, id_ in self._database.execute(_AGAINST) if id_ in self._numbers}
        for row in self._database.execute(_TELLINGS, [json.dumps(sorted(keys))]):
            yield _Telling._make(row)

    def _with_tellings(self, tellings: Iterable[_Telling]) -> Iterator[str]:
        """Yield the entities that tellings name, or that splits give them to."""
        for telling in tellings:
            for told, name in _ends(telling):
                if told in self._ids:
                    yield self._ids[told]
                    yield self._in_force.end(self._ids[told], name, telling.document)

    def _with_records(self) -> Iterator[str]:
        """Yield the entities that have a record of their own."""
        return (row[0] for row in self._database.execute(_WITH_RECORDS.format(numbers(self._ids))))

    def _moved(self, tellings: Iterable[_Telling], standing: Mapping[str, str]) -> list[_Telling]:
        """List the tellings that get other ends or another key, with these."""
        ids = {row[0]: row[1] for row in self._database.execute(_IDS_OF, [json.dumps(sorted(_nodes(tellings)))])}
        ids |= self._ids
        standing_for = StandingFor(self._database)
        moved = []
        for telling in tellings:
            after = self._placed(telling, standing, ids)
            key = self._schema.relations[after.name].key
            named = named_by(_attributes(telling), telling.publisher, telling.document, key, standing_for)
            after = after._replace(key=key_of(ids[after.source], after.name, ids[after.target], named))
            if after != telling:
                moved.append(after)
        return moved

    def _placed(self, telling: _Telling, standing: Mapping[str, str], ids: Mapping[int, str]) -> _Telling:
        """Give a telling the ends that it counts for now."""
        ends = []
        for (told, name), current in zip(_ends(telling), (telling.source, telling.target), strict=True):
            if told in self._ids:
                meant = self._in_force.end(self._ids[told], name, telling.document)
                current = self._numbers[standing[meant]]  # noqa: PLW2901
            ends.append((current, told if told != current else None, name))
        if self._schema.relations[telling.name].symmetric:
            ends.sort(key=lambda end: (ids[end[0]], ids[end[1] or end[0]]))
        (source, source_told, source_as), (target, target_told, target_as) = ends
        return telling._replace(
            source=source, target=target, source_told=source_told, target_told=target_told,
            source_as=source_as, target_as=target_as,
        )  # fmt: skip

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
        """Combine all entities as they are shown, and by their own names."""
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


def _ends(telling: _Telling) -> tuple[tuple[int, str], tuple[int, str]]:
    """List the ends of a telling as told, by number and by name."""
    return (
        (telling.source_told or telling.source, telling.source_as),
        (telling.target_told or telling.target, telling.target_as),
    )


def _attributes(telling: _Telling) -> Mapping[str, Any]:
    details = read_details(telling.details) if telling.details else NOTHING
    attributes: Mapping[str, Any] = details.get("attributes", NOTHING)
    return attributes


def _nodes(tellings: Iterable[_Telling]) -> set[int]:
    return {end for one in tellings for end in (one.source, one.target, one.source_told, one.target_told) if end}


_LAST = (1 << 63) - 1
_LIST = "(SELECT value FROM json_each(?))"
_ROWS = f"SELECT id, n, same_as FROM entity WHERE id IN {_LIST}"
_IDS_OF = f"SELECT n, id FROM entity WHERE n IN {_LIST}"
_TYPE = "SELECT t.name FROM entity e JOIN term t ON t.n = e.n >> 32 WHERE e.id = ?"
_NEW_ENDS = """
SELECT source FROM telling WHERE n > :after AND source IN {0}
UNION SELECT target FROM telling WHERE n > :after AND target IN {0}
"""
_AGAINST = f"""
SELECT key, json_extract(details, '$.attributes.against') FROM telling WHERE {WITH_AGAINST}
"""
_KEYS = """
SELECT key FROM telling WHERE worth IS NOT NULL AND source IN {0}
UNION SELECT key FROM telling WHERE worth IS NOT NULL AND target IN {0}
"""
_TELLINGS = f"""
SELECT t.n, t.key, m.name, t.source, t.target, t.source_told, t.target_told, t.source_as, t.target_as, d.id,
    d.publisher, t.details
FROM telling t JOIN term m ON m.n = t.name LEFT JOIN document d ON d.n = t.document WHERE t.key IN {_LIST}
"""
_WITH_RECORDS = """
SELECT id FROM entity e WHERE n IN {} AND (e.origin > 0 OR e.origin IS NULL AND EXISTS
    (SELECT 1 FROM entity_record r WHERE r.entity = e.n AND r.origin > 0))
"""
_MOVE = """
UPDATE telling SET key = ?, source = ?, target = ?, source_told = ?, target_told = ?, source_as = ?, target_as = ?
WHERE n = ?
"""
