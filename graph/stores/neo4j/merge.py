"""From what was staged to the graph on the server, and the grades that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...merging import united
from ...model import Document, Entity
from ...schema import Schema
from .database import META, RELATIONS, SPEAKS_OF, quoted
from .properties import (
    ASSIGNED,
    FREE,
    OWN,
    TOLD,
    Source,
    documents_of,
    entities_of,
    kinds,
    packed,
    properties,
    told_from,
)
from .server import run, send
from .staging import Staged, ahead, batches, exact_forms, forms_of, merged

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

BATCH = 5_000
LOOKUP = 500  # ids to a full-text query: Lucene takes no more than 1,024 words


class Held(NamedTuple):
    """A relation as it is in the database; `element` is the driver's handle of it in this transaction."""

    element: str
    relation: Staged


def lock(tx: Tx) -> None:
    """Wait until nobody else is writing, and keep others waiting to the end of the transaction."""
    run(tx, "MERGE (m:Linkchart {id: $id}) SET m.locked = true REMOVE m.locked", id=META)


def write_documents(tx: Tx, batch: list[Document]) -> int:
    """Add documents and return how many are new; marks those by which older tellings are to be graded anew."""
    held = {one.id: one for one in documents_of(iter(run(tx, _DOCUMENTS, ids=[one.id for one in batch])))}
    rows = []
    for told in batch:
        one = merged(held[told.id], told) if told.id in held else told
        stale = told.id in held and source_of(one) != source_of(held[told.id])
        fields = {
            "id": one.id, "title": one.title, "publisher": one.publisher, "published": one.published, "path": one.path,
            "reliability": one.reliability, "attributes": packed(one.attributes), "text": one.text,
        }  # fmt: skip
        if one != held.get(one.id):
            rows.append(fields | {"stale": True} if stale else fields)
    send(tx, "UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d += row", rows)
    return len(batch) - len(held)


def write_entities(tx: Tx, batch: list[Entity]) -> int:
    """Add entities and their names and return how many are new."""
    held = {one.id: one for one in entities_of(iter(run(tx, _ENTITIES, ids=[one.id for one in batch])))}
    new = [_entity_row(one) for one in batch if one.id not in held]
    known = [united(held[one.id], one) for one in batch if one.id in held]
    send(tx, _CREATE_ENTITIES, new)
    send(tx, _UPDATE_ENTITIES, [_entity_row(one) for one in known if one != held[one.id]])
    return len(new)


def write_relations(tx: Tx, staged: list[Staged], schema: Schema, own: int) -> tuple[int, int]:
    """Add tellings and the relations that are new; return how many relations and tellings these are.

    `own`: how many relations the same load has made before, none of which comes again.
    """
    # All is looked up before anything is written: the index would have to take in every batch anew. In a
    # database that holds nothing but what this load has written there is nothing to look up.
    (held,) = run(tx, _COUNT)[0]
    known = {one.relation.id: one for one in lookup(tx, "id", [one.id for one in staged] if held > own else [])}
    sources = sources_of(tx, documents_told(staged) | documents_told(one.relation for one in known.values()))
    tellings = 0
    changed = []
    for relation in staged:
        if relation.id in known:
            held = known[relation.id].relation
            told = list(dict.fromkeys([*held.told, *relation.told]))
            if len(told) > len(held.told):
                tellings += len(told) - len(held.told)
                changed.append(Held(known[relation.id].element, held._replace(told=told)))
    new = [one for one in staged if one.id not in known]
    rows = ([*_row(one, schema, sources), one.source, one.target, one.name] for one in new)
    for batch in ahead(batches(rows, BATCH)):
        send(tx, _CREATE, batch, kinds=kinds(schema))
    rewrite(tx, changed, schema, sources)
    return len(new), tellings + sum(len(one.told) for one in new)


def write_links(tx: Tx, batch: list[tuple[str, list[str]]]) -> None:
    """Join documents to the entities that they speak of."""
    known = {row[0] for row in run(tx, _LINKED, ids=[document for document, _ in batch])}
    send(tx, _LINK.format("CREATE"), [list(row) for row in batch if row[0] not in known])
    send(tx, _LINK.format("MERGE"), [list(row) for row in batch if row[0] in known])


def rewrite(tx: Tx, changed: Iterable[Held], schema: Schema, sources: Mapping[str, Source]) -> None:
    """Write relations anew from their tellings."""
    rows = ([*_row(one.relation, schema, sources), one.element] for one in changed)
    for batch in ahead(batches(rows, BATCH)):
        send(tx, _REWRITE, batch, kinds=kinds(schema))


