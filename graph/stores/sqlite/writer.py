"""The writing side of a file, and what a file counts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...identity.contradictions import check
from ...identity.in_force import InForce
from ...identity.judgements import Judgement
from ...model import RANK, RETRACTED, Document, Entity, Facts
from ...schema import Schema, extended
from ..protocol import Command, Counts, Withdrawn
from .documents import GRADE_BITS, DocumentTable
from .entities import EntityTable, remove_lonely
from .history import NewEntry
from .judgements import judgements, record_judgement
from .origins import Origins
from .row_cache import Terms
from .settle import Changed, settle
from .standing import STOOD_FOR
from .tables import ORIGIN_TELLINGS
from .tellings import TellingTable


class FileWriter:
    """One open transaction on a file."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        terms = Terms(database)
        self._entry = NewEntry(database)
        self._entities = EntityTable(database, terms)
        self._documents = DocumentTable(database, self._entry)
        self._origins = Origins(database, self._entry)
        self._tellings = TellingTable(database, schema, terms, self._entry)
        self.entity_handles, self.document_handles = self._entities.handles, self._documents.handles
        self.command: Command | None = Command("write")
        self._counts = Counts()
        self._judged: set[str] = set()

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later record of the same document says overrides, None says nothing."""
        self._documents.add(batch)

    def entities(self, batch: Sequence[Entity], document: str | None = None) -> None:
        """Add records of entities; they go with the document that brought them, else stay."""
        if document is None:
            self._entities.add(batch, self._origins.of_load())
            return
        origin = self._origins.of_document(self.document_handles[document] >> GRADE_BITS)
        self._entities.movable = origin
        self._entities.add(batch, origin)

    def mention(self, batch: Sequence[Entity]) -> None:
        """Add entities that only facts name; they go with the last telling that speaks of them."""
        self._entities.add(batch, ORIGIN_TELLINGS)

    def disown(self) -> None:
        """Let the records that have been added for a document belong to the load."""
        if self._entities.movable is not None:
            self._entities.disown(self._entities.movable, self._origins.of_load())
            self._entities.movable = None

    def facts(self, batch: Facts) -> None:
        """Add tellings; both ends must have been added, and so must the document."""
        self._tellings.add(batch)

    def withdraw(self, document: str, stands: Callable[[str], bool]) -> list[Withdrawn]:
        """Remove the earlier tellings of a document whose quotes do not stand in its text; return them."""
        return self._tellings.withdraw(self.document_handles[document] >> GRADE_BITS, stands)

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        self._schema = extended(self._schema, extra)
        stored = json.dumps(self._schema.extra, sort_keys=True)
        self._database.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [stored])
        self._tellings.weigh(self._schema, extra.get("relations", {}))

    def judge(self, judgement: Judgement) -> int:
        """Add a judgement to those in force; return its number in the history. Raises InputError for a contrary one."""
        check(judgement, InForce(judgements(self._database)))
        self._judged.update(judgement.entities)
        return record_judgement(self._database, judgement)

    def undo_judgement(self, number: int, by: int) -> None:
        """Take a judgement out of force; `by` is the number of the entry that undoes it."""
        for judgement in judgements(self._database):
            if judgement.number == number:
                self._judged.update(InForce([judgement]).ids)
        self._database.execute("UPDATE command SET undone = ? WHERE n = ?", [by, number])

    def finish(self) -> None:
        """Bring the graph up to what was added; the caller commits."""
        entities = self._entities.finish()
        relations, tellings = self._tellings.finish(self._documents.changed, self._entities.changed_kinds)
        remove_lonely(self._database, self._tellings.lonely)
        lost_or_added = self._tellings.lonely | self._entities.changed_judged
        changed = Changed(lost_or_added, self._tellings.last, self._judged)
        settled = settle(self._database, self._schema, changed)
        self._tellings.note_doubles(settled.doubles)
        relations = max(relations + settled.after - settled.before, 0)
        self._counts = Counts(self._documents.count(), entities, relations, tellings - settled.gone)
        if self.command is not None:
            self._entry.finish(self.command, self._counts)

    def counts(self) -> Counts:
        """Return what is new by this transaction, once it has been committed."""
        return self._counts


def count_rows(database: sqlite3.Connection) -> Counts:
    """Return how many of everything there are."""
    counted = f"telling WHERE worth IS NOT NULL AND worth NOT IN ({_RETRACTED})"
    tables = "document", "entity", counted, "telling", f"entity WHERE {STOOD_FOR}"
    documents, entities, *of_facts, members = (
        database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
    )
    return Counts(documents, entities - members, *of_facts)


_RETRACTED = f"SELECT n FROM worth WHERE modality = {RANK[RETRACTED]}"


def difference(after: Counts, before: Counts) -> Counts:
    """Return by how much the counts have grown."""
    return Counts(
        after.documents - before.documents, after.entities - before.entities,
        after.relations - before.relations, after.tellings - before.tellings,
    )  # fmt: skip
