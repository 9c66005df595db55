"""Apply the judgements in force to the graph: representatives of entities, and the ends of tellings.

A merged entity is a `(:Member)-[:SAME_AS]->(:Entity)`: no statement that matches entities
finds it. Its tellings are moved to its representative, with the ids of their ends as loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ...disputes import Touched
from ...identity.in_force import InForce, one_of
from ...model import Entity
from ...records import combined_record
from ...schema import Schema
from .database import either
from .disputes import mark_disputes
from .growth import Regrouped
from .judgements import in_force
from .merge import entity_row, rewrite_entities, stored_entities, write_entities
from .origins import TELLINGS, Records
from .regroup import (
    RETURNED,
    joined,
    lookup,
    rewrite_keys,
    sources_of,
    standing_for,
    stored_between,
    stored_from,
)
from .relation_changes import Stored
from .server import run, send
from .tellings import KeyTellings, Sources, StoredTelling, documents_of, key_of_ends, mark_of_stored, united

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


def settle(tx: Tx, schema: Schema, ids: Collection[str], near: Collection[str] = ()) -> Regrouped:
    """Apply the judgements in force about some entities; return the growth of relations and tellings.

    `near`: ends of relations written in this transaction that may have an entity as `against`.
    """
    judged = in_force(tx)
    return _Settling(tx, schema, judged, judged.related(ids), near).run() if ids else Regrouped()


def remove_lost(tx: Tx, schema: Schema, ids: Collection[str]) -> None:
    """Apply the judgements about some entities."""
    settle(tx, schema, in_force(tx).ids & {*ids})


class _Settling:
    """The entities of some judgements, with all of their tellings."""

    def __init__(self, tx: Tx, schema: Schema, judged: InForce, ids: set[str], near: Collection[str]) -> None:
        self._tx = tx
        self._near = near
        self._schema = schema
        self._judged = judged
        self._add_split_off(ids)
        self._stored = stored_entities(tx, sorted(ids))
        self._members: dict[str, str] = dict(map(tuple, run(tx, _MEMBERS, ids=sorted(self._stored))))

    def run(self) -> Regrouped:
        """Apply the judgements to entities and relations; return the growth of relations and tellings."""
        tx = self._tx
        stored = self._relations()
        before = {key: joined(some) for key, some in stored.items()}
        existing = {*self._with_records(), *self._with_tellings(before.values())}
        standing = self._judged.representatives(self._stored, existing)
        shown = [id_ for id_ in existing if standing[id_] == id_]
        run(tx, _PROMOTE, ids=shown)
        sources = sources_of(tx, documents_of(before.values()))
        meant = {**standing_for(tx, before.values()), **standing}
        after = self._moved(stored, standing, sources, meant)
        touched = Touched(self._schema)
        touched.events.update(self._stored)
        grown = rewrite_keys(tx, self._schema, stored, after, sources, meant, touched)
        self._write_entities(existing, standing)
        mark_disputes(tx, self._schema, touched)
        count = sum(len(some.tellings) for some in after.values())
        return Regrouped(grown, count - sum(len(joined(some).tellings) for some in stored.values()))

    def _moved(
        self, stored: dict[int, list[Stored]], standing: Mapping[str, str], sources: Sources, meant: Mapping[str, str]
    ) -> dict[int, KeyTellings]:
        """Make the tellings of all keys afterwards; existing relations of new keys are added to `stored`."""
        before = {key: joined(some) for key, some in stored.items()}
        after = {key: some._replace(tellings=[]) for key, some in before.items()}
        for some in before.values():
            for telling in some.tellings:
                placed, moved = self._placed(some, telling, standing, sources, meant)
                after.setdefault(placed.key, placed).tellings.append(moved)
        # The relations of these entities are all known, which saves thousands of searches in the index.
        elsewhere = [some for key, some in after.items() if key not in stored and not _touches(some, self._stored)]
        for key, relations in stored_between(self._tx, elsewhere).items():
            stored[key] = relations
            after[key] = after[key]._replace(tellings=[*joined(relations).tellings, *after[key].tellings])
        return {key: some._replace(tellings=united(some.tellings)) for key, some in after.items()}

    def _add_split_off(self, ids: Collection[str]) -> None:
        """Add the entities that splits make, unless they exist or their original does not."""
        splits = [split for split in map(self._judged.split_off, ids) if split is not None]
        known = stored_entities(self._tx, sorted({id_ for split in splits for id_ in split.entities}))
        new: list[tuple[str, Records]] = []
        for split in splits:
            parent, id_ = split.entities
            if id_ not in known and parent in known:
                aliases = tuple(sorted({*split.names} - {split.name}))
                entity = Entity(id_, known[parent][0].type, split.name or id_, None, aliases)
                new.append((id_, {TELLINGS: entity}))
        write_entities(self._tx, new)

    def _relations(self) -> dict[int, list[Stored]]:
        """Find the relations that have these entities as ends or as `against`, by key.

        The index alone may lack relations written in this transaction.
        """
        nodes = {*self._stored, *self._members.values()}
        types = either(self._schema.relations)
        rows = run(self._tx, _TOUCHING.format(types), ids=sorted(nodes))
        rows += run(self._tx, _NAMING.format(types), ids=sorted(nodes), near=sorted(self._near))
        relations = {relation.element: relation for relation in map(stored_from, rows)}
        for field in ("against", "via"):
            relations |= {relation.element: relation for relation in lookup(self._tx, field, sorted(nodes))}
        by_key: dict[int, list[Stored]] = {}
        for relation in relations.values():
            by_key.setdefault(relation.tellings.key, []).append(relation)
        elsewhere = [first.tellings for first, *_ in by_key.values() if not _touches(first.tellings, nodes)]
        for key, others in stored_between(self._tx, elsewhere).items():
            by_key[key] += [relation for relation in others if relation.element not in relations]
        return by_key

    def _with_records(self) -> Iterator[str]:
        """Yield the entities that have a record of their own."""
        return (id_ for id_, (_, records) in self._stored.items() if records.keys() != {TELLINGS})

    def _with_tellings(self, tellings: Iterable[KeyTellings]) -> Iterator[str]:
        """Yield the entities that tellings name, or that splits assign them to."""
        for some in tellings:
            for telling in some.tellings:
                for id_, name in _ends(some, telling):
                    if id_ in self._stored:
                        yield id_
                        yield self._judged.end(id_, name, telling.document, self._mark(some, telling))

    def _placed(
        self,
        some: KeyTellings,
        telling: StoredTelling,
        standing: Mapping[str, str],
        sources: Sources,
        meant: Mapping[str, str],
    ) -> tuple[KeyTellings, StoredTelling]:
        """Find the current key and ends of a telling, and make the telling as stored there."""
        ends = []
        for (id_, name), current in zip(_ends(some, telling), (some.source, some.target), strict=True):
            if id_ in self._stored:
                meant_by = self._judged.end(id_, name, telling.document, self._mark(some, telling))
                current = standing[meant_by]  # noqa: PLW2901
            ends.append((current, id_ if id_ != current else None, name))
        if self._schema.relations[some.name].symmetric:
            ends.sort(key=lambda end: (end[0], end[1] or end[0]))
        (source, source_id, source_as), (target, target_id, target_as) = ends
        moved = telling._replace(source_id=source_id, target_id=target_id, source_as=source_as, target_as=target_as)
        key = key_of_ends(source, some.name, target, telling, sources, self._schema, meant)
        return KeyTellings(key, source, some.name, target, []), moved

    def _mark(self, some: KeyTellings, telling: StoredTelling) -> str:
        """Make the mark of a telling, where splits use marks."""
        if not self._judged.names_tellings:
            return ""
        return mark_of_stored(some, telling, self._schema)

    def _write_entities(self, existing: Collection[str], standing: Mapping[str, str]) -> None:
        """Write the representatives, and the entities combined from their records."""
        own = {
            id_: self._judged.named(combined_record(records.values()))
            for id_, (_, records) in self._stored.items()
            if id_ in existing
        }
        rows = []
        for id_, entity in own.items():
            group = [other for other in self._judged.group(id_) if other in existing]
            shown = one_of(own[other] for other in group) if standing[id_] == id_ else entity
            judged = len(group) > 1 or self._judged.renames(id_)
            rows.append([*entity_row(shown, self._stored[id_][1], apart=judged), True if judged else None])
        gone = [id_ for id_ in self._stored if id_ not in existing]
        run(self._tx, _REMOVE, ids=gone)
        demoted = [[id_, other] for id_, other in standing.items() if id_ in existing and other != id_]
        run(self._tx, _PART, pairs=demoted)
        send(self._tx, _DEMOTE, demoted)
        rewrite_entities(self._tx, [row[:-1] for row in rows])
        run(self._tx, _MARK, rows=[[row[0], row[-1]] for row in rows])


def _touches(some: KeyTellings, ids: Collection[str]) -> bool:
    return some.source in ids or some.target in ids


def _ends(some: KeyTellings, telling: StoredTelling) -> tuple[tuple[str, str | None], tuple[str, str | None]]:
    """List the ends of a telling as loaded, by id and by name."""
    return (telling.source_id or some.source, telling.source_as), (telling.target_id or some.target, telling.target_as)


_MEMBERS = "UNWIND $ids AS id MATCH (m:Member {id: id})-[:SAME_AS]->(e:Entity) RETURN m.id, e.id"
_TOUCHING = f"""
UNWIND $ids AS id MATCH (e:Entity {{{{id: id}}}})-[r:{{}}]-()
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b {RETURNED}
"""
_NAMING = f"""
UNWIND $near AS id MATCH (e:Entity {{{{id: id}}}})-[r:{{}}]-() WHERE r.against IN $ids OR r.via IN $ids
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b {RETURNED}
"""
_PROMOTE = """
UNWIND $ids AS id MATCH (m:Member {id: id})
SET m:Entity REMOVE m:Member
WITH m MATCH (m)-[s:SAME_AS]->() DELETE s
"""
# A representative has the names of its members.
_PART = """
UNWIND $pairs AS pair
CALL (pair) {
    MATCH (e:Entity {id: pair[0]})
    CALL (e) { UNWIND coalesce(e.exact, e.forms, []) AS form MATCH (n:Name {form: form, entity: e.id}) DELETE n }
    SET e:Member REMOVE e:Entity REMOVE e.forms, e.exact, e.judged }
"""
_DEMOTE = """
UNWIND $rows AS row
MATCH (m:Member {id: row[0]}) MATCH (e:Entity {id: row[1]})
OPTIONAL MATCH (m)-[before:SAME_AS]->(other) WHERE other.id <> e.id DELETE before
MERGE (m)-[:SAME_AS]->(e)
"""
_MARK = "UNWIND $rows AS row MATCH (e:Entity {id: row[0]}) SET e.judged = row[1]"
_REMOVE = """
UNWIND $ids AS id
CALL (id) {
    MATCH (e:Entity {id: id})
    CALL (e) { UNWIND coalesce(e.exact, e.forms) AS form MATCH (n:Name {form: form, entity: e.id}) DELETE n }
    DETACH DELETE e }
CALL (id) { MATCH (m:Member {id: id}) DETACH DELETE m }
"""
