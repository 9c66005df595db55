"""Undo entries of the history: remove what they alone added, and restore what they withdrew."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from ...document_records import combined_fields, text_hash
from ...documents import Document
from ...identity.in_force import InForce
from ...identity.judgements import KINDS
from ...quotes import Text
from ...schema import Schema
from ..entries import Command, Entry, Undone
from ..own_types import types_left
from ..protocol import Store
from ..totals import Counts, total
from ..undoing import LOADING, Request, check_questions, questions_before, with_needed
from .database import KEEPING, KEPT_FROM, META, SPEAKS_OF, either
from .document_records import DocumentRecords
from .editions import earlier_text
from .history import next_number, record
from .merge import document_row, regrade, source_of, stored_entities, write_entities
from .origins import TELLINGS, document_of, load_of, read_origins
from .placing import Placing
from .properties import key_number
from .regroup import lookup
from .removal import Removal
from .review import undo_reviews
from .server import run, send
from .settle import settle
from .tellings import StoredTelling, loads_of, numbers_of
from .undo_needs import described_by, needs, recorded_by, with_tellings_of
from .withdrawals import placed_in, restored

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction
    Documents = Mapping[str, tuple[Document, DocumentRecords]]


def undo(tx: Tx, store: Store, known: Mapping[int, Entry], request: Request) -> Undone:
    """Undo an entry, with later ones that need it if the request allows."""
    schema = store.schema
    chosen = _chosen(tx, schema, known, request)
    by = next_number(tx)
    for name, arguments in questions_before(known, chosen).items():
        run(tx, _UNSAVE if arguments is None else _SAVE, name=name, arguments=arguments)
    undo_reviews(tx, store, [known[later] for later in chosen])
    loads = {later for later in chosen if known[later].command.name in LOADING}
    counts = _Undoing(tx, schema, loads).run() if loads else Counts()
    run(tx, "MATCH (c:Command) WHERE c.number IN $numbers SET c.undone = $by", numbers=sorted(chosen), by=by)
    judged = {id_ for n in chosen if known[n].command.name in KINDS for id_ in known[n].command.details["entities"]}
    if judged:
        counts = total([counts, _unjudged(tx, schema, judged)])
    record(tx, by, Command("undo", why=request.why, details={"undoes": sorted(chosen)}), counts)
    _drop_types(tx, schema, known, chosen)
    check_questions(request, known, chosen, lambda ids: stored_entities(tx, sorted(ids)).keys())
    return Undone(by, tuple(sorted(chosen)))


def _chosen(tx: Tx, schema: Schema, known: Mapping[int, Entry], request: Request) -> set[int]:
    """List the entry and the later ones that need it; raises InputError where these must stay."""
    version, kept_from = run(tx, KEPT_FROM, id=META)[0]
    first = next_number(tx) if version < KEEPING else kept_from or 1
    return with_needed(request, known, first, lambda chosen: needs(tx, schema, known, chosen))


def _unjudged(tx: Tx, schema: Schema, ids: Collection[str]) -> Counts:
    """Apply the judgements left about some entities; return the removed counts, negative for what came back."""
    ((before,),) = run(tx, _COUNT)
    grown = settle(tx, schema, ids)
    ((after,),) = run(tx, _COUNT)
    return Counts(entities=before - after, relations=-grown.relations, tellings=-grown.tellings)


def _drop_types(tx: Tx, schema: Schema, known: Mapping[int, Entry], chosen: Collection[int]) -> None:
    """Drop the own types that only the undone entries added, unless something uses them."""
    left = types_left(schema.extra, known, chosen, lambda: {row[0] for row in run(tx, _USED)})
    if left is not None:
        run(tx, _TYPES, id=META, schema=json.dumps(left, sort_keys=True))


class _Undoing:
    """Undoes loads in one transaction."""

    def __init__(self, tx: Tx, schema: Schema, loads: Collection[int]) -> None:
        self._tx = tx
        self._schema = schema
        self._loads = frozenset(loads)
        self._removal = Removal(tx, schema)
        self._placing = Placing.begin(tx, InForce(()))

    def run(self) -> Counts:
        """Remove what only the loads added, and restore what they withdrew; return the removed counts."""
        documents = described_by(self._tx, self._loads)
        others = {id_: self._left_of(records) for id_, (_, records) in documents.items()}
        before = {id_: self._before(documents[id_][0], left) for id_, left in others.items() if left}
        self._place_quotes(documents, before)
        self._take_tellings()
        self._removal.records(recorded_by(self._tx, self._loads), lambda origin: load_of(origin) in self._loads)
        self._rewrite_documents(documents, before)
        self._restore()
        regrade(self._tx, self._schema, self._removal.touched)
        self._drop_links(documents)
        counts, _ = self._removal.finish()
        if self._placing.unsettled:
            settle(self._tx, self._schema, self._placing.unsettled, self._placing.near)
        return counts

    def _place_quotes(self, documents: Documents, before: Mapping[str, Document]) -> None:
        """Place quotes in the texts that documents had before."""
        texts = {
            id_: Text(document.text)
            for id_, document in before.items()
            if document.text is not None and document.text != documents[id_][0].text
        }
        keys = {relation.tellings.key for relation in lookup(self._tx, "documents", texts)}
        self._removal.regroup(keys, lambda telling: placed_in(telling, texts) or telling)

    def _left_of(self, records: DocumentRecords) -> DocumentRecords:
        """Select the records of a document from other loads."""
        return {load: fields for load, fields in records.items() if load not in self._loads}

    def _take_tellings(self) -> None:
        rows = with_tellings_of(self._tx, self._schema, self._loads)
        self._removal.lost |= {end for _, *ends in rows for end in ends}
        self._removal.regroup({key_number(key) for key, *_ in rows}, self._left)

    def _left(self, telling: StoredTelling) -> StoredTelling | None:
        """Make a telling as other loads added it, None if none did."""
        before = numbers_of(telling.loads)
        left = before - self._loads
        return telling._replace(loads=loads_of(left - {0})) if left else None

    def _rewrite_documents(self, documents: Documents, before: Mapping[str, Document]) -> None:
        """Restore documents from the other loads' records; without any, remove them."""
        rows = []
        for id_, after in before.items():
            document, records = documents[id_]
            row = document_row(after, self._left_of(records))
            rows.append(row | {"stale": True} if source_of(after) != source_of(document) else row)
        send(self._tx, "UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d += row", rows)
        self._removal.drop_documents([id_ for id_ in documents if id_ not in before])
        run(self._tx, _UNLIST, ids=list(documents), loads=sorted(self._loads))

    def _before(self, document: Document, records: DocumentRecords) -> Document:
        """Make a document as other loads describe it, with its text at that time."""
        fields = combined_fields(records[load] for load in sorted(records))
        digest = fields.pop("text", None)
        text = document.text
        if digest is None:
            text = None
        elif text is None or text_hash(text) != digest:
            text = earlier_text(self._tx, document.id, digest)
        return Document(document.id, **fields, text=text)

    def _restore(self) -> None:
        """Restore the tellings that new editions withdrew, credited to the loads that added them."""
        again = list(restored(self._tx, self._schema, self._loads))
        mentioned = {end.id: {TELLINGS: end} for restored in again for end in restored.ends}
        write_entities(self._tx, list(mentioned.items()))
        placed = self._placing.place([restored.tellings for restored in again])
        self._removal.regroup({some.key for some in placed}, lambda telling: telling, placed)

    def _drop_links(self, documents: Collection[str]) -> None:
        """Unlink documents from entities that they no longer mention."""
        rows = run(self._tx, _LINKED.format(either(self._schema.relations)), ids=list(documents))
        gone = [
            [document, id_]
            for document, id_, records in rows
            if document not in map(document_of, read_origins(records))
        ]
        send(self._tx, _UNLINK, gone)


