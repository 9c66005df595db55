"""Read relations, entities and documents of the database as objects of the model."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from ...documents import Document
from ...model import Entity, Relation
from ...relation_ids import relation_name, relation_number
from ...rules import selected_names
from ...schema import Schema
from ...scope import Selection
from ..batches import in_batches
from ..entity_record import EntityRecord
from .cypher_conditions import in_scope
from .database import RELATIONS, either
from .origins import TELLINGS, document_of, read_records
from .properties import COMMON, DOCUMENT_FIELDS, camel, documents_of, entities_of, relation_of
from .regroup import LOOKUP, SOURCES, words_of
from .server import Server
from .tellings import TELLING_LISTS, Source, stored_tellings

PAGE = 2_000
SOURCES_KEPT = 100_000

_WIDTH = 14


def columns(attributes: Collection[str] = ()) -> str:
    """Write the columns of a relation that `relation_of` reads, with these of the attributes that are properties."""
    own = f"r {{{', '.join(f'.{camel(name)}' for name in sorted(attributes))}}}, r.disputed"
    grades = "r.start, r.end, r.strength, r.confidence, r.modality, r.weight"
    more = f"r.place, r.attributes, {own}" if attributes else "null AS place, null AS attributes, {} AS own, r.disputed"
    return f"r.id, a.id, type(r), b.id, {grades}, {more}"


def read_relations(server: Server, schema: Schema, selection: Selection, *, bare: bool) -> Iterator[Relation]:
    """Read the relations of a selection in order of id (see Store.relations)."""
    names = sorted(schema.relations if (chosen := selected_names(schema, selection)) is None else chosen)
    if not names:
        return
    condition, values = in_scope(selection.scope)
    match = _anchor(selection, values, either(names))
    condition = " AND ".join([condition, *_others(selection, names, values)])
    few = selection.pairs is not None  # relations of few documents, which are read together with them
    read = columns() if bare else f"{columns(COMMON)}, {_DOCUMENTS if few else '[]'}, {TELLING_LISTS}"
    # Sorted before the large columns are read.
    statement = f"{match} WHERE {condition} WITH DISTINCT r, a, b ORDER BY r.id RETURN {read}"
    rows = server.stream(statement, **values)
    if bare:
        yield from (relation_of(row, schema, (), {}) for row in rows)
        return
    sources: dict[str, Source] = {}
    while page := list(islice(rows, PAGE)):
        tellings = [stored_tellings(*row[_WIDTH + 1 :]) for row in page]
        sources.update((id_, Source(*fields)) for row in page for id_, *fields in row[_WIDTH])
        _learn(server, sources, {telling.document for many in tellings for telling in many if telling.document})
        yield from (relation_of(row[:_WIDTH], schema, many, sources) for row, many in zip(page, tellings, strict=True))


def read_relation_ids(server: Server, schema: Schema, about: Collection[str]) -> dict[str, bool]:
    """Read the ids of the relations of some entities, and whether each leads from an entity to itself."""
    values: dict[str, Any] = {}
    anchor = _anchor(Selection(about=about), values, either(sorted(schema.relations)))
    return dict(map(tuple, server.stream(f"{anchor} RETURN DISTINCT r.id, a = b", **values)))


def read_repeated(server: Server, schema: Schema) -> set[str]:
    """Read the ids of the relations that have several tellings."""
    types = either(sorted(schema.relations))
    return {row[0] for row in server.stream(f"MATCH ()-[r:{types}]->() WHERE size(r.quotes) > 1 RETURN r.id")}


_DOCUMENTS = f"COLLECT {{ {SOURCES.replace('$ids', 'coalesce(r.documents, [])').replace('RETURN ', 'RETURN [')}] }}"
"""The documents of a relation's tellings, as a column."""


def read_entities(server: Server, ids: Collection[str] | None, types: Collection[str] | None) -> Iterator[Entity]:
    """Read entities in order of id: those of the ids, of the types, or all."""
    match = "MATCH (e:Entity)" if ids is None else "UNWIND $ids AS id MATCH (e:Entity {id: id})"
    where = "" if types is None else " WHERE e.type IN $types"
    fields = "e.id, e.type, e.name, e.kind, e.aliases, e.attributes"
    statement = f"{match}{where} WITH DISTINCT e ORDER BY e.id RETURN {fields}"
    return entities_of(server.stream(statement, ids=_listed(ids), types=_listed(types)))


