"""Find what later entries of a history need from earlier ones, in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ...document_records import combined_fields, text_hash
from ...documents import Document
from ...model import Entity
from ...names import name_forms
from ...records import combined_record
from ...schema import Schema
from ..batches import in_batches
from ..entries import Entry
from ..undoing import LOADING, Need, later_savings
from .database import either
from .document_records import DocumentRecords
from .merge import stored_documents, stored_entities
from .origins import load_of
from .regroup import RETURNED, lookup, stored_from
from .server import run
from .tellings import KeyTellings, StoredTelling, numbers_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

BATCH = 5_000


def needs(tx: Tx, schema: Schema, known: Mapping[int, Entry], chosen: Collection[int]) -> list[Need]:
    """List what other entries need from the chosen ones."""
    listed = later_savings(known, chosen)
    loads = {number for number in chosen if known[number].command.name in LOADING}
    if loads:
        listed += _documents_needed(tx, known, loads)
        listed += _entities_needed(tx, schema, loads)
    return [need for need in dict.fromkeys(listed) if need.number and need.number not in chosen]


def described_by(tx: Tx, loads: Collection[int]) -> dict[str, tuple[Document, DocumentRecords]]:
    """Read the documents that some loads describe, with the record of each load."""
    ids = [row[0] for row in run(tx, _DESCRIBED, loads=list(loads))]
    stored = stored_documents(tx, ids)
    return {id_: some for id_, some in stored.items() if not some[1].keys().isdisjoint(loads)}


def recorded_by(tx: Tx, loads: Collection[int]) -> list[str]:
    """List the entities of which some loads have a record."""
    marks = [f'"origin": "load {load}{after}' for load in loads for after in (" ", '"')]
    return [row[0] for row in run(tx, _RECORDED, marks=marks)]


def with_tellings_of(tx: Tx, schema: Schema, loads: Collection[int]) -> list[list[str]]:
    """List key and ends of the relations with tellings from some loads."""
    return run(tx, _BROUGHT.format(either(schema.relations)), loads=list(map(str, loads)))


def _documents_needed(tx: Tx, known: Mapping[int, Entry], loads: Collection[int]) -> Iterator[Need]:
    """Yield the entries with tellings from documents, or from their texts, that only the loads add."""
    for id_, (document, records) in described_by(tx, loads).items():
        left = {load: fields for load, fields in records.items() if load not in loads}
        described = [load for load in left if load not in known or known[load].command.name != "retract"]
        tellings = _of_others(tx, id_, loads)
        if not described:
            yield from (Need(load, f"retracts {id_}") for load in left)
            yield from (Need(load, f"has tellings in {id_}") for load, _ in tellings)
            continue
        after = combined_fields(left[load] for load in sorted(left)).get("text")
        if document.text is not None and after != text_hash(document.text):
            since = min(load for load in records if load in loads)
            for load, telling in tellings:
                if load > since and telling.quote:
                    yield Need(load, f"quotes the text of {id_}")


def _of_others(tx: Tx, document: str, loads: Collection[int]) -> list[tuple[int, StoredTelling]]:
    """List the tellings of a document that other loads added, each with its loads."""
    return [
        (load, telling)
        for stored in lookup(tx, "documents", [document])
        for telling in stored.tellings.tellings
        if telling.document == document
        for load in sorted(numbers_of(telling.loads).difference(loads))
    ]


def _entities_needed(tx: Tx, schema: Schema, loads: Collection[int]) -> Iterator[Need]:
    """Yield the entries whose tellings name entities by names that only the loads add."""
    for ids in in_batches(recorded_by(tx, loads), BATCH):
        stored = stored_entities(tx, ids)
        lost: dict[str, set[str] | None] = {}
        for id_, (_, records) in stored.items():
            left = [record for origin, record in records.items() if load_of(origin) not in loads]
            lost[id_] = _forms(records.values()) - _forms(left) if left else None
        for id_, load, name in _naming(tx, schema, ids, loads):
            entity, forms = stored[id_][0], lost[id_]
            named = name_forms((name,), entity.type, entity.kind) if name else ()
            if forms is None or forms.intersection(named):
                yield Need(load, f"names {id_}" + (f" as {name}" if name else ""))


def _forms(records: Iterable[Entity]) -> set[str]:
    entity = combined_record(records)
    return set(name_forms((entity.name, *entity.aliases), entity.type, entity.kind))


def _naming(
    tx: Tx, schema: Schema, ids: Collection[str], loads: Collection[int]
) -> Iterator[tuple[str, int, str | None]]:
    """Yield entities with the other loads that have tellings about them, and the names there."""
    here = frozenset(ids)
    rows = run(tx, _OTHERS.format(either(schema.relations)), ids=list(ids), loads=list(map(str, loads)))
    for relation in map(stored_from, rows):
        for telling in relation.tellings.tellings:
            for id_, name in _ends(relation.tellings, telling):
                if id_ in here:
                    for load in sorted(numbers_of(telling.loads).difference(loads)):
                        yield id_, load, name


def _ends(some: KeyTellings, telling: StoredTelling) -> tuple[tuple[str, str | None], ...]:
    return (telling.source_id or some.source, telling.source_as), (telling.target_id or some.target, telling.target_as)


_DESCRIBED = "MATCH (d:Document) WHERE any(load IN d.loads WHERE load IN $loads) RETURN d.id"
_RECORDED = """
MATCH (e:Entity|Member) WHERE any(record IN e.records WHERE any(mark IN $marks WHERE record CONTAINS mark)) RETURN e.id
"""
_BROUGHT = """
MATCH (a)-[r:{}]->(b) WHERE any(each IN r.loads WHERE any(load IN split(each, ' ') WHERE load IN $loads))
RETURN r.key, a.id, b.id
"""
_OTHERS = f"""
UNWIND $ids AS id
CALL (id) {{{{
    MATCH (e:Entity {{{{id: id}}}}) RETURN e
    UNION ALL MATCH (:Member {{{{id: id}}}})-[:SAME_AS]->(e) RETURN e
}}}}
MATCH (e)-[r:{{}}]-()
WHERE any(each IN coalesce(r.loads, ['0']) WHERE any(load IN split(each, ' ') WHERE NOT load IN $loads))
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b {RETURNED}
"""
