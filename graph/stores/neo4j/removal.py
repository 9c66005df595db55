"""Remove documents, relations and entities, and everything that rests on them alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from ...disputes import Touched
from ...errors import UnknownTelling
from ...identity.in_force import InForce
from ...merging import united
from ...model import Entity
from ...records import combined_record
from ...schema import Schema
from ..batches import in_batches
from ..blanking import Blanking
from ..entries import Command
from ..removals import Forgetting
from ..totals import Counts
from .database import SAME_AS, SPEAKS_OF, either
from .disputes import mark_disputes
from .document_records import blank_reasons
from .history import blank, next_number, record
from .judgements import in_force, members_in
from .merge import entity_row, rewrite_entities, stored_entities
from .origins import TELLINGS, document_of, load_of, remove_origins
from .properties import DOCUMENT_FIELDS, documents_of, key_number
from .regroup import RETURNED, lookup, regroup, stored_from
from .server import run
from .settle import remove_lost, settle
from .tellings import KeyTellings, StoredTelling, mark_of_stored
from .withdrawals import blank_withdrawn

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

BATCH = 5_000


class Removal:
    """The removals of one transaction; `finish` updates the graph."""

    def __init__(self, tx: Tx, schema: Schema) -> None:
        self._tx = tx
        self._schema = schema
        self.touched = Touched(schema)
        self._ends: set[str] = set()
        self.lost: set[str] = set()
        """Ends of relations that have lost a telling."""
        self._loads_of_ends: dict[str, set[int]] = {}  # of their documents
        self._done = Counts()
        self._gone: list[Entity] = []
        self._before: dict[str, Entity] = {}  # entities before they lost a record
        self.loads: set[int] = set()
        """The entries of the loads that brought the documents."""
        self.marks: set[str] = set()
        """The marks by which splits may name the single tellings."""

    def telling(self, reference: str) -> None:
        """Remove a telling, given the id of its relation and its position there."""
        id_, _, place = reference.partition(":")
        stored = next(iter(lookup(self._tx, "id", [id_])), None)
        count = len(stored.tellings.tellings) if stored else 0
        if stored is None or not (place.isdecimal() and 1 <= int(place) <= count):
            raise UnknownTelling(reference)
        gone = stored.tellings.tellings[int(place) - 1]
        self.lost |= {stored.tellings.source, stored.tellings.target}
        self.marks.add(mark_of_stored(stored.tellings, gone, self._schema))
        content = gone.content
        self.regroup({stored.tellings.key}, lambda telling: None if telling.content == content else telling)

    def document(self, document: str) -> None:
        """Remove a document, its tellings and entity records, and records loaded for it alone."""
        loads = {load for (some,) in run(self._tx, _LOADS, id=document) for load in some}
        relations = list(lookup(self._tx, "documents", [document]))
        keys = {relation.tellings.key for relation in relations}
        self.lost |= {end for relation in relations for end in (relation.tellings.source, relation.tellings.target)}
        spoken_of = [row[0] for row in run(self._tx, _SPOKEN_OF, id=document)]
        self.regroup(keys, lambda telling: None if telling.document == document else telling)
        self.records(spoken_of, lambda origin: document_of(origin) == document)
        self.drop_documents([document])
        self._ends.update(spoken_of)
        for id_ in ends_as_loaded((relation.tellings for relation in relations), document):
            self._loads_of_ends.setdefault(id_, set()).update(loads)
        self.loads |= loads

    def drop_documents(self, ids: Collection[str]) -> None:
        """Remove documents without remaining tellings or entity records."""
        run(self._tx, _REMOVE_DOCUMENTS, ids=list(ids))
        self._done = self._done._replace(documents=self._done.documents + len(ids))

    def records(self, ids: Collection[str], gone: Callable[[str], bool]) -> None:
        """Remove the records of some origins from entities."""
        rows = []
        for id_, (entity, records) in stored_entities(self._tx, list(ids)).items():
            if remove_origins(entity, records, gone):
                self._before.setdefault(id_, entity)
                after = combined_record(records.values())
                rows.append(entity_row(after, records))
                self._ends.add(id_)
                self.touched.events |= {id_} if after.kind != entity.kind else set()
        rewrite_entities(self._tx, rows)

    def entities(self, ids: Collection[str]) -> None:
        """Remove entities with their records and all tellings of them."""
        rows = run(self._tx, _TOUCHING.format(either(self._schema.relations)), ids=list(ids))
        self.regroup({key_number(row[0]) for row in rows}, lambda _: None)
        self._gone += [entity for entity, _ in stored_entities(self._tx, list(ids)).values()]
        run(self._tx, _REMOVE_MEMBERS, ids=list(ids))
        run(self._tx, _REMOVE_ENTITIES, ids=list(ids))
        self._ends -= set(ids)

    def finish(self) -> tuple[Counts, list[Entity]]:
        """Remove entities without relations or records; return the counts and the removed entities with all names."""
        known = {id_: entity for id_, (entity, _) in stored_entities(self._tx, sorted(self._ends)).items()}
        self._remove_records_left()
        remove_lonely(self._tx, self._schema, self._ends)
        mark_disputes(self._tx, self._schema, self.touched)
        remove_lost(self._tx, self._schema, self._ends | self.lost)
        left = stored_entities(self._tx, sorted(known))
        lost = (united(entity, self._before.get(id_, entity)) for id_, entity in known.items() if id_ not in left)
        gone = sorted([*self._gone, *lost], key=lambda entity: entity.id)
        return self._done._replace(entities=len(gone)), gone

    def regroup(
        self,
        keys: Collection[int],
        left: Callable[[StoredTelling], StoredTelling | None],
        added: Iterable[KeyTellings] = (),
    ) -> None:
        """Regroup the remaining and added tellings of some keys."""
        done = regroup(self._tx, self._schema, keys, self.touched, left=left, added=added)
        self._ends |= done.ends
        counts = self._done
        self._done = counts._replace(
            relations=counts.relations - done.relations, tellings=counts.tellings - done.tellings
        )

    def _remove_records_left(self) -> None:
        """Remove the records of an entity from the loads of a document that was its last source.

        An entity stays while another document or load describes it.
        """
        judged = in_force(self._tx)
        rows = []
        for id_, (_, records) in stored_entities(self._tx, self._without_tellings(judged)).items():
            loads = self._loads_of_ends[id_]
            if all(origin == TELLINGS or _of_load(origin, loads) for origin in records):
                record = combined_record(records.values())
                left = {TELLINGS: Entity(id_, record.type, record.name)}
                rows.append(entity_row(record, left, apart=id_ in judged.ids))
        rewrite_entities(self._tx, rows)

    def _without_tellings(self, judged: InForce) -> list[str]:
        """Find the ends of removed tellings that no telling names any more, whatever judgements made of them."""
        types = either(self._schema.relations)
        ids = judged.ids & self._loads_of_ends.keys()
        nodes = judged.related(ids)
        nodes |= {*members_in(self._tx, nodes).values()}
        rows = run(self._tx, _RELATIONS.format(types), ids=sorted(nodes)) if ids else []
        named = ends_as_loaded(stored_from(row).tellings for row in rows)
        alone = [row[0] for row in run(self._tx, _ALONE.format(types), ids=sorted(self._loads_of_ends.keys() - ids))]
        return [*alone, *sorted(ids - named)]


def ends_as_loaded(relations: Iterable[KeyTellings], document: str | None = None) -> set[str]:
    """Collect the entities that tellings, or those of a document, were loaded with."""
    return {
        end
        for some in relations
        for telling in some.tellings
        if document in (None, telling.document)
        for end in (telling.source_id or some.source, telling.target_id or some.target)
    }


def remove_document(tx: Tx, schema: Schema, document: str) -> Counts:
    """Remove a document, its tellings and records, and everything that rests on them alone; return the counts."""
    removal = Removal(tx, schema)
    removal.document(document)
    return removal.finish()[0]


def forget(tx: Tx, schema: Schema, what: Forgetting) -> tuple[Counts, list[Entity]]:
    """Forget documents, entities and tellings for good; return the counts and the removed entities."""
    documents = list(documents_of(iter(run(tx, _DOCUMENTS, ids=list(what.documents)))))
    removal = Removal(tx, schema)
    for reference in what.tellings:
        removal.telling(reference)
    if what.entities:
        removal.entities(what.entities)
    for document in documents:
        removal.document(document.id)
    counts, gone = removal.finish()
    number = next_number(tx)
    record(tx, number, Command("forget"), counts)
    blanking = Blanking(documents, gone, removal.loads, removal.marks)
    if unjudged := blank(tx, number, blanking):
        settle(tx, schema, unjudged)
    blank_withdrawn(tx, blanking)
    blank_reasons(tx, blanking)
    return counts, gone


def remove_lonely(tx: Tx, schema: Schema, ids: Collection[str]) -> None:
    """Remove the entities that have no record and no relation."""
    lone = f"MATCH (e:Entity {{id: id}}) WHERE e.judged IS NULL AND NOT (e)-[:{either(schema.relations)}]-() RETURN id"
    for some in in_batches(sorted(ids), BATCH):
        alone = [row[0] for row in run(tx, f"UNWIND $ids AS id {lone}", ids=some)]
        gone = [id_ for id_, (_, records) in stored_entities(tx, alone).items() if records.keys() == {TELLINGS}]
        run(tx, _REMOVE_ENTITIES, ids=gone)


def _of_load(origin: str, loads: Collection[int]) -> bool:
    """Check whether an origin is one of some loads, without a document."""
    return document_of(origin) is None and load_of(origin) in loads


_DOCUMENTS = f"UNWIND $ids AS id MATCH (d:Document {{id: id}}) RETURN {DOCUMENT_FIELDS}"
_LOADS = "MATCH (d:Document {id: $id}) RETURN coalesce(d.loads, [])"
_TOUCHING = "UNWIND $ids AS id MATCH (:Entity {{id: id}})-[r:{}]-() RETURN DISTINCT r.key"
_RELATIONS = f"""
UNWIND $ids AS id MATCH (e:Entity {{{{id: id}}}})-[r:{{}}]-()
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b {RETURNED}
"""
_ALONE = "UNWIND $ids AS id MATCH (e:Entity {{id: id}}) WHERE NOT (e)-[:{}]-() RETURN id"
_SPOKEN_OF = f"""
MATCH (:Document {{id: $id}})-[:{SPEAKS_OF}]->(spoken) MATCH (spoken)-[:{SAME_AS}*0..2]-(e) RETURN DISTINCT e.id
"""
_REMOVE_MEMBERS = f"UNWIND $ids AS id MATCH (m:Member)-[:{SAME_AS}]->(:Entity {{id: id}}) DETACH DELETE m"
_REMOVE_DOCUMENTS = """
UNWIND $ids AS id
CALL (id) { MATCH (t:EarlierText|Withdrawn {document: id}) DELETE t }
MATCH (d:Document {id: id}) DETACH DELETE d
"""
_REMOVE_ENTITIES = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) { UNWIND coalesce(e.exact, e.forms) AS form MATCH (n:Name {form: form, entity: e.id}) DELETE n }
DETACH DELETE e
"""