def regrade(tx: Tx, schema: Schema) -> None:
    """Grade anew what tellings in changed documents, or relations whose meaning has changed, are worth."""
    stale = [row[0] for row in run(tx, "MATCH (d:Document {stale: true}) RETURN d.id ORDER BY d.id")]
    changed = {one.element: one for one in lookup(tx, "documents", stale)}
    (names,) = run(tx, "MATCH (m:Linkchart {id: $id}) RETURN m.reweigh", id=META)[0]
    for name in names or ():
        rows = run(tx, f"MATCH (a:Entity)-[r:{quoted(name)}]->(b:Entity) {_RETURN}")
        changed |= {one.element: one for one in map(_held, rows)}
    rewrite(tx, changed.values(), schema, sources_of(tx, documents_told(one.relation for one in changed.values())))
    run(tx, "MATCH (d:Document {stale: true}) REMOVE d.stale")
    run(tx, "MATCH (m:Linkchart {id: $id}) REMOVE m.reweigh", id=META)


def lookup(tx: Tx, field: str, values: Iterable[str]) -> Iterator[Held]:
    """Return the relations of some ids (field `id`), or those told in some documents (field `documents`)."""
    for batch in batches(values, LOOKUP):
        for row in run(tx, _LOOKUP, index=RELATIONS, query=words_of(field, batch)):
            yield _held(row)


def words_of(field: str, values: Iterable[str]) -> str:
    """Return a full-text query for any of some values of a field of a relation."""
    words = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return f"{field}:(" + " ".join(f'"{word}"' for word in words) + ")"


def sources_of(tx: Tx, ids: Iterable[str]) -> dict[str, Source]:
    """Return what tellings take from their documents."""
    rows = [row for batch in batches(sorted(ids), BATCH) for row in run(tx, SOURCES, ids=batch)]
    return {id_: Source(*fields) for id_, *fields in rows}


def source_of(document: Document) -> Source:
    """Return what tellings take from a document."""
    return Source(document.title, document.publisher, document.reliability)


def _row(one: Staged, schema: Schema, sources: Mapping[str, Source]) -> list[Any]:
    return [0, *properties(one.id, one.start, one.end, one.name, one.told, schema, sources)]


def _held(row: list[Any]) -> Held:
    element, id_, source, name, target, start, end, *told = row
    return Held(element, Staged(id_, source, name, target, start or "", end or "", told_from(*told)))


def documents_told(relations: Iterable[Staged]) -> set[str]:
    """Return the documents in which some relations are told."""
    return {told.document for one in relations for told in one.told if told.document}


def _entity_row(one: Entity) -> list[Any]:
    return [
        one.id, one.type, one.name, one.kind, list(one.aliases), forms_of(one), packed(one.attributes),
        exact_forms(one),
    ]  # fmt: skip


_FIELDS = "d.id, d.title, d.publisher, d.published, d.path, d.reliability, d.attributes, d.text"
_DOCUMENTS = f"UNWIND $ids AS id MATCH (d:Document {{id: id}}) RETURN {_FIELDS}"
_ENTITIES = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id, e.type, e.name, e.kind, e.aliases, e.attributes"
SOURCES = "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id, d.title, d.publisher, d.reliability"

# Both numbers stand ready in the database's own statistics.
_COUNT = f"RETURN COUNT {{ ()-->() }} - COUNT {{ ()-[:{SPEAKS_OF}]->() }}"

_CREATE_ENTITIES = """
UNWIND $rows AS row
CREATE (e:Entity:$(row[1]) {
    id: row[0], type: row[1], name: row[2], kind: row[3], aliases: row[4], forms: row[5], attributes: row[6],
    exact: row[7]})
WITH row UNWIND coalesce(row[7], row[5]) AS form CREATE (:Name {form: form, entity: row[0]})
"""

_UPDATE_ENTITIES = """
UNWIND $rows AS row
MATCH (e:Entity {id: row[0]})
WITH e, row, coalesce(e.exact, e.forms) AS forms
WITH e, row, [form IN coalesce(row[7], row[5]) WHERE NOT form IN forms] AS added
SET e.kind = row[3], e.aliases = row[4], e.forms = row[5], e.attributes = row[6], e.exact = row[7]
WITH row, added UNWIND added AS form CREATE (:Name {form: form, entity: row[0]})
"""

_CREATE = f"""
UNWIND $rows AS row
MATCH (a:Entity {{id: row[{FREE}]}}) MATCH (b:Entity {{id: row[{FREE + 1}]}})
CREATE (a)-[r:$(row[{FREE + 2}]) {ASSIGNED}]->(b) SET r += $kinds[row[{FREE + 2}]], r += {OWN}
"""

_REWRITE = f"""
UNWIND $rows AS row
MATCH ()-[r]->() WHERE elementId(r) = row[{FREE}]
SET r = {ASSIGNED}, r += $kinds[type(r)], r += {OWN}
"""

_RETURN = f"RETURN elementId(r), r.id, a.id, type(r), b.id, r.start, r.end, {TOLD}"

_LOOKUP = f"""
CALL db.index.fulltext.queryRelationships($index, $query) YIELD relationship AS r
WITH r, startNode(r) AS a, endNode(r) AS b {_RETURN}
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
