"""Load the records of one file: check, resolve and write them, or reject them with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from ..errors import InputError, LinkchartError, readable
from ..facts import Fact
from ..schema import Schema, extended
from ..stores.contract.writer import Writer
from ..stores.entries import Command
from ..stores.handles import in_columns
from ..stores.protocol import Store
from ..stores.totals import Counts
from .checks import FactChecker
from .collector import uncollected
from .column_checks import ColumnChecker
from .data_set import within
from .described import check_document, plain_documents, read_entity
from .documents import Evidence
from .earlier_decisions import EarlierDecisions
from .editions import Editions
from .fields import Record, text
from .looked_ahead import batches, described, mentions, references, runs
from .mentions import Names
from .notes import Notes
from .origins import Origins
from .plain_facts import FEWEST, Block, plain_mappings
from .renaming import renamed
from .report import Options, Readers, Reject, Report, Tally
from .special_records import SpecialRecords

BATCH = 1_000


class _Refused(Exception):
    """Rolls back a load that must not write."""


def load_file(
    store: Store,
    records: Iterable[Record | Block],
    *,
    extra: Mapping[str, Any] | None = None,
    strict: bool = False,
    check_only: bool = False,
    readers: Readers | None = None,
    seen: Callable[[int], object] | None = None,
    command: Command = Command("load"),  # noqa: B008 - a NamedTuple never changes
    options: Options | None = None,
) -> Report:
    """Load the records of one file in one transaction.

    `seen` is called with the number of records so far; `command` is the entry for the history. `strict` writes
    nothing if anything is rejected, `check_only` nothing at all. Errors of the records' source leave the store as it
    was.
    """
    # An interrupt while this extension is initialised kills Python, so import it before a transaction opens.
    import orjson  # noqa: F401

    options = options or Options()
    tally = Tally(notes=Notes(keep_all=options.all_notes))
    counts = Counts()
    try:
        with uncollected(), store.writer() as writer:
            writer.command = command
            loading = _Loading(store, writer, tally, readers or Readers(), options)
            if extra:
                loading.extend(extra)
            loading.run(within(options.source, renamed(records, options.rename_documents, options.rename_saved)), seen)
            if check_only or (strict and tally.rejected):
                raise _Refused
        counts = writer.counts()
        for name, arguments in loading.questions.items():
            store.save(name, arguments)
    except _Refused:
        pass
    return tally.report(counts)


class _Loading:
    """The load of one file into one open transaction."""

    def __init__(self, store: Store, writer: Writer, tally: Tally, readers: Readers, options: Options) -> None:
        self._store = store
        self._writer = writer
        self._tally = tally
        self._notes = tally.notes
        self._options = options
        self._special = SpecialRecords(store, writer, readers, tally.notes, all_records=options.all_records)
        self.questions = self._special.questions
        self._earlier = EarlierDecisions(store)
        self._editions = Editions(store, readers, tally.notes, new_edition=options.new_edition)
        self._origins = Origins(writer)
        self._facts: list[Fact] = []
        self._batch: Sequence[Record] = ()
        self._takers: Mapping[str, Callable[[dict[str, Any]], None]] = {
            "document": self._document, "entity": self._entity, "fact": self._fact, "schema": self._own_types,
            "saved": self._special.add_question, "review": self._special.add_review,
            "judgement": self._special.add_judgement, "note": self._note, "history": self._leave_out,
        }  # fmt: skip
        self._set_up(store.schema)

    def _set_up(self, schema: Schema) -> None:
        """Prepare the checks for a schema."""
        options = self._options
        self._schema = self._special.schema = schema
        self._names = Names(self._store, self._writer, schema, self._notes, placeholders=options.placeholders)
        self._evidence = Evidence(self._store, self._writer, self._notes)
        self._checker = FactChecker(schema, self._names, self._evidence, self._notes, order=options.order)
        self._columns = ColumnChecker(self._checker, self._names, self._evidence)
        self._look_ahead(self._batch)

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Use a case's own types and relations from now on."""
        self._write()
        self._writer.extend(extra)
        self._set_up(extended(self._schema, extra))

    def run(self, records: Iterable[Record | Block], seen: Callable[[int], object] | None = None) -> None:
        """Take all records; `seen` is called with their number so far."""
        count = 0
        for batch in batches(records, BATCH):
            self._names.trim()
            self._evidence.trim()
            rejected = len(self._tally.rejected)
            size = self._take_block(batch) if isinstance(batch, Block) else self._take(batch)
            self._tally.accepted += size - (len(self._tally.rejected) - rejected)
            count += size
            if seen is not None:
                seen(count)
        self._tally.withdrawn += self._editions.withdraw(self._writer)
        self._evidence.note_undescribed()
        self._names.doubtful.note()

    def _take(self, batch: Sequence[Record]) -> int:
        """Check and write records in their order, and count them."""
        self._look_ahead(batch)
        for kind, records in runs(batch):
            if kind == "fact" and len(records) >= FEWEST:
                self._write()
                block, others = plain_mappings(records)
                self._in_columns(block)
                records = others  # noqa: PLW2901 - the plain ones are done
            for record in records:
                self._admit(record)
        self._write()
        return len(batch)

    def _take_block(self, block: Block) -> int:
        """Check and write plain facts, entities or documents, and count them."""
        self._write()
        if block.facts:
            self._in_columns(block)
        elif not (self._take_documents(block) if block.documents else self._take_entities(block)):
            self._one_by_one(block.records())
        return len(block)

    def _take_documents(self, block: Block) -> bool:
        """Write plain documents, unless any is doubtful."""
        documents = plain_documents(block.documents, self._checker.order)
        is_sure = bool(documents) and self._evidence.know_new(documents)
        self._write()
        return is_sure

    def _take_entities(self, block: Block) -> bool:
        """Write plain entities, unless any is doubtful."""
        entities = self._names.plain(block.entities, block.lines)
        is_sure = bool(entities) and self._origins.are_usable(entities, self._evidence)
        if is_sure:
            self._origins.write(entities, self._evidence)
        return is_sure

    def _in_columns(self, block: Block) -> None:
        """Check plain facts in columns, and doubtful ones one by one."""
        facts, doubts = self._columns.check(block)
        self._writer.facts(facts)
        self._one_by_one(map(block.record, doubts))

    def _one_by_one(self, records: Iterable[Record]) -> None:
        """Check doubtful records one by one."""
        closely = list(records)
        self._look_ahead(closely)
        for record in closely:
            self._admit(record)
        self._write()

    def _look_ahead(self, records: Sequence[Record]) -> None:
        self._batch = records
        self._editions.look_ahead(described(records))
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
            if kind not in self._takers:
                raise InputError(str(fields.get("reason", f"{kind}: no document, entity or fact.")))
            self._takers[kind](fields)
            self._notes.settle(accepted=True)
        except LinkchartError as error:
            self._tally.rejected.append(Reject(line, readable(str(error)), kind, fields))
            self._names.settle(accepted=False)

    def _fact(self, fields: dict[str, Any]) -> None:
        self._facts.append(self._earlier.applied(self._checker.check(fields)))
        self._names.settle(accepted=True)

    def _entity(self, fields: dict[str, Any]) -> None:
        entity, brought_by = read_entity(fields), text(fields, "brought_by")
        self._origins.check((entity, brought_by), self._evidence)
        self._names.declare(entity, brought_by)

    def _document(self, fields: dict[str, Any]) -> None:
        document = self._editions.with_text(check_document(fields, self._checker.order))
        try:
            self._editions.check(document)
        except LinkchartError:
            self._evidence.refused.add(document.id)
            raise
        self._evidence.know(document, self._editions.combined(document.id))

    def _own_types(self, fields: dict[str, Any]) -> None:
        if extra := self._special.own_types(fields):
            self.extend(extra)

    def _note(self, fields: dict[str, Any]) -> None:
        self._notes.add(fields.get("kind", "article"), fields["note"])
        self._leave_out(fields)  # a remark does not count as a record

    def _leave_out(self, fields: dict[str, Any]) -> None:  # noqa: ARG002 - the history of another store is not loaded
        self._tally.accepted -= 1
