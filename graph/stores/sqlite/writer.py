"""The writing side of a file, and the counts of its contents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from ...documents import Document
from ...facts import Facts
from ...identity.contradictions import check
from ...identity.in_force import InForce
from ...identity.judgements import Judgement
from ...model import RANK, RETRACTED, Entity, Telling
from ...quotes import Text
from ...schema import Schema, extended
from ..entries import Command, withdrawing
from ..own_types import bringing
from ..removals import Withdrawn
from ..totals import Counts
from .documents import GRADE_BITS, DocumentTable
from .entities import EntityTable
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

    @property
    def number(self) -> int:
        """The number of the entry of this transaction."""
        return self._entry.number

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; a later record of a document overrides an earlier one, except with None."""
        self._documents.add(batch)

    def entities(self, batch: Sequence[Entity], document: str | None = None) -> None:
        """Add records of entities, which are removed with their document, if they have one."""
        if document is None:
            self._entities.add(batch, self._origins.of_load())
            return
        origin = self._origins.of_document(self.document_handles.handle(document) >> GRADE_BITS)
        self._entities.movable = origin
        self._entities.add(batch, origin)

    def mention(self, batch: Sequence[Entity]) -> None:
        """Add entities that only facts name, which are removed with their last telling."""
        self._entities.add(batch, ORIGIN_TELLINGS)

    def disown(self) -> None:
        """Transfer the records that were added for a document to the load."""
        if self._entities.movable is not None:
            self._entities.disown(self._entities.movable, self._origins.of_load())
            self._entities.movable = None

    def facts(self, batch: Facts) -> None:
        """Add tellings; both ends and the document must have been added."""
        self._tellings.add(batch)

    def withdraw(self, document: str, text: Text) -> list[Withdrawn]:
        """Remove and return the tellings of a document whose quotes are not in its new text; place the others there."""
        withdrawn = self._tellings.withdraw(self.document_handles.handle(document) >> GRADE_BITS, text)
        self.command = withdrawing(self.command, len(withdrawn)) if self.command else None
        return withdrawn

    def review(self, relation: str, telling: Telling, verdict: str | None) -> None:
        """Mark a telling of a relation as accepted or rejected (None: as neither); raises StoreError if it is gone."""
        self._tellings.review(relation, telling, verdict)

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        self.command = bringing(self.command, extra) if self.command else None
        self._schema = extended(self._schema, extra)
        stored = json.dumps(self._schema.extra, sort_keys=True)
        self._database.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [stored])
        self._tellings.weigh(self._schema, extra.get("relations", {}))

    def judge(self, judgement: Judgement) -> int:
        """Add a judgement; return its number in the history. Raises InputError if it contradicts another one."""
        check(judgement, InForce(judgements(self._database)))
        self._judged.update(judgement.entities)
        return record_judgement(self._database, judgement)

    def undo_judgement(self, number: int, by: int) -> None:
        """Revoke a judgement; `by` is the number of the entry that undoes it."""
        for judgement in judgements(self._database):
            if judgement.number == number:
                self._judged.update(InForce([judgement]).ids)
        self._database.execute("UPDATE command SET undone = ? WHERE n = ?", [by, number])

    def finish(self) -> None:
        """Update the graph with the added records; the caller commits."""
        entities = self._entities.finish()
        relations, tellings = self._tellings.finish(self._documents.changed, self._entities.changed_kinds)
        entities -= self._entities.remove_lonely(self._tellings.lonely)
        lost_or_added = self._tellings.lonely | self._entities.changed_judged
        changed = Changed(lost_or_added, self._tellings.last, self._judged)
        settled = settle(self._database, self._schema, changed)
        self._tellings.note_doubles(settled.doubles)
        relations = max(relations + settled.after - settled.before, 0)
        self._counts = Counts(self._documents.count(), entities, relations, tellings - settled.gone)
        if self.command is not None:
            self._entry.finish(self.command, self._counts)

    def counts(self) -> Counts:
        """Count the additions of this transaction, once it is committed."""
        return self._counts


def count_rows(database: sqlite3.Connection) -> Counts:
    """Count the rows of all kinds."""
    counted = f"telling WHERE worth IS NOT NULL AND worth NOT IN ({_RETRACTED})"
    tables = "document", "entity", counted, "telling", f"entity WHERE {STOOD_FOR}"
    documents, entities, *of_facts, members = (
        database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
    )
    return Counts(documents, entities - members, *of_facts)


_RETRACTED = f"SELECT n FROM worth WHERE modality = {RANK[RETRACTED]}"
