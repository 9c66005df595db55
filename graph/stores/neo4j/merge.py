"""Write staged documents and entities, and update grades that depend on them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ...disputes import Touched
from ...document_records import combined_fields, fields_of
from ...documents import Document
from ...model import Entity
from ...records import combined_record
from ...schema import Schema
from ..batches import in_batches
from .database import META, SPEAKS_OF, VERSION, quoted
from .document_records import DocumentRecords, pack_document_records, read_document_records
from .editions import keep_earlier_texts
from .forms import exact_forms, forms_of
from .origins import Records, add_record, pack_records, read_records
from .properties import DOCUMENT_FIELDS, camel, documents_of, key_number, packed
from .regroup import lookup, regroup
from .relation_changes import BATCH
from .server import run, send
from .staged_documents import merged
from .tellings import Source

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


def lock(tx: Tx) -> None:
    """Lock the database against other writers until the end of the transaction; a new one gets its version."""
    run(tx, _LOCK, id=META, version=VERSION)


def write_documents(tx: Tx, batch: list[Document], load: int) -> int:
    """Add a load's documents and count the new ones; mark the ones that change the grades of older tellings."""
    stored = stored_documents(tx, [document.id for document in batch])
    rows = []
    for given in batch:
        known, records = stored.get(given.id, (None, {}))
        if known and not records:
            records = {0: fields_of(known)}
        records[load] = combined_fields([records.get(load, {}), fields_of(given)])
        document = merged(known, given) if known else given
        row = document_row(document, records)
        rows.append(row | {"stale": True} if known and source_of(known) != source_of(document) else row)
    keep_earlier_texts(tx, {id_: document for id_, (document, _) in stored.items()}, batch)
    send(tx, "UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d += row", rows)
    run(tx, _BROUGHT, ids=[document.id for document in batch], load=load)
    return len(batch) - len(stored)


def stored_documents(tx: Tx, ids: Collection[str]) -> dict[str, tuple[Document, DocumentRecords]]:
    """Look up documents with the records of each load."""
    rows = run(tx, _DOCUMENTS, ids=list(ids))
    documents = documents_of(row[:-1] for row in rows)
    records = (read_document_records(row[-1]) for row in rows)
    return {document.id: (document, loads) for document, loads in zip(documents, records, strict=True)}


def document_row(document: Document, records: DocumentRecords) -> dict[str, Any]:
    """Make the properties of a document."""
    fields = {**document._asdict(), "attributes": packed(document.attributes)}
    return {camel(name): value for name, value in fields.items()} | {"records": pack_document_records(records)}


def write_entities(tx: Tx, batch: list[tuple[str, Records]]) -> tuple[int, set[str]]:
    """Add records of entities; return how many entities are new, and the ids of those whose kind has changed."""
    stored = stored_entities(tx, [id_ for id_, _ in batch])
    new, changed, kinds = [], [], set()
    for id_, given in batch:
        if id_ not in stored:
            new.append(entity_row(combined_record(given.values()), given))
            continue
        entity, records = stored[id_]
        news = [add_record(records, record, origin) for origin, record in given.items()]
        if any(news):
            after = combined_record(records.values())
            changed.append(entity_row(after, records))
            kinds |= {id_} if after.kind != entity.kind else set()
    send(tx, _CREATE_ENTITIES, new)
    rewrite_entities(tx, changed)
    return len(new), kinds


def stored_entities(tx: Tx, ids: list[str]) -> dict[str, tuple[Entity, Records]]:
    """Look up entities with their records."""
    stored = {}
    for id_, type_, name, kind, aliases, attributes, records in run(tx, ENTITIES, ids=ids):
        entity = _entity(id_, type_, name, kind, aliases, attributes)
        stored[id_] = entity, read_records(entity, records)
    return stored


def rewrite_entities(tx: Tx, rows: list[list[Any]]) -> None:
    """Write entities, and the names by which they are found, from their rows."""
    send(tx, _UPDATE_ENTITIES, rows)
    send(tx, _UPDATE_MEMBERS, rows)


def entity_row(entity: Entity, records: Records, *, apart: bool = False) -> list[Any]:
    """Make the row of an entity for a statement; `apart`: judgements make it differ from its records."""
    return [
        entity.id, entity.type, entity.name, entity.kind, list(entity.aliases), forms_of(entity),
        packed(entity.attributes), pack_records(records, apart=apart), exact_forms(entity),
    ]  # fmt: skip


