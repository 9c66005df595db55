"""Remove documents, relations and entities, with what is left with nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ...disputes import Touched
from ...errors import UnknownRelation
from ...schema import Schema
from ..protocol import Counts
from .database import SPEAKS_OF, either
from .disputes import mark_disputes
from .merge import entity_row, rewrite_entities, stored_entities
from .origins import TELLINGS, of_document, remove_origin
from .regroup import lookup, regroup
from .server import run
from .staging import batches

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

BATCH = 5_000


def remove_document(tx: Tx, schema: Schema, document: str) -> Counts:
    """Remove a document, its tellings and entity records, and what is left with nothing; return what went."""
    if not run(tx, "MATCH (d:Document {id: $id}) RETURN d.id", id=document):
        raise UnknownRelation(f"No document is called “{document}”.")
    touched = Touched(schema)
    keys = {relation.tellings.key for relation in lookup(tx, "documents", [document])}
    spoken_of = [row[0] for row in run(tx, _SPOKEN_OF, id=document)]
    done = regroup(tx, schema, keys, touched, stays=lambda told: told.document != document)
    touched.events |= _remove_records(tx, spoken_of, document)
    run(tx, "MATCH (t:EarlierText {document: $id}) DELETE t", id=document)
    run(tx, "MATCH (d:Document {id: $id}) DETACH DELETE d", id=document)
    entities = remove_lonely(tx, schema, {*spoken_of, *done.ends})
    mark_disputes(tx, schema, touched)
    return Counts(1, entities, -done.relations, -done.tellings)


def remove_lonely(tx: Tx, schema: Schema, ids: Collection[str]) -> int:
    """Remove those of some entities that no record has and no relation joins; return how many."""
    lone = f"MATCH (e:Entity {{id: id}}) WHERE NOT (e)-[:{either(schema.relations)}]-() RETURN id"
    removed = 0
    for some in batches(sorted(ids), BATCH):
        alone = [row[0] for row in run(tx, f"UNWIND $ids AS id {lone}", ids=some)]
        gone = [id_ for id_, (_, records) in stored_entities(tx, alone).items() if records.keys() == {TELLINGS}]
        run(tx, _REMOVE_ENTITIES, ids=gone)
        removed += len(gone)
    return removed


def _remove_records(tx: Tx, entities: Collection[str], document: str) -> set[str]:
    """Remove what a document says of entities; return the ids of those whose kind has changed."""
    origin, kinds, rows = of_document(document), set(), []
    for id_, (entity, records) in stored_entities(tx, list(entities)).items():
        if origin in records:
            after = remove_origin(entity, records, origin)
            rows.append(entity_row(after, records))
            kinds |= {id_} if after.kind != entity.kind else set()
    rewrite_entities(tx, rows)
    return kinds


_SPOKEN_OF = f"MATCH (:Document {{id: $id}})-[:{SPEAKS_OF}]->(e:Entity) RETURN e.id"
_REMOVE_ENTITIES = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) { UNWIND coalesce(e.exact, e.forms) AS form MATCH (n:Name {form: form, entity: e.id}) DELETE n }
DETACH DELETE e
"""
