"""Write to a database: records are staged while loading, and sent at the end of the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from ...disputes import Touched
from ...documents import Document
from ...facts import Facts
from ...identity.judgements import Judgement
from ...model import Entity, Telling
from ...quotes import Text
from ...schema import Schema, extended
from ..batches import in_batches
from ..entries import Command, withdrawing
from ..handles import SameHandles
from ..own_types import bringing
from ..removals import Withdrawn
from ..totals import Counts, total
from . import history
from .database import META, check_schema, mark_version
from .disputes import mark_disputes
from .faults import OutOfMemory
from .growth import Growth, Regrouped
from .merge import lock, regrade, source_of, write_documents, write_entities, write_links
from .new_judgements import NewJudgements
from .origins import TELLINGS, Records, of_document
from .placing import Placing
from .prepare import prepare
from .regroup import lookup, regroup
from .relation_changes import BATCH
from .removal import remove_lonely
from .review import Reviewed, write_reviews
from .server import Server, run
from .settle import settle
from .staging import LOAD, Staging, origin_in
from .tellings import KeyTellings
from .withdrawals import Withdrawals, unstaged

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

ONE_TRANSACTION = 50_000
"""The most tellings written in one transaction, which takes some 300 MB of the server's memory."""

SLICE = 25_000
"""Tellings in one transaction of a larger file."""


