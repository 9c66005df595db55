"""Data sets: files that are a source themselves, whose facts name no document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..errors import InputError
from .fields import Record
from .plain_facts import Block, FullFact, PlainFact

_GRADE = re.compile(r"([A-F])([1-6])?")


class DataSet(NamedTuple):
    """The document and grades of facts in a file that name no other document.

    `reliability` is that of the document, `credibility` that of its facts without a confidence of their own.
    """

    document: str
    reliability: str | None = None
    credibility: int | None = None


def data_set(document: str | None, grade: str | None) -> DataSet | None:
    """Make a data set of a document's id and an Admiralty grade like `B2` or `B`; raises InputError."""
    if document is None:
        if grade is not None:
            raise InputError("a grade needs the document that it is about: name one with --document.")
        return None
    if grade is None:
        return DataSet(document)
    graded = _GRADE.fullmatch(grade.upper())
    if graded is None:
        raise InputError(f"a grade is a letter from A to F and a digit from 1 to 6, like B2, not “{grade}”.")
    reliability, credibility = graded.groups()
    return DataSet(document, reliability, int(credibility) if credibility else None)


def within(source: DataSet | None, records: Iterable[Record | Block]) -> Iterable[Record | Block]:
    """Add the document and grade of a data set to records without them."""
    return records if source is None else _within(source, records)


def _within(source: DataSet, records: Iterable[Record | Block]) -> Iterator[Record | Block]:
    grade = {"reliability": source.reliability} if source.reliability else {}
    yield 0, "document", {"id": source.document, **grade}
    for record in records:
        if isinstance(record, Block):
            for fact in record.facts:
                _fill(source, fact)
            yield record
        else:
            line, kind, fields = record
            yield (line, kind, _filled(source, fields)) if kind == "fact" else record


def _fill(source: DataSet, fact: PlainFact) -> None:
    if not fact.document:
        fact.document = source.document
        has_confidence = isinstance(fact, FullFact) and fact.confidence is not None
        if not has_confidence and fact.credibility is None:
            fact.credibility = source.credibility


def _filled(source: DataSet, fields: dict[str, Any]) -> dict[str, Any]:
    if fields.get("document"):
        return fields
    has_grade = fields.get("confidence") is not None or fields.get("credibility") is not None
    grade = {} if has_grade or source.credibility is None else {"credibility": source.credibility}
    return {**fields, "document": source.document, **grade}
