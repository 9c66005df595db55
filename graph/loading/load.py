"""Load records: check them, resolve their ends, and write them or reject them with a reason."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from ..errors import InputError, LinkchartError, readable
from ..identity.contradictions import check, repeated
from ..identity.in_force import InForce
from ..identity.judgements import described
from ..model import NOTHING, Document, Fact
from ..quotes import Text
from ..schema import Schema, extended
from ..stores.handles import in_columns
from ..stores.protocol import Command, Counts, Store, Withdrawn, Writer
from .batches import batches, mentions, references
from .checks import FactChecker
from .column_checks import ColumnChecker
from .data_set import DataSet, within
from .described import check_document, read_entity
from .documents import Evidence
from .editions import Editions
from .fields import Record
from .mentions import Names
from .notes import Note, Notes
from .plain_facts import FEWEST, Block, plain_mappings
from .special_records import SpecialRecords, is_in_force, read_judgement, saved_question


@dataclass(frozen=True, slots=True)
class Reject:
    """A rejected record with its line and the reason."""

    line: int
    reason: str
    kind: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of loading a file: accepted and rejected records, additions to the store, and notes."""

    accepted: int
    rejected: tuple[Reject, ...]
    counts: Counts
    notes: tuple[Note, ...]
    withdrawn: tuple[Withdrawn, ...] = ()


class Options(NamedTuple):
    """Options for reading a file: the order of dates like 3/1/2020, the texts that may be names, and so on.

    `order`: `dmy` or `mdy`; `placeholders` lets `n/a` and the like pass; `all_notes` keeps every note; `all_records`
    takes types and saved questions of a foreign file into a store that holds something already; `new_edition` takes
    another text of a document for a later edition of it. `rename_documents`: ids of the file, and what to call them.
    `source`: what facts that name no document are from.
    """

    order: str | None = None
    placeholders: bool = False
    all_notes: bool = False
    all_records: bool = False
    new_edition: bool = False
    rename_documents: Mapping[str, str] = NOTHING
    source: DataSet | None = None


class Readers(NamedTuple):
    """Readers of other files, which a load gets from its caller.

    `text` returns the text of a document at a path below the folder `base`, None when it cannot be had; `schema`
    returns types of a case, checked against a schema.
    """

    base: str = "."
    text: Callable[[str, str], str | None] | None = None
    schema: Callable[[Mapping[str, Any], Schema], Mapping[str, Any]] | None = None


@dataclass(slots=True)
class _Tally:
    accepted: int = 0
    rejected: list[Reject] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    withdrawn: list[Withdrawn] = field(default_factory=list)


