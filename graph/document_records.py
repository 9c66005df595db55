"""Combine the records of a document from several loads; a text is represented by its hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from .documents import Document


def text_hash(text: str) -> str:
    """Hash a text, to recognise its editions."""
    return sha256(text.encode()).hexdigest()


def fields_of(document: Document) -> dict[str, Any]:
    """Pack a load's record of a document for storing."""
    said = {name: value for name, value in document._asdict().items() if name != "id" and value not in (None, {})}
    if document.text is not None:
        said["text"] = text_hash(document.text)
    if document.attributes:
        said["attributes"] = dict(document.attributes)
    return said


def combined_fields(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Combine the records of a document; later values override earlier ones."""
    combined: dict[str, Any] = {}
    for record in records:
        combined |= record
    return combined
