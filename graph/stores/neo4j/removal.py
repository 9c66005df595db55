"""Taking away: documents, relations and entities, with what hangs on them alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...errors import UnknownRelation
from ...schema import Schema
from ..protocol import Counts
from .database import either
from .merge import Held, documents_told, lookup, rewrite, sources_of
from .server import run
from .staging import batches

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

BATCH = 5_000


def remove_document(tx: Tx, schema: Schema, document: str) -> Counts:
    """Remove a document and its tellings, and what nothing else tells of; return what went."""
    if not run(tx, "MATCH (d:Document {id: $id}) RETURN d.id", id=document):
        raise UnknownRelation(f"No document is called “{document}”.")
    touched = list(lookup(tx, "documents", [document]))
    kept, gone, tellings = [], [], 0
    for one in touched:
        left = [told for told in one.relation.told if told.document != document]
        tellings += len(one.relation.told) - len(left)
        if left:
            kept.append(Held(one.element, one.relation._replace(told=left)))
        else:
            gone.append(one)
    run(tx, "MATCH (d:Document {id: $id}) DETACH DELETE d", id=document)
    rewrite(tx, kept, schema, sources_of(tx, documents_told(one.relation for one in kept)))
    entities = _remove_relations(tx, gone, schema)
    return Counts(1, entities, len(gone), tellings)


def _remove_relations(tx: Tx, gone: Iterable[Held], schema: Schema) -> int:
    """Remove relations and entities that nothing else joins; return how many of these."""
    listed = list(gone)
    for batch in batches(listed, BATCH):
        run(tx, "MATCH ()-[r]->() WHERE elementId(r) IN $elements DELETE r", elements=[one.element for one in batch])
    ends = sorted({end for one in listed for end in (one.relation.source, one.relation.target)})
    lone = f"MATCH (e:Entity {{id: id}}) WHERE NOT (e)-[:{either(schema.relations)}]-() RETURN id"
    removed = 0
    for some in batches(ends, BATCH):
        ids = [row[0] for row in run(tx, f"UNWIND $ids AS id {lone}", ids=some)]
        run(tx, _REMOVE_ENTITIES, ids=ids)
        removed += len(ids)
    return removed


_REMOVE_ENTITIES = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) { UNWIND coalesce(e.exact, e.forms) AS form MATCH (n:Name {form: form, entity: e.id}) DELETE n }
DETACH DELETE e
"""
