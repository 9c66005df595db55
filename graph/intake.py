"""The gate: records become checked facts with resolved ends, or are turned away with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from .checks import FactChecker, check_document, read_entity
from .errors import InputError, LinkchartError
from .model import Document, Entity, Fact
from .naming import Names
from .schema import extended
from .store import Counts, Store, Writer

BATCH = 5_000

Record = tuple[int, str, dict[str, Any]]


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
) -> Report:
    """Return what became of the records of one file, written in one transaction.

    `base`: folder that the paths of documents start from; `read_text(base, path)` returns the text of a
    document, None when it cannot be had. `strict` writes nothing if anything is rejected, `check_only`
    nothing at all. Errors of the records' source leave the store as it was.
    """
    tally = _Tally()
    counts = Counts()
    try:
        with store.writer() as writer:
            _Intake(store, writer, tally, base, extra or {}, read_text).run(records)
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
        self._checker = FactChecker(store, schema, self._names)

    def run(self, records: Iterable[Record]) -> None:
        for batch in _batches(records):
            self._names.prepare(_mentions(batch))
            self._checker.prepare({fields.get("document") for _, kind, fields in batch if kind == "fact"})
            self._take(batch)

    def _take(self, batch: list[Record]) -> None:
        documents: list[Document] = []
        facts: list[Fact] = []
        accepted = 0
        for line, kind, fields in batch:
            try:
                if kind == "fact":
                    facts.append(self._checker.check(fields))
                elif kind == "entity":
                    self._names.declare(read_entity(fields))
                elif kind == "document":
                    documents.append(self._document(fields, line))
                else:
                    raise InputError(
                        str(
                            fields.get(
                                "reason", f"a record is a document, an entity or a fact, not “{kind}”."
                            )
                        )
                    )
                accepted += 1
            except LinkchartError as error:
                self._tally.rejected.append(Reject(line, str(error), kind, fields))
        self._tally.accepted += accepted
        self._tally.warnings.extend(self._checker.warnings)
        self._checker.warnings.clear()
        self._writer.documents([*documents, *self._checker.met()])
        self._writer.entities(self._names.declared())
        self._writer.facts(facts)

    def _document(self, fields: Mapping[str, Any], line: int) -> Document:
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
        self._checker.know(document)
        return document


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    source = iter(records)
    while batch := list(islice(source, BATCH)):
        yield batch


def _mentions(batch: list[Record]) -> set[str]:
    found: set[str] = set()
    for _, kind, fields in batch:
        if kind == "fact":
            found.update((fields.get("source"), fields.get("target")))  # type: ignore[arg-type]
            attributes = fields.get("attributes")
            if isinstance(attributes, dict):
                found.update((attributes.get("against"), attributes.get("via")))  # type: ignore[arg-type]
        elif kind == "entity":
            found.update((fields.get("name"), fields.get("id")))  # type: ignore[arg-type]
    return {one for one in found if isinstance(one, str)}
