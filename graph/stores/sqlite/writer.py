"""The writing side of a file, and what a file counts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from ...model import Document, Entity, Facts
from ...schema import Schema, extended
from ..protocol import Counts
from .documents import DocumentTable
from .entities import EntityTable
from .row_cache import Terms
from .tellings import TellingTable


class FileWriter:
    """One open transaction on a file."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        terms = Terms(database)
        self._documents = DocumentTable(database)
        self._entities = EntityTable(database, terms)
        self._tellings = TellingTable(database, schema, terms, self._documents.publishers)
        self.entity_handles, self.document_handles = self._entities.handles, self._documents.handles
        self._counts = Counts()

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later telling of the same document says overrides, None says nothing."""
        self._documents.add(batch)

    def entities(self, batch: Sequence[Entity]) -> None:
        """Add entities; aliases add up, a kind or attribute given later overrides."""
        self._entities.add(batch)

    def facts(self, batch: Facts) -> None:
        """Add tellings; both ends must have been added, and so must the document."""
        self._tellings.add(batch)

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        self._schema = extended(self._schema, extra)
        stored = json.dumps(self._schema.extra, sort_keys=True)
        self._database.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [stored])
        self._tellings.weigh(self._schema, extra.get("relations", {}))

    def finish(self) -> None:
        """Bring the graph up to what was told; the caller commits."""
        told = self._tellings.finish(self._documents.changed)
        self._counts = Counts(self._documents.count(), self._entities.finish(), *told)

    def counts(self) -> Counts:
        """Return what is new by this transaction, once it has been committed."""
        return self._counts


def count_rows(database: sqlite3.Connection) -> Counts:
    """Return how many of everything there are."""
    tables = "document", "entity", "telling WHERE worth IS NOT NULL", "telling"
    return Counts(*(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables))


def difference(after: Counts, before: Counts) -> Counts:
    """Return by how much the counts have grown."""
    return Counts(
        after.documents - before.documents, after.entities - before.entities,
        after.relations - before.relations, after.tellings - before.tellings,
    )  # fmt: skip
