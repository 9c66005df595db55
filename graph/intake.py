"""The gate: records become checked facts with resolved ends, or are turned away with a reason."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar

from .checks import FactChecker, check_document, read_entity
from .columns import ColumnChecker
from .errors import InputError, LinkchartError
from .evidence import Evidence
from .model import Document, Fact
from .naming import Names
from .schema import extended
from .store import Counts, Store, Writer

BATCH = 1_000

Record = tuple[int, str, dict[str, Any]]

Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True)
class Reject:
    """A record turned away: where it stands, why, and what it was."""

    line: int
    reason: str
    kind: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file: records accepted, those turned away, what is new in the store, and warnings."""

    accepted: int
    rejected: tuple[Reject, ...]
    counts: Counts
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    accepted: int = 0
    rejected: list[Reject] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class _Refused(Exception):
    """Carries a load out of its transaction when nothing is to be written."""


def load_file(
    store: Store,
    records: Iterable[Record],
    *,
    base: str = ".",
    extra: Mapping[str, Any] | None = None,
    strict: bool = False,
    check_only: bool = False,
    read_text: Callable[[str, str], str | None] | None = None,
    seen: Callable[[int], object] | None = None,
) -> Report:
    """Return what became of the records of one file, written in one transaction.

    `base`: folder that the paths of documents start from; `read_text(base, path)` returns the text of a
    document, None when it cannot be had; `seen` is told how many records there were so far. `strict` writes
    nothing if anything is rejected, `check_only` nothing at all. Errors of the records' source leave the store as
    it was.
    """
    # An interrupt while this extension is initialised ends Python at once: not with a transaction open.
    import orjson  # noqa: F401

    tally = _Tally()
    counts = Counts()
    try:
        with _uncollected(), store.writer() as writer:
            _Intake(store, writer, tally, base, extra or {}, read_text).run(records, seen)
            if check_only or (strict and tally.rejected):
                raise _Refused
        counts = writer.counts()
    except _Refused:
        pass
    return Report(tally.accepted, tuple(tally.rejected), counts, tuple(tally.warnings))


class _Intake:
    """One file on its way into one open transaction."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        tally: _Tally,
        base: str,
        extra: Mapping[str, Any],
        read_text: Callable[[str, str], str | None] | None,
    ) -> None:
        self._writer = writer
        self._tally = tally
        self._base = base
        self._read_text = read_text
        if extra:
            writer.extend(extra)
        schema = extended(store.schema, extra) if extra else store.schema
        self._names = Names(store, schema)
        self._evidence = Evidence(store)
        self._checker = FactChecker(schema, self._names, self._evidence)
        self._columns = ColumnChecker(self._checker, self._names, self._evidence)

    def run(self, records: Iterable[Record], seen: Callable[[int], object] | None = None) -> None:
        count = 0
        for batch in _batches(records):
            self._names.trim()
            self._names.ahead = partial(_mentions, batch)
            self._evidence.trim()
            self._evidence.ahead = partial(_references, batch)
            self._take(batch)
            count += len(batch)
            if seen is not None:
                seen(count)

    def _take(self, batch: list[Record]) -> None:
        documents: list[Document] = []
        facts: list[Fact] = []
        turned_away = len(self._tally.rejected)
        for kind, records in groupby(batch, itemgetter(1)):
            if kind == "fact":
                facts += self._facts(list(records))
            elif kind == "document":
                documents += filter(None, (self._admit(one, self._document) for one in records))
            else:
                for one in records:
                    self._admit(one, self._entity if kind == "entity" else self._strange)
        self._tally.accepted += len(batch) - (len(self._tally.rejected) - turned_away)
        self._tally.warnings.extend(self._evidence.warnings)
        self._evidence.warnings.clear()
        self._writer.documents([*documents, *self._evidence.met(facts)])
        self._writer.entities(self._names.declared())
        self._writer.facts(facts)

    def _facts(self, records: list[Record]) -> list[Fact]:
        """Return the facts among records that stand together: the plain ones at once, the others one by one."""
        plain = self._columns.check([fields for _, _, fields in records])
        facts = list(plain.values())
        if len(plain) < len(records):
            others = (one for place, one in enumerate(records) if place not in plain)
            facts += filter(None, (self._admit(one, self._fact) for one in others))
        return facts

    def _admit(self, record: Record, take: Callable[[int, str, dict[str, Any]], Taken]) -> Taken | None:
        """Return what a record comes to; one that a check refuses is turned away."""
        try:
            return take(*record)
        except LinkchartError as error:
            line, kind, fields = record
            self._tally.rejected.append(Reject(line, str(error), kind, fields))
            self._names.settle(accepted=False)
            return None

    def _fact(self, line: int, kind: str, fields: dict[str, Any]) -> Fact:  # noqa: ARG002
        fact = self._checker.check(fields)
        self._names.settle(accepted=True)
        return fact

    def _entity(self, line: int, kind: str, fields: dict[str, Any]) -> None:  # noqa: ARG002
        self._names.declare(read_entity(fields))

    def _strange(self, line: int, kind: str, fields: dict[str, Any]) -> None:  # noqa: ARG002
        raise InputError(str(fields.get("reason", f"{kind}: no document, entity or fact.")))

    def _document(self, line: int, kind: str, fields: dict[str, Any]) -> Document:  # noqa: ARG002
        document = check_document(fields)
        if document.text is None and document.path and self._read_text:
            text = self._read_text(self._base, document.path)
            if text is None:
                self._tally.warnings.append(
                    f"line {line}: the text of {document.id} is not at {document.path}: its quotes are not checked."
                )
            else:
                document = Document(
                    document.id, document.title, document.publisher, document.published, document.path,
                    document.reliability, document.attributes, text,
                )  # fmt: skip
        self._evidence.know(document)
        return document


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    source = iter(records)
    while batch := list(islice(source, BATCH)):
        yield batch


def _mentions(batch: Iterable[Record]) -> set[str]:
    said: list[Any] = []
    for _, kind, fields in batch:
        if kind == "fact":
            said += [fields.get("source"), fields.get("target")]
            attributes = fields.get("attributes")
            if isinstance(attributes, dict):
                said += [attributes.get("against"), attributes.get("via")]
        elif kind == "entity" and not fields.get("id"):
            said.append(fields.get("name"))
    return {one for one in said if one and isinstance(one, str)}


def _references(batch: Iterable[Record]) -> set[str]:
    said = [fields.get("document") for _, kind, fields in batch if kind == "fact"]
    return {one for one in said if one and isinstance(one, str)}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through a batch's records over and over: none are cyclic."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
