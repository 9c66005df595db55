"""Bring a database of layout 2 to 4 up to date: names and keys by current rules, and only what differs is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from ...disputes import Touched
from ...model import Entity
from ...older_names import lost_article, renewal_notes
from ...schema import Schema
from ..batches import in_batches
from . import history
from .database import either, mark_version
from .disputes import mark_disputes
from .forms import exact_forms, forms_of
from .judgements import in_force
from .merge import entity_row, lock, rewrite_entities, stored_entities
from .prepare import prepare
from .regroup import (
    RETURNED,
    joined,
    lookup,
    rewrite_keys,
    sources_of,
    standing_for,
    stored_between,
    stored_by_key,
    stored_from,
)
from .relation_changes import BATCH, Stored
from .server import Server
from .settle import settle
from .tellings import KeyTellings, Source, documents_of, key_of_ends, united

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    Tx = ManagedTransaction


def renew(server: Server, schema: Schema) -> list[str]:
    """Bring the database up to date, in transactions that can be interrupted and repeated; return notes."""
    prepare(server, schema)
    names = list(_outdated_names(server))
    for ids in in_batches(names, BATCH):
        server.write(partial(_rewrite_names, schema, ids))
    moved = dict(_moved_tellings(server, schema))
    touched = Touched(schema)
    for keys in in_batches(sorted({*moved, *_keys_of_voices(server)}), BATCH):
        server.write(partial(_rewrite_keys, schema, touched, keys))
    server.write(partial(_finish, schema, touched))
    return [f"{server.url} has been brought up to date.", *renewal_notes(len(names), sum(moved.values()))]


def _outdated_names(server: Server) -> Iterator[str]:
    """Yield the entities whose names have another normal form."""
    for id_, type_, name, kind, aliases, forms, exact in server.stream(_NAMES):
        entity = Entity(id_, type_, name, kind, tuple(aliases or ()))
        if forms_of(entity) != sorted(forms or ()) or exact_forms(entity) != (sorted(exact) if exact else None):
            yield id_


def _rewrite_names(schema: Schema, ids: list[str], tx: Tx) -> None:
    """Write the names by which entities are found; merged and split ones have the names of others, too."""
    lock(tx)
    judged = in_force(tx).ids.intersection(ids)
    stored = stored_entities(tx, [id_ for id_ in ids if id_ not in judged])
    rewrite_entities(tx, [entity_row(entity, records) for entity, records in stored.values()])
    settle(tx, schema, judged)


def _moved_tellings(server: Server, schema: Schema) -> Iterator[tuple[int, int]]:
    """Yield the keys of relations with tellings of another key, and how many tellings these are."""
    standing = dict(map(tuple, server.read(_STANDING)))
    sources = {id_: Source(publisher=publisher) for id_, publisher in server.read(_PUBLISHERS)}
    keyed = [name for name, relation in schema.relations.items() if relation.key]
    counted: dict[int, int] = {}
    for row in server.stream(_KEYED.format(either(schema.relations)), keyed=keyed):
        some = stored_from(row).tellings
        ends = some.source, some.name, some.target
        keys = [key_of_ends(*ends, telling, sources, schema, standing) for telling in some.tellings]
        if moved := sum(key != some.key for key in keys):
            counted[some.key] = counted.get(some.key, 0) + moved
    yield from counted.items()


def _keys_of_voices(server: Server) -> set[int]:
    """Collect the keys of tellings whose publisher has another normal form."""
    documents = [id_ for id_, publisher in server.read(_PUBLISHERS) if lost_article(publisher)]
    return server.write(lambda tx: {relation.tellings.key for relation in lookup(tx, "documents", documents)})


def _rewrite_keys(schema: Schema, touched: Touched, keys: Iterable[int], tx: Tx) -> None:
    """Group the tellings of some keys by their current keys."""
    lock(tx)
    stored = stored_by_key(tx, keys)
    after = _regrouped(tx, schema, stored)
    elsewhere = [some for key, some in after.items() if key not in stored]
    for key, relations in stored_between(tx, elsewhere).items():
        stored[key] = relations
        after[key].tellings.extend(joined(relations).tellings)
    united_ = {key: some._replace(tellings=united(some.tellings)) for key, some in after.items()}
    sources, standing = sources_of(tx, documents_of(after.values())), standing_for(tx, after.values())
    rewrite_keys(tx, schema, stored, united_, sources, standing, touched)


def _regrouped(tx: Tx, schema: Schema, stored: Mapping[int, list[Stored]]) -> dict[int, KeyTellings]:
    before = {key: joined(relations) for key, relations in stored.items()}
    after = {key: some._replace(tellings=[]) for key, some in before.items()}
    sources, standing = sources_of(tx, documents_of(before.values())), standing_for(tx, before.values())
    for some in before.values():
        for telling in some.tellings:
            key = key_of_ends(some.source, some.name, some.target, telling, sources, schema, standing)
            after.setdefault(key, some._replace(key=key, tellings=[])).tellings.append(telling)
    return after


def _finish(schema: Schema, touched: Touched, tx: Tx) -> None:
    lock(tx)
    mark_disputes(tx, schema, touched)
    mark_version(tx, history.next_number(tx))


_NAMES = "MATCH (e:Entity) RETURN e.id, e.type, e.name, e.kind, e.aliases, e.forms, e.exact"
_STANDING = "MATCH (m:Member)-[:SAME_AS]->(e:Entity) RETURN m.id, e.id"
_PUBLISHERS = "MATCH (d:Document) WHERE d.publisher IS NOT NULL RETURN d.id, d.publisher"
_KEYED = f"""
MATCH (a:Entity)-[r:{{}}]->(b:Entity)
WHERE type(r) IN $keyed OR any(text IN r.details WHERE text CONTAINS '"against"' OR text CONTAINS '"ref"')
{RETURNED}
"""
