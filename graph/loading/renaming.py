"""Records of a file with other ids for documents and other names for saved questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..brought_by import of_document
from .fields import Record
from .plain_facts import Block


def renamed(
    records: Iterable[Record | Block], documents: Mapping[str, str], saved: Mapping[str, str]
) -> Iterable[Record | Block]:
    """Rename documents and saved questions in records."""
    if not documents and not saved:
        return records
    return ((line, kind, _renamed(kind, fields, documents, saved)) for line, kind, fields in _single(records))


def _single(records: Iterable[Record | Block]) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Block):
            yield from record.records()
        else:
            yield record


def _renamed(
    kind: str, fields: dict[str, Any], documents: Mapping[str, str], saved: Mapping[str, str]
) -> dict[str, Any]:
    if kind == "judgement" and isinstance(fields.get("documents"), list):
        return {**fields, "documents": [documents.get(id_, id_) for id_ in fields["documents"]]}
    origins = {of_document(old): of_document(new) for old, new in documents.items()}
    names: dict[tuple[str, str], Mapping[str, str]] = {
        ("document", "id"): documents,
        ("document", "replaced_by"): documents,
        ("fact", "document"): documents,
        ("entity", "brought_by"): origins,
        ("saved", "name"): saved,
    }
    return {
        key: names[kind, key].get(value, value) if (kind, key) in names and isinstance(value, str) else value
        for key, value in fields.items()
    }