def read_entity_records(server: Server, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
    """Yield the records of the entities (of some ids, or all), in order of their ids."""
    match = "MATCH (e:Entity|Member)" if ids is None else _ANY_ENTITY
    columns = "e.id, e.type, e.name, e.kind, e.aliases, e.attributes, e.records"
    for *fields, packed in server.stream(f"{match} RETURN {columns} ORDER BY e.id", ids=_listed(ids)):
        entity = next(entities_of(iter([fields])))
        for origin, record in sorted(read_records(entity, packed).items()):
            yield EntityRecord(record, document_of(origin), origin == TELLINGS)


_ANY_ENTITY = """
UNWIND $ids AS id
CALL (id) { MATCH (e:Entity {id: id}) RETURN e UNION ALL MATCH (e:Member {id: id}) RETURN e }
"""


def read_documents(server: Server, ids: Collection[str] | None) -> Iterator[Document]:
    """Read documents in order of id: the named ones, or all."""
    match = "MATCH (d:Document)" if ids is None else "UNWIND $ids AS id MATCH (d:Document {id: id})"
    return documents_of(
        server.stream(f"{match} WITH DISTINCT d ORDER BY d.id RETURN {DOCUMENT_FIELDS}", ids=_listed(ids))
    )


def _id_queries(ids: Iterable[str]) -> list[str]:
    """Write the full-text queries for relation ids, in batches."""
    numbers = map(relation_number, ids)
    known = sorted({relation_name(number) for number in numbers if number is not None})
    return [words_of("id", batch) for batch in in_batches(known, LOOKUP)]


def _anchor(selection: Selection, values: dict[str, Any], types: str) -> str:
    """Write the pattern that finds the fewest candidates for a selection."""
    if selection.ids is not None and selection.about is None:
        values["index"], values["queries"] = RELATIONS, _id_queries(selection.ids)
        return (
            "UNWIND $queries AS query CALL db.index.fulltext.queryRelationships($index, query) "
            "YIELD relationship AS r WITH r, startNode(r) AS a, endNode(r) AS b"
        )
    if selection.pairs is not None:
        values["pairs"] = [list(ends) for ends in {(min(pair), max(pair)) for pair in selection.pairs}]
        return (
            "UNWIND $pairs AS pair MATCH (x:Entity {id: pair[0]}) MATCH (y:Entity {id: pair[1]}) "
            f"MATCH (x)-[r:{types}]-(y) WITH r, startNode(r) AS a, endNode(r) AS b"
        )
    if selection.about is not None:
        values["about"] = _listed(selection.about)
        return (
            f"UNWIND $about AS id MATCH (e:Entity {{id: id}})-[r:{types}]-() "
            "WITH DISTINCT r WITH r, startNode(r) AS a, endNode(r) AS b"
        )
    return f"MATCH (a:Entity)-[r:{types}]->(b:Entity)"


def _others(selection: Selection, names: Collection[str], values: dict[str, Any]) -> list[str]:
    """Write the conditions of a selection that its anchor does not cover."""
    conditions = []
    if selection.ids is not None and selection.about is not None:
        conditions.append("r.id IN $ids")
        values["ids"] = _listed(selection.ids)
    elif selection.ids is not None:
        conditions.append("type(r) IN $names")
        values["names"] = list(names)
        if selection.pairs is not None:
            conditions.append("[a.id, b.id] IN $pairs")
            values["pairs"] = _both_ways(selection.pairs)
    if selection.about is not None and selection.pairs is not None:
        conditions.append("(a.id IN $about OR b.id IN $about)")
        values["about"] = _listed(selection.about)
    return conditions


def _both_ways(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [list(ends) for ends in dict.fromkeys(ends for a, b in pairs for ends in ((a, b), (b, a)))]


def _learn(server: Server, sources: dict[str, Source], documents: set[str]) -> None:
    """Look up the documents of the next tellings."""
    if len(sources) > SOURCES_KEPT:
        sources.clear()
    missing = documents - sources.keys()
    if missing:
        sources.update((id_, Source(*fields)) for id_, *fields in server.read(SOURCES, ids=list(missing)))


def _listed(values: Collection[str] | None) -> list[str]:
    return list(values or ())