def write_links(tx: Tx, batch: list[tuple[str, list[str]]], load: int) -> None:
    """Link documents to the entities they mention, and note the load."""
    run(tx, _BROUGHT, ids=[document for document, _ in batch], load=load)
    known = {row[0] for row in run(tx, _LINKED, ids=[document for document, _ in batch])}
    send(tx, _LINK.format("CREATE"), [list(row) for row in batch if row[0] not in known])
    send(tx, _LINK.format("MERGE"), [list(row) for row in batch if row[0] in known])


def regrade(tx: Tx, schema: Schema, touched: Touched) -> None:
    """Regroup the tellings of changed documents, and the relations of changed types."""
    stale = [row[0] for row in run(tx, "MATCH (d:Document {stale: true}) RETURN d.id ORDER BY d.id")]
    keys = {relation.tellings.key for relation in lookup(tx, "documents", stale)}
    (names,) = run(tx, "MATCH (m:Linkchart {id: $id}) RETURN m.reweigh", id=META)[0]
    for name in names or ():
        rows = run(tx, f"MATCH ()-[r:{quoted(name)}]->() RETURN DISTINCT r.key")
        keys |= {key_number(row[0]) for row in rows}
        touched.everything = True
    for some in in_batches(sorted(keys), BATCH):
        regroup(tx, schema, some, touched)
    run(tx, "MATCH (d:Document {stale: true}) REMOVE d.stale")
    run(tx, "MATCH (m:Linkchart {id: $id}) REMOVE m.reweigh", id=META)


def source_of(document: Document) -> Source:
    """Select the fields of a document that grade its tellings."""
    return Source(
        document.title,
        document.publisher,
        document.reliability,
        document.published,
        document.text is not None,
        document.retracted is not None,
    )


def _entity(id_: str, type_: str, name: str, kind: str | None, aliases: Any, attributes: str | None) -> Entity:
    import json

    return Entity(id_, type_, name, kind, tuple(aliases or ()), json.loads(attributes or "{}"))


_LOCK = """
MERGE (m:Linkchart {id: $id}) SET m.locked = true, m.version = coalesce(m.version, $version) REMOVE m.locked
"""
_DOCUMENTS = f"UNWIND $ids AS id MATCH (d:Document {{id: id}}) RETURN {DOCUMENT_FIELDS}, d.records"
_COLUMNS = "RETURN e.id, e.type, e.name, e.kind, e.aliases, e.attributes, e.records"
ENTITIES = (
    f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) {_COLUMNS} "
    f"UNION ALL UNWIND $ids AS id MATCH (e:Member {{id: id}}) {_COLUMNS}"
)

_CREATE_ENTITIES = """
UNWIND $rows AS row
CREATE (e:Entity:$(row[1]) {
    id: row[0], type: row[1], name: row[2], kind: row[3], aliases: row[4], forms: row[5], attributes: row[6],
    records: row[7], exact: row[8]})
WITH row UNWIND coalesce(row[8], row[5]) AS form CREATE (:Name {form: form, entity: row[0]})
"""

_UPDATE_ENTITIES = """
UNWIND $rows AS row
MATCH (e:Entity {id: row[0]})
WITH e, row, coalesce(e.exact, e.forms, []) AS before, coalesce(row[8], row[5]) AS after
WITH e, row, [form IN after WHERE NOT form IN before] AS added, [form IN before WHERE NOT form IN after] AS gone
SET e.name = row[2], e.kind = row[3], e.aliases = row[4], e.forms = row[5], e.attributes = row[6], e.records = row[7],
    e.exact = row[8]
WITH row, added, gone
CALL (row, gone) { UNWIND gone AS form MATCH (n:Name {form: form, entity: row[0]}) DELETE n }
WITH row, added UNWIND added AS form CREATE (:Name {form: form, entity: row[0]})
"""

_BROUGHT = """
UNWIND $ids AS id
MATCH (d:Document {id: id}) WHERE NOT $load IN coalesce(d.loads, []) SET d.loads = coalesce(d.loads, []) + $load
"""

_UPDATE_MEMBERS = """
UNWIND $rows AS row
MATCH (m:Member {id: row[0]})
SET m.name = row[2], m.kind = row[3], m.aliases = row[4], m.attributes = row[6], m.records = row[7]
"""

_LINKED = f"""
UNWIND $ids AS id
MATCH (d:Document {{id: id}}) WHERE EXISTS {{ (d)-[:{SPEAKS_OF}]->() }} RETURN id
"""

_LINK = f"""
UNWIND $rows AS row
MATCH (d:Document {{{{id: row[0]}}}})
UNWIND row[1] AS id
MATCH (e:Entity {{{{id: id}}}})
{{}} (d)-[:{SPEAKS_OF}]->(e)
"""
