"""Checks of records that describe a document or an entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..date_reading import read_date
from ..documents import Document
from ..errors import InputError
from ..grading import RELIABILITY
from ..model import Entity
from .fields import mapping, name, text, text_list
from .plain_facts import PlainDocument


def check_document(fields: Mapping[str, Any], order: str | None = None) -> Document:
    """Read the document of a record; raises InputError for one without id or with a bad value."""
    published, edition = text(fields, "published"), text(fields, "edition")
    reliability = text(fields, "reliability")
    if reliability is not None and reliability.upper() not in RELIABILITY:
        raise InputError(f"reliability is one of A to F, not “{reliability}”.")
    return Document(
        _needed(fields, "id", "a document"),
        text(fields, "title"),
        text(fields, "publisher"),
        _published(published, order) if published else None,
        text(fields, "path"),
        reliability.upper() if reliability else None,
        mapping(fields, "attributes"),
        text(fields, "text"),
        text(fields, "url"),
        _published(edition, order) if edition else None,
        text(fields, "retracted"),
        text(fields, "replaced_by"),
    )


def plain_documents(given: Sequence[PlainDocument], order: str | None = None) -> list[Document]:
    """Read plain documents as `check_document` does; none if any is doubtful."""
    if not all(document.id.isprintable() and document.id.strip() for document in given):
        return []
    try:
        documents = [
            Document(
                document.id, document.title or None, document.publisher or None,
                _published(document.published, order) if document.published else None, None,
                document.reliability.upper() if document.reliability else None, url=document.url or None,
            )
            for document in given
        ]  # fmt: skip
    except InputError:
        return []
    return documents if {document.reliability for document in documents} <= {None, *RELIABILITY} else []


@lru_cache(maxsize=10_000)  # many documents are of one day
def _published(text: str, order: str | None) -> str:
    start, end, circa = read_date(text, order)
    if start != end or circa:
        raise InputError(f"published is one day, month or year, not “{text}”.")
    return start


def read_entity(fields: Mapping[str, Any]) -> Entity:
    """Read the entity of a record; its id is "" when the record gives none."""
    return Entity(
        name(fields, "id") or "",
        _needed(fields, "type", "an entity"),
        _needed(fields, "name", "an entity").strip(),
        text(fields, "kind"),
        tuple(sorted(set(text_list(fields, "aliases")))),
        mapping(fields, "attributes"),
    )


def _needed(fields: Mapping[str, Any], key: str, what: str) -> str:
    value = name(fields, key) if key == "id" else text(fields, key)
    if not value or value.isspace():
        raise InputError(f"{what} needs {'an' if key == 'id' else 'a'} {key}.")
    return value