_USED = """
MATCH (e:Entity|Member) RETURN DISTINCT e.type AS name
UNION MATCH (:Entity)-[r]->(:Entity) RETURN DISTINCT type(r) AS name
"""
_COUNT = "MATCH (e:Entity) RETURN count(e)"
_TYPES = "MATCH (m:Linkchart {id: $id}) SET m.schema = $schema"
_SAVE = "MERGE (q:SavedQuery {name: $name}) SET q.arguments = $arguments"
_UNSAVE = "MATCH (q:SavedQuery {name: $name}) DELETE q"
_UNLIST = """
UNWIND $ids AS id MATCH (d:Document {id: id}) SET d.loads = [load IN d.loads WHERE NOT load IN $loads]
"""
_LINKED = f"""
UNWIND $ids AS id
MATCH (d:Document {{{{id: id}}}})-[:{SPEAKS_OF}]->(e:Entity)
WHERE e.judged IS NULL AND NOT EXISTS {{{{ (e)-[r:{{}}]-() WHERE id IN r.documents }}}} RETURN id, e.id, e.records
"""
_UNLINK = f"""
UNWIND $rows AS row MATCH (:Document {{id: row[0]}})-[s:{SPEAKS_OF}]->(:Entity {{id: row[1]}}) DELETE s
"""
