"""Records of a file with other ids for documents and other names for saved questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from ..brought_by import of_document
from ..errors import InputError
from ..identity.telling_marks import Marked, mark
from ..question_words import renamed_words
from .checks import span
from .fields import Record, text
from .plain_facts import Block


def renamed(
    records: Iterable[Record | Block], documents: Mapping[str, str], saved: Mapping[str, str]
) -> Iterable[Record | Block]:
    """Rename documents and saved questions in records."""
    if not documents and not saved:
        return records
    renaming = _Renaming(documents, saved)
    return ((line, kind, renaming.apply(kind, fields)) for line, kind, fields in _single(records))


def _single(records: Iterable[Record | Block]) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Block):
            yield from record.records()
        else:
            yield record


class _Renaming:
    """New ids of documents and names of saved questions, and new marks of tellings of these documents.

    An export has its judgements after its facts, so the marks that they name are known by then.
    """

    def __init__(self, documents: Mapping[str, str], saved: Mapping[str, str]) -> None:
        origins = {of_document(old): of_document(new) for old, new in documents.items()}
        self._documents = documents
        self._names: Mapping[tuple[str, str], Mapping[str, str]] = {
            ("document", "id"): documents,
            ("document", "replaced_by"): documents,
            ("fact", "document"): documents,
            ("entity", "brought_by"): origins,
            ("saved", "name"): saved,
        }
        self._marks: dict[str, str] = {}

    def apply(self, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Rename in the fields of one record."""
        if kind == "judgement":
            return _replaced(_replaced(fields, "documents", self._documents), "tellings", self._marks)
        if kind == "saved":
            fields = {**fields, "arguments": renamed_words(fields.get("arguments"), self._documents)}
        if kind == "fact" and fields.get("document") in self._documents:
            self._note(fields)
        return {key: self._value(kind, key, value) for key, value in fields.items()}

    def _value(self, kind: str, key: str, value: Any) -> Any:
        return self._names.get((kind, key), {}).get(value, value) if isinstance(value, str) else value

    def _note(self, fact: Mapping[str, Any]) -> None:
        """Note the old and the new marks of a telling; a fact that will be rejected has none."""
        with suppress(InputError):
            telling = _marked(fact)
            moved = telling._replace(document=self._documents[fact["document"]])
            # Whether the relation is symmetric may not be known yet; a judgement has only one of the two marks.
            for symmetric in (False, True):
                self._marks[mark(telling, symmetric=symmetric)] = mark(moved, symmetric=symmetric)


def _replaced(fields: dict[str, Any], key: str, names: Mapping[str, str]) -> dict[str, Any]:
    """Replace the texts of a list."""
    values = fields.get(key)
    if not isinstance(values, list):
        return fields
    return {**fields, key: [names.get(value, value) if isinstance(value, str) else value for value in values]}


def _marked(fact: Mapping[str, Any]) -> Marked:
    """Make the marked fields of an exported fact, which names its ends by id; raises InputError."""
    source, relation, target, date, start, end = (
        text(fact, key) for key in ("source", "relation", "target", "date", "start", "end")
    )
    dates = span(date, start, end)
    paragraph = fact.get("paragraph")
    return Marked(
        source or "", relation or "", target or "", dates.start, dates.end, text(fact, "document"),
        paragraph if isinstance(paragraph, int) else None, text(fact, "quote"),
    )  # fmt: skip
