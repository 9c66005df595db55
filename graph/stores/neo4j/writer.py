"""The writing side: everything is staged as it comes and sent when the file has ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ...model import Document, Entity, Facts
from ...schema import Schema, extended
from ..handles import SameHandles
from ..protocol import Command, Counts, Withdrawn
from .database import META, VERSION, check_schema, prepare
from .faults import OutOfMemory
from .merge import BATCH, lock, regrade, write_documents, write_entities, write_links, write_relations
from .server import Server, run
from .staging import Staged, Staging, batches

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

ONE_TRANSACTION = 50_000
"""Tellings up to which a file is written in one transaction: some 300 MB of the server's memory till then."""

SLICE = 25_000
"""Tellings in one transaction of a bigger file."""


class ServerWriter:
    """A load on its way to the server; `staging` answers for what is not there yet."""

    def __init__(self, server: Server, schema: Schema) -> None:
        self.staging = Staging()
        self.entity_handles, self.document_handles = SameHandles(), SameHandles(nothing="")
        self._server = server
        self._schema = schema
        self._extra: Mapping[str, Any] | None = None
        self.command = Command("write")
        self._counts = Counts()

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later telling of the same document says overrides, None says nothing."""
        self.document_handles.trim()
        self.document_handles.update((one.id, one.id) for one in batch)
        self.staging.add_documents(batch)

    def entities(self, batch: Sequence[Entity], document: str | None = None) -> None:  # noqa: ARG002
        """Add entities; aliases add up, a kind or attribute given later overrides."""
        self.entity_handles.trim()
        self.entity_handles.update((one.id, one.id) for one in batch)
        self.staging.add_entities(batch)

    def mention(self, batch: Sequence[Entity]) -> None:
        """Add entities that only facts name."""
        self.entities(batch)

    def disown(self) -> None:
        """Do nothing: no record knows its document here."""

    def withdraw(self, document: str, stands: Callable[[str], bool]) -> list[Withdrawn]:  # noqa: ARG002
        """Return none: nothing is withdrawn here."""
        return []

    def facts(self, batch: Facts) -> None:
        """Add tellings and, where they are new, their relations; both ends must have been added."""
        self.staging.add_facts(batch)

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        self._schema = extended(self._schema, extra)
        self._extra = extra
        check_schema(self._schema)

    def counts(self) -> Counts:
        """Return what is new by this transaction, once it has been committed."""
        return self._counts

    def finish(self) -> None:
        """Write what was staged: in one transaction, or in several that may be run again."""
        prepare(self._server, self._schema)
        if self.staging.count() <= ONE_TRANSACTION:
            try:
                self._counts = self._server.write(self._all)
            except OutOfMemory:
                pass  # a small server: what does not fit in one piece may fit in several
            else:
                return
        for step in self._steps(SLICE):
            self._counts = _total([self._counts, self._server.write(_locked(step))])

    def _steps(self, most: int) -> Iterator[Callable[[ManagedTransaction], Counts]]:
        yield self._begin
        for documents in batches(self.staging.documents(), BATCH):
            yield partial(self._documents, documents)
        for entities in batches(self.staging.entities(), BATCH):
            yield partial(self._entities, entities)
        for relations in self.staging.relations(most):
            yield partial(self._relations, relations)
        for spoken in batches(self.staging.spoken_of(), BATCH // 5):
            yield partial(self._links, spoken)
        yield self._end

    def _all(self, tx: ManagedTransaction) -> Counts:
        return _total([step(tx) for step in self._steps(ONE_TRANSACTION)])

    def _begin(self, tx: ManagedTransaction) -> Counts:
        lock(tx)
        run(tx, "MATCH (m:Linkchart {id: $id}) SET m.version = $version", id=META, version=VERSION)
        if self._extra:
            names = sorted(self._extra.get("relations", {}))
            run(tx, _EXTEND, id=META, schema=json.dumps(self._schema.extra, sort_keys=True), names=names)
        return Counts()

    def _documents(self, batch: list[Document], tx: ManagedTransaction) -> Counts:
        return Counts(documents=write_documents(tx, batch))

    def _entities(self, batch: list[Entity], tx: ManagedTransaction) -> Counts:
        return Counts(entities=write_entities(tx, batch))

    def _relations(self, batch: list[Staged], tx: ManagedTransaction) -> Counts:
        return Counts(0, 0, *write_relations(tx, batch, self._schema, self._counts.relations))

    def _links(self, batch: list[tuple[str, list[str]]], tx: ManagedTransaction) -> Counts:
        write_links(tx, batch)
        return Counts()

    def _end(self, tx: ManagedTransaction) -> Counts:
        regrade(tx, self._schema)
        return Counts()


def _locked(step: Callable[[ManagedTransaction], Counts]) -> Callable[[ManagedTransaction], Counts]:
    def work(tx: ManagedTransaction) -> Counts:
        lock(tx)
        return step(tx)

    return work


def _total(counts: Sequence[Counts]) -> Counts:
    return Counts(
        sum(one.documents for one in counts), sum(one.entities for one in counts),
        sum(one.relations for one in counts), sum(one.tellings for one in counts),
    )  # fmt: skip


_EXTEND = "MATCH (m:Linkchart {id: $id}) SET m.schema = $schema, m.reweigh = coalesce(m.reweigh, []) + $names"
