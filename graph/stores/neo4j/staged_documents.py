"""The documents of a load in its temporary file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...documents import Document
from .properties import packed

DOCUMENTS = """
CREATE TABLE document (
    id TEXT PRIMARY KEY, title, publisher, published, path, reliability, url, edition, retracted, replaced_by,
    attributes, text)
"""

_FIELDS = (
    *("title", "publisher", "published", "path", "reliability", "url", "edition", "retracted", "replaced_by"),
    *("attributes", "text"),
)


def add_documents(database: sqlite3.Connection, batch: Sequence[Document]) -> None:
    """Add documents; a later record of a document overrides an earlier one."""
    kept = ", ".join(f"{name} = coalesce(excluded.{name}, {name})" for name in _FIELDS)
    database.executemany(
        f"INSERT INTO document VALUES (?{', ?' * len(_FIELDS)}) ON CONFLICT (id) DO UPDATE SET {kept}",
        [
            (
                document.id,
                *(getattr(document, name) for name in _FIELDS[:-2]),
                packed(document.attributes),
                document.text,
            )
            for document in batch
        ],
    )


def read_documents(database: sqlite3.Connection, where: str, values: Sequence[Any]) -> Iterator[Document]:
    """Yield the documents that meet a condition, in order of id."""
    rows = database.execute(f"SELECT id, {', '.join(_FIELDS)} FROM document WHERE {where} ORDER BY id", values)
    for id_, *fields in rows:
        given = dict(zip(_FIELDS, fields, strict=True))
        yield Document(id_, **{**given, "attributes": json.loads(given["attributes"] or "{}")})


def merged(stored: Document, given: Document) -> Document:
    """Merge a document's new record over the stored one."""
    says = [name for name in _FIELDS if getattr(given, name) not in (None, {})]
    fields: Mapping[str, Any] = {name: getattr(given if name in says else stored, name) for name in _FIELDS}
    return Document(stored.id, **fields)