class ServerWriter:
    """A load into a database; `staging` has the records that are not sent yet."""

    def __init__(self, server: Server, schema: Schema, stored: Callable[[str], Document | None]) -> None:
        self.staging = Staging()
        self.entity_handles, self.document_handles = SameHandles(), SameHandles(nothing="")
        self.command: Command | None = Command("write")
        self._server = server
        self._schema = schema
        self._stored = stored
        self._extra: Mapping[str, Any] | None = None
        self._counts = Counts()
        self._number = 0
        self._fresh = False
        self._touched = Touched(schema)
        self._withdrawals = Withdrawals()
        self._reviews: list[Reviewed] = []
        self._lonely: set[str] = set()
        self._growth = Growth()
        self._movable: str | None = None
        self._judgements = NewJudgements(server)
        self._placing = Placing()

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; a later record of a document overrides an earlier one, except with None."""
        self.document_handles.trim()
        self.document_handles.update((document.id, document.id) for document in batch)
        self.staging.add_documents(batch)

    def entities(self, batch: Sequence[Entity], document: str | None = None) -> None:
        """Add records of entities, which are removed with their document, if they have one."""
        self._know(batch)
        if document is not None:
            self._movable = document
        self.staging.add_records(batch, LOAD if document is None else of_document(document))

    def mention(self, batch: Sequence[Entity]) -> None:
        """Add entities that only facts name, which are removed with their last telling."""
        self._know(batch)
        self.staging.add_records(batch, TELLINGS)

    def disown(self) -> None:
        """Transfer the records that were added for a document to the load."""
        if self._movable is not None:
            self.staging.disown(self._movable)
            self._movable = None

    def facts(self, batch: Facts) -> None:
        """Add tellings; both ends and the document must have been added."""
        self.staging.add_facts(batch)

    def withdraw(self, document: str, text: Text) -> list[Withdrawn]:
        """Remove and return the tellings of a document whose quotes are not in its new text; place the others there."""
        withdrawn = unstaged(self.staging, document, text)
        if known := self._stored(document):
            relations = self._server.write(lambda tx: list(lookup(tx, "documents", [document])))
            withdrawn = [*self._withdrawals.add(relations, document, source_of(known), text), *withdrawn]
        self.command = withdrawing(self.command, len(withdrawn)) if self.command else None
        return withdrawn

    def review(self, relation: str, telling: Telling, verdict: str | None) -> None:
        """Mark a telling of a relation as accepted or rejected (None: as neither); raises StoreError if it is gone."""
        self._reviews.append(Reviewed(relation, telling, verdict))

    def judge(self, judgement: Judgement) -> int:
        """Add a judgement; return its number in the history. Raises InputError if it contradicts another one."""
        prepare(self._server, self._schema)
        return self._judgements.add(judgement, behind_entry=self.command is not None)

    def undo_judgement(self, number: int, by: int) -> None:
        """Revoke a judgement; `by` is the number of the entry that undoes it, 0 that of this writer."""
        self._judgements.revoke(number, by)

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        self.command = bringing(self.command, extra) if self.command else None
        self._schema = extended(self._schema, extra)
        self._touched = Touched(self._schema)
        self._extra = extra
        check_schema(self._schema)

    def counts(self) -> Counts:
        """Count the additions of this transaction, once it is committed."""
        return self._counts

    def finish(self) -> None:
        """Write the staged records, in one transaction or in several that can be repeated."""
        prepare(self._server, self._schema)
        if self.staging.count() <= ONE_TRANSACTION:
            with suppress(OutOfMemory):  # several smaller transactions may fit
                self._counts = self._server.write(self._all)
                return
        for step in self._steps(SLICE):
            self._counts = total([self._counts, self._server.write(_locked(step))])

    def _know(self, batch: Sequence[Entity]) -> None:
        self.entity_handles.trim()
        self.entity_handles.update((entity.id, entity.id) for entity in batch)

    def _steps(self, most: int) -> Iterator[Callable[[ManagedTransaction], Counts]]:
        yield self._begin
        for documents in in_batches(self.staging.documents(), BATCH):
            yield partial(self._documents, documents)
        for records in in_batches(self.staging.each_records(), BATCH):
            yield partial(self._entities, records)
        if self._withdrawals:
            yield self._withdraw
        if self._reviews:
            yield lambda tx: write_reviews(tx, self._schema, self._reviews, self._touched)
        for tellings in self.staging.tellings(most, self._number):
            yield partial(self._tellings, tellings)
        for spoken in in_batches(self.staging.spoken_of(), BATCH // 5):
            yield partial(self._links, spoken)
        yield self._end

    def _all(self, tx: ManagedTransaction) -> Counts:
        self._touched, self._lonely, self._growth = Touched(self._schema), set(), Growth()
        self._counts = Counts()
        for step in self._steps(ONE_TRANSACTION):
            self._counts = total([self._counts, step(tx)])
        return self._counts

    def _begin(self, tx: ManagedTransaction) -> Counts:
        lock(tx)
        self._number = history.next_number(tx)
        if self.command is not None:
            history.record(tx, self._number, self.command, Counts())
        self._placing = Placing.begin(tx, self._judgements.in_force())
        mark_version(tx, self._number)
        # A database without relations has no tellings to look up; Neo4j counts them from its own statistics.
        # A record number may change its key once its document is known, and equal another one of this load.
        self._fresh = not run(tx, _COUNT)[0][0] and not self.staging.has_refs()
        if self._extra:
            names = sorted(self._extra.get("relations", {}))
            run(tx, _EXTEND, id=META, schema=json.dumps(self._schema.extra, sort_keys=True), names=names)
        return Counts()

    def _documents(self, batch: list[Document], tx: ManagedTransaction) -> Counts:
        return Counts(documents=write_documents(tx, batch, self._number))

    def _entities(self, batch: list[tuple[str, Records]], tx: ManagedTransaction) -> Counts:
        load = self._number
        named = [(id_, {origin_in(origin, load): entity for origin, entity in some.items()}) for id_, some in batch]
        new, kinds = write_entities(tx, named)
        self._touched.events |= kinds
        self._placing.note([id_ for id_, _ in batch])
        return Counts(entities=new)

    def _withdraw(self, tx: ManagedTransaction) -> Counts:
        done = self._withdrawals.write(tx, self._schema, self._number, self._touched)
        self._lonely |= done.ends
        self._placing.note(self._withdrawals.ends)
        self._growth.withdrawn(done)
        return Counts()

    def _tellings(self, batch: list[KeyTellings], tx: ManagedTransaction) -> Counts:
        batch = self._placing.place(batch)
        keys = [tellings.key for tellings in batch]
        done = regroup(tx, self._schema, keys, self._touched, added=batch, fresh=self._fresh)
        return Counts(relations=self._growth.added(done), tellings=done.tellings)

    def _links(self, batch: list[tuple[str, list[str]]], tx: ManagedTransaction) -> Counts:
        write_links(tx, self._placing.links(batch), self._number)
        return Counts()

    def _end(self, tx: ManagedTransaction) -> Counts:
        regrade(tx, self._schema, self._touched)
        remove_lonely(tx, self._schema, self._lonely)
        mark_disputes(tx, self._schema, self._touched)
        grown = self._judge(tx)
        relations = self._counts.relations + grown.relations + self._growth.of_withdrawn()
        last = Counts(relations=max(relations, 0) - self._counts.relations, tellings=grown.tellings)
        if self.command is not None:
            history.record(tx, self._number, self.command, total([self._counts, last]))
        return last

    def _judge(self, tx: ManagedTransaction) -> Regrouped:
        """Write the judgements and apply them to the graph; return its growth."""
        about = self._judgements.write(tx, self._number)
        # Entities that were judged before they existed.
        placing = self._placing
        waiting = self.staging.known(list(placing.judged))
        placing.note(self._lonely)
        return settle(tx, self._schema, about | waiting | placing.unsettled, placing.near)


def _locked(step: Callable[[ManagedTransaction], Counts]) -> Callable[[ManagedTransaction], Counts]:
    def work(tx: ManagedTransaction) -> Counts:
        lock(tx)
        return step(tx)

    return work


_EXTEND = "MATCH (m:Linkchart {id: $id}) SET m.schema = $schema, m.reweigh = coalesce(m.reweigh, []) + $names"
_COUNT = "RETURN COUNT { (:Entity)-->() }"