class _Refused(Exception):
    """Rolls back the transaction of a load that is to write nothing."""


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

    `seen` is called with the number of records so far; `command` is what the history will say. `strict` writes
    nothing if anything is rejected, `check_only` nothing at all. Errors of the records' source leave the store as it
    was.
    """
    # An interrupt while this extension is initialised ends Python at once: not with a transaction open.
    import orjson  # noqa: F401

    options = options or Options()
    tally = _Tally(notes=Notes(keep_all=options.all_notes))
    counts = Counts()
    try:
        with _uncollected(), store.writer() as writer:
            writer.command = command
            intake = _Intake(store, writer, tally, readers or Readers(), extra or {}, options)
            intake.run(within(options.source, _renamed(records, options.rename_documents)), seen)
            if check_only or (strict and tally.rejected):
                raise _Refused
        counts = writer.counts()
        for name, arguments in intake.saved.items():
            store.save(name, arguments)
    except _Refused:
        pass
    rejected = sorted(tally.rejected, key=attrgetter("line"))
    return Report(tally.accepted, tuple(rejected), counts, tally.notes.result(), tuple(tally.withdrawn))


class _Intake:
    """The load of one file into one open transaction."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        tally: _Tally,
        readers: Readers,
        extra: Mapping[str, Any],
        options: Options,
    ) -> None:
        self.saved: dict[str, list[str]] = {}
        self._store = store
        self._writer = writer
        self._tally = tally
        self._readers = readers
        self._options = options
        self._notes = tally.notes
        self._foreign = SpecialRecords(store, all_records=options.all_records)
        self._editions = Editions(store, new_edition=options.new_edition)
        self._new_texts: dict[str, str] = {}
        self._owner: str | None = None
        self._several = False
        self._facts: list[Fact] = []
        self._batch: list[Record] = []
        self._kinds = {
            "document": self._document, "entity": self._entity, "fact": self._fact, "schema": self._schema_record,
            "saved": self._saved, "judgement": self._judgement, "note": self._note,
        }  # fmt: skip
        self._set_up(store.schema)
        if extra:
            self._extend(extra)

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
        count = 0
        for batch in batches(records):
            self._names.trim()
            self._evidence.trim()
            turned_away = len(self._tally.rejected)
            size = self._take(batch)
            self._tally.accepted += size - (len(self._tally.rejected) - turned_away)
            count += size
            if seen is not None:
                seen(count)
        self._withdraw()
        self._evidence.note_undescribed()
        self._names.doubtful.note()

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
        for kind, run in groupby(batch, itemgetter(1)):
            records = list(run)
            if kind == "fact" and len(records) >= FEWEST:
                self._write()
                block, records = plain_mappings(records)
                self._block(block)
            for one in records:
                self._admit(one)
        self._write()
        return len(batch)

    def _block(self, block: Block) -> None:
        """Check plain facts in columns, and doubtful ones one by one."""
        facts, doubts = self._columns.check(block)
        self._writer.facts(facts)
        self._one_by_one(map(block.record, doubts))

    def _entities(self, block: Block) -> None:
        """Add plain entities together, or one by one if any of them is doubtful."""
        if entities := self._names.plain(block.entities):
            self._writer.entities(entities, self._owner)
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
            self._note_documents(documents)
            self._writer.documents(documents)
        if mentioned := self._names.mentioned():
            self._writer.mention(mentioned)
        if records := self._names.declared():
            self._writer.entities(records, self._owner)
        if entities := self._names.declared():
            self._writer.entities(entities)
        if self._facts:
            self._evidence.introduce(one.document for one in self._facts)
            self._writer.facts(in_columns(self._facts, self._names.ids, self._evidence.documents))
            self._facts = []

    def _note_documents(self, documents: Iterable[Document]) -> None:
        """Attribute entity records to the document of the file, as long as there is just one."""
        ids = {self._owner, *(document.id for document in documents)} - {None}
        if self._several or len(ids) > 1:
            if self._owner is not None:
                self._writer.disown()
            self._owner, self._several = None, True
        else:
            (self._owner,) = ids

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
        self._facts.append(self._checker.check(fields))
        self._names.settle(accepted=True)

    def _entity(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        self._names.declare(read_entity(fields))

    def _schema_record(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        if self._readers.schema is None:
            raise InputError("schema: types of a case are not read here.")
        extra = self._readers.schema(fields, self._schema)
        if is_in_force(extra, self._schema):
            return
        if self._foreign.are_taken:
            self._extend(extra)
        else:
            self._notes.add("left out", "its types and relations are not taken: --all-records takes them.")

    def _saved(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        name, arguments = saved_question(fields)
        stored = {**self._foreign.saved, **self.saved}
        if name in stored and list(stored[name]) != arguments:
            raise InputError(
                f"the saved question “{name}” asks something else in the store: take one of them out with "
                f"“linkchart save --remove {name}”, or give this one another name in the file."
            )
        if name in stored:
            return
        if self._foreign.are_taken:
            self.saved[name] = arguments
        else:
            self._notes.add("left out", f"the saved question “{name}” is not taken: --all-records takes it.")

    def _judgement(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        judgement = read_judgement(fields, self._schema)
        if repeated(judgement, self._in_force):
            return
        if not self._foreign.are_taken:
            self._notes.add("left out", f"the judgement that {described(judgement)} is not taken: "
                            "--all-records takes it.")  # fmt: skip
            return
        check(judgement, self._in_force)
        number = self._writer.judge(judgement)
        self._in_force = InForce([*self._in_force.all, judgement._replace(number=number)])

    def _note(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        self._notes.add(fields.get("kind", "article"), fields["note"])
        self._tally.accepted -= 1  # a remark is no record of the file

    @cached_property
    def _in_force(self) -> InForce:
        """The judgements in force, including those of the file so far."""
        return InForce(self._foreign.judgements)

    def _document(self, line: int, fields: dict[str, Any]) -> None:  # noqa: ARG002
        document = check_document(fields, self._checker.order)
        if document.text is None and document.path and self._readers.text:
            text = self._text(document.id, document.path)
            if text is not None:
                document = document._replace(text=text)
        try:
            if self._editions.check(document) and document.text is not None:
                self._new_texts[document.id] = document.text
        except LinkchartError:
            self._evidence.refused.add(document.id)
            raise
        self._evidence.know(document)

    def _withdraw(self) -> None:
        """Withdraw the tellings whose quotes are not in the new edition of their document."""
        for document, text in self._new_texts.items():
            self._tally.withdrawn += self._writer.withdraw(document, partial(stands, Text(text)))

    def _text(self, document: str, path: str) -> str | None:
        """Read the text of a document; note when it cannot be read, and return None."""
        try:
            text = self._readers.text(self._readers.base, path) if self._readers.text else None
            why = f"is not at {path} below {self._readers.base}"
        except InputError as error:
            text, why = None, f"cannot be read: {str(error).removesuffix('.')}"
        if text is None:
            self._notes.add("missing text", f"the text of {document} {why}: its quotes are not checked.")
        return text


def stands(text: Text, quote: str) -> bool:
    """Tell whether a quote stands in a text."""
    return text.find(quote) is not None


def _renamed(records: Iterable[Record | Block], names: Mapping[str, str]) -> Iterable[Record | Block]:
    """Rename documents in records."""
    if not names:
        return records
    single = (record for one in records for record in (one.records() if isinstance(one, Block) else [one]))
    keys = {"document": "id", "fact": "document"}
    return (
        (line, kind, {**fields, keys[kind]: names.get(fields[keys[kind]], fields[keys[kind]])})
        if kind in keys and isinstance(fields.get(keys[kind]), str)
        else (line, kind, fields)
        for line, kind, fields in single
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Stop the garbage collector from scanning a batch's records over and over: none are cyclic."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
