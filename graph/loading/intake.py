"""Take in the records of one file: check, resolve and write them, or reject them with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from ..errors import InputError, LinkchartError, readable
from ..facts import Fact
from ..quotes import Text
from ..schema import Schema, extended
from ..stores.contract.writer import Writer
from ..stores.entries import Command
from ..stores.handles import in_columns
from ..stores.protocol import Store
from .checks import FactChecker
from .column_checks import ColumnChecker
from .described import check_document, read_entity
from .documents import Evidence
from .earlier_decisions import EarlierDecisions
from .editions import Editions, stands
from .fields import Record, text
from .mentions import Names
from .origins import Origins
from .plain_facts import FEWEST, Block, plain_mappings
from .record_batches import batches, mentions, references, runs
from .report import Options, Readers, Reject, Tally
from .special_records import SpecialRecords, read_review


class Intake:
    """The load of one file into one open transaction."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        tally: Tally,
        readers: Readers,
        extra: Mapping[str, Any],
        options: Options,
    ) -> None:
        self._store = store
        self._writer = writer
        self._tally = tally
        self._readers = readers
        self._options = options
        self._notes = tally.notes
        self._special = SpecialRecords(store, tally.notes, all_records=options.all_records)
        self._earlier = EarlierDecisions(store)
        self._editions = Editions(store, new_edition=options.new_edition)
        self._origins = Origins(writer)
        self._new_editions: dict[str, None] = {}  # ids of documents
        self._facts: list[Fact] = []
        self._batch: list[Record] = []
        self._kinds = self._readers_by_kind()
        self._set_up(store.schema)
        if extra:
            self._extend(extra)

    def _readers_by_kind(self) -> Mapping[str, Callable[[int, Any], None]]:
        """List the method that takes each kind of record."""
        return {
            "document": self._document, "entity": self._entity, "fact": self._fact, "schema": self._schema_record,
            "saved": self._saved, "judgement": self._judgement, "review": self._review, "note": self._note,
            "history": self._history,
        }  # fmt: skip

    def _set_up(self, schema: Schema) -> None:
        """Prepare the checks for a schema."""
        options = self._options
        self._schema = schema
        self._names = Names(self._store, self._writer, schema, self._notes, placeholders=options.placeholders)
        self._evidence = Evidence(self._store, self._writer, self._notes)
        self._checker = FactChecker(schema, self._names, self._evidence, self._notes, order=options.order)
        self._columns = ColumnChecker(self._checker, self._names, self._evidence)
        self._look_ahead(self._batch)

    def _extend(self, extra: Mapping[str, Any]) -> None:
        self._write()
        self._writer.extend(extra)
        self._set_up(extended(self._schema, extra))

    def run(self, records: Iterable[Record | Block], seen: Callable[[int], object] | None = None) -> None:
        """Take all records; `seen` is called with their number so far."""
        count = 0
        for batch in batches(records):
            self._names.trim()
            self._evidence.trim()
            rejected = len(self._tally.rejected)
            size = self._take(batch)
            self._tally.accepted += size - (len(self._tally.rejected) - rejected)
            count += size
            if seen is not None:
                seen(count)
        self._withdraw()
        self._evidence.note_undescribed()
        self._names.doubtful.note()

    def save_questions(self) -> None:
        """Save the questions of the file, once the rest is written."""
        for name, arguments in self._special.questions.items():
            self._store.save(name, arguments)

    def _take(self, batch: list[Record] | Block) -> int:
        """Check and write records in their order, and count them."""
        if isinstance(batch, Block):
            self._write()
            if batch.facts:
                self._block(batch)
            else:
                self._entities(batch)
            return len(batch)
        self._look_ahead(batch)
        for kind, records in runs(batch):
            if kind == "fact" and len(records) >= FEWEST:
                self._write()
                block, others = plain_mappings(records)
                self._block(block)
                records = others  # noqa: PLW2901 - the plain ones are done
            for record in records:
                self._admit(record)
        self._write()
        return len(batch)

    def _block(self, block: Block) -> None:
        """Check plain facts in columns, and doubtful ones one by one."""
        facts, doubts = self._columns.check(block)
        self._writer.facts(facts)
        self._one_by_one(map(block.record, doubts))

    def _entities(self, block: Block) -> None:
        """Add plain entities together, or one by one if any of them is doubtful."""
        records = self._names.plain(block.entities)
        if records and self._origins.are_usable(records, self._evidence):
            self._origins.write(records, self._evidence)
        else:
            self._one_by_one(block.records())

    def _one_by_one(self, records: Iterable[Record]) -> None:
        """Check doubtful records one by one."""
        closely = list(records)
        self._look_ahead(closely)
        for record in closely:
            self._admit(record)
        self._write()

    def _look_ahead(self, records: list[Record]) -> None:
        self._batch = records
        self._editions.look_ahead(
            str(fields["id"]) for _, kind, fields in records if kind == "document" and fields.get("id")
        )
        self._names.ahead = partial(mentions, records)
        self._evidence.ahead = partial(references, records)

    def _write(self) -> None:
        """Write the records accepted so far."""
        if documents := self._evidence.described():
            self._origins.note(documents)
            self._writer.documents(documents)
        if mentioned := self._names.mentioned():
            self._writer.mention(mentioned)
        if records := self._names.declared():
            self._origins.write(records, self._evidence)
        if self._facts:
            self._evidence.introduce(fact.document for fact in self._facts)
            self._writer.facts(in_columns(self._facts, self._names.ids, self._evidence.documents))
            self._facts = []

    def _admit(self, record: Record) -> None:
        """Accept a record, or reject it if a check fails."""
        line, kind, fields = record
        self._notes.begin(line)
        try:
            if kind not in self._kinds:
                raise InputError(str(fields.get("reason", f"{kind}: no document, entity or fact.")))
            self._kinds[kind](line, fields)
            self._notes.settle(accepted=True)
        except LinkchartError as error:
            self._tally.rejected.append(Reject(line, readable(str(error)), kind, fields))
            self._names.settle(accepted=False)

    def _fact(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        self._facts.append(self._earlier.applied(self._checker.check(fields)))
        self._names.settle(accepted=True)

    def _entity(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        entity, brought_by = read_entity(fields), text(fields, "brought_by")
        self._origins.check((entity, brought_by), self._evidence)
        self._names.declare(entity, brought_by)

    def _schema_record(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        if self._readers.schema is None:
            raise InputError("schema: types of a case are not read here.")
        if extra := self._special.own_types(self._readers.schema(fields, self._schema), self._schema):
            self._extend(extra)

    def _saved(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        self._special.add_question(fields)

    def _judgement(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        self._special.add_judgement(fields, self._schema, self._writer)

    def _review(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        command = self._writer.command or Command("load")
        reviews = [*command.details.get("reviews", ()), read_review(fields)]
        self._writer.command = command._replace(details={**command.details, "reviews": reviews})

    def _history(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        self._tally.accepted -= 1  # the history of another store is not loaded

    def _note(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        self._notes.add(fields.get("kind", "article"), fields["note"])
        self._tally.accepted -= 1  # a remark does not count as a record

    def _document(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        document = check_document(fields, self._checker.order)
        if document.text is None and document.path and self._readers.text:
            text = self._text(document.id, document.path)
            if text is not None:
                document = document._replace(text=text)
        try:
            if self._editions.check(document):
                self._new_editions[document.id] = None
        except LinkchartError:
            self._evidence.refused.add(document.id)
            raise
        self._evidence.know(document, self._editions.combined(document.id))

    def _withdraw(self) -> None:
        """Withdraw the tellings whose quotes are not in the new edition of their document."""
        for id_ in self._new_editions:
            for document in self._store.documents([id_]):
                self._tally.withdrawn += self._writer.withdraw(id_, partial(stands, Text(document.text or "")))

    def _text(self, document: str, path: str) -> str | None:
        """Read the text of a document; add a note and return None if that fails."""
        try:
            text = self._readers.text(self._readers.base, path) if self._readers.text else None
            why = f"is not at {path} below {self._readers.base}"
        except InputError as error:
            text, why = None, f"cannot be read: {str(error).removesuffix('.')}"
        if text is None:
            self._notes.add("missing text", f"the text of {document} {why}: its quotes are not checked.")
        return text
