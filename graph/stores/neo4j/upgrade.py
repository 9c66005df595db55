"""Upgrade a database of format 1: its tellings get keys and are grouped by their own dates."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self

from ...disputes import Touched
from ...model import Entity
from ...older_names import merged_by_older_rules
from ...relation_ids import key_of, named_part, ref_origin
from ...schema import Schema
from ...telling_details import read_details
from ..batches import in_batches
from ..entries import Command
from ..totals import Counts
from . import history
from .database import either, mark_version
from .disputes import mark_disputes
from .merge import entity_row, lock, rewrite_entities
from .origins import TELLINGS, of_load
from .prepare import prepare
from .regroup import SOURCES, regroup
from .relation_changes import BATCH
from .server import Server, run
from .tellings import KeyTellings, Source, Sources, StoredTelling

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    Tx = ManagedTransaction

SLICE = 10_000
"""Keys in one transaction."""


def upgrade(server: Server, schema: Schema) -> list[str]:
    """Upgrade a database of format 1, in transactions that can be interrupted and repeated.

    Returns notes for the user.
    """
    prepare(server, schema)
    number = server.write(_begin)
    touched = Touched(schema)
    touched.everything = True
    with _OldTellings() as old:
        sources = {id_: Source(*fields) for id_, *fields in server.read(SOURCES, ids=_documents(server))}
        old.add(_old_relations(server, schema), schema, sources)
        for part in in_batches(old.by_key(), SLICE):
            server.write(partial(_regroup, schema, touched, part))
    notes = [f"{server.url} has been brought up to date."]
    for entities in in_batches(_old_entities(server, schema), BATCH):
        server.write(partial(_rewrite_entities, entities, number))
        notes += merged_by_older_rules(entity for entity, _ in entities)
    server.write(partial(_finish, schema, touched))
    return notes


class _OldTellings:
    """The tellings of a database, sorted by key in a temporary file."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("CREATE TABLE old (key INTEGER, element, source, name, target, telling)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._database.close()

    def add(self, relations: Iterable[list[Any]], schema: Schema, sources: Sources) -> None:
        """Add the tellings of relations, each under its key."""
        for element, source, name, target, start, end, *lists in relations:
            rows = []
            for document, paragraph, quote, credibility, details in zip(*_filled(lists), strict=True):
                own = document or None, paragraph or None, quote or None, credibility or None, details or None
                telling = StoredTelling(*own, start or "", end or "", None, None)
                key = _key(source, name, target, telling, schema, sources)
                rows.append((key, element, source, name, target, json.dumps(telling)))
            self._database.executemany("INSERT INTO old VALUES (?, ?, ?, ?, ?, ?)", rows)

    def by_key(self) -> Iterator[tuple[KeyTellings, set[str]]]:
        """Yield the tellings of each key, and their relationships."""
        rows = self._database.execute("SELECT * FROM old ORDER BY key, rowid")
        for key, same in groupby(rows, itemgetter(0)):
            listed = list(same)
            _, _, source, name, target, _ = listed[0]
            tellings = list(dict.fromkeys(StoredTelling(*json.loads(row[-1])) for row in listed))
            yield KeyTellings(key, source, name, target, tellings), {row[1] for row in listed}


def _begin(tx: Tx) -> int:
    lock(tx)
    number = history.next_number(tx)
    history.record(tx, number, Command("upgrade"), Counts())
    return number


def _documents(server: Server) -> list[str]:
    return [row[0] for row in server.read("MATCH (d:Document) RETURN d.id")]


def _old_relations(server: Server, schema: Schema) -> Iterator[list[Any]]:
    lists = ", ".join(
        f"coalesce(r.{name}, [])" for name in ("documents", "paragraphs", "quotes", "credibilities", "details")
    )
    return server.stream(
        f"MATCH (a:Entity)-[r:{either(schema.relations)}]->(b:Entity) WHERE r.key IS NULL "
        f"RETURN elementId(r), a.id, type(r), b.id, r.start, r.end, {lists}"
    )


def _filled(lists: list[list[Any]]) -> list[list[Any]]:
    """Fill in omitted lists, so that all have one length."""
    length = max(map(len, lists))
    return [values or [None] * length for values in lists]


def _key(source: str, name: str, target: str, telling: StoredTelling, schema: Schema, sources: Sources) -> int:
    attributes = read_details(telling.details).get("attributes", {}) if telling.details else {}
    publisher = sources.get(telling.document or "", Source()).publisher
    origin = ref_origin(publisher, telling.document) if "ref" in attributes else ""
    return key_of(source, name, target, named_part(attributes, schema.relations[name].key, origin))


def _regroup(schema: Schema, touched: Touched, part: list[tuple[KeyTellings, set[str]]], tx: Tx) -> None:
    lock(tx)
    elements = sorted({element for _, some in part for element in some})
    run(tx, "MATCH ()-[r]->() WHERE elementId(r) IN $elements AND r.key IS NULL DELETE r", elements=elements)
    added = [tellings for tellings, _ in part]
    regroup(tx, schema, [tellings.key for tellings in added], touched, added=added)


def _old_entities(server: Server, schema: Schema) -> Iterator[tuple[Entity, bool]]:
    """Yield the entities without records, and whether relations join them."""
    statement = (
        "MATCH (e:Entity) WHERE e.records IS NULL RETURN e.id, e.type, e.name, e.kind, e.aliases, e.attributes, "
        f"EXISTS {{ (e)-[:{either(schema.relations)}]-() }}"
    )
    for id_, type_, name, kind, aliases, attributes, joined in server.stream(statement):
        yield Entity(id_, type_, name, kind, tuple(aliases or ()), json.loads(attributes or "{}")), joined


def _rewrite_entities(batch: list[tuple[Entity, bool]], number: int, tx: Tx) -> None:
    """Give entities a record of this command, unless they may come from tellings alone."""
    lock(tx)
    rows = []
    for entity, joined in batch:
        bare = joined and not (entity.kind or entity.aliases or entity.attributes)
        rows.append(entity_row(entity, {TELLINGS if bare else of_load(number): entity}))
    rewrite_entities(tx, rows)


def _finish(schema: Schema, touched: Touched, tx: Tx) -> None:
    lock(tx)
    mark_disputes(tx, schema, touched)
    mark_version(tx, history.next_number(tx))
