"""Earlier texts of documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ...document_records import text_hash
from ...documents import Document
from .server import run, send

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


def keep_earlier_texts(tx: Tx, stored: Mapping[str, Document], batch: Iterable[Document]) -> None:
    """Save the texts of documents that are about to be replaced."""
    rows = []
    for given in batch:
        known = stored.get(given.id)
        if known and known.text is not None and given.text not in (None, known.text):
            rows.append([known.id, text_hash(known.text), known.edition, known.text])
    send(tx, _KEEP, rows)


def earlier_text(tx: Tx, document: str, digest: str) -> str:
    """Remove and return an earlier text of a document, by its hash."""
    text = str(run(tx, _EARLIER, document=document, hash=digest)[0][0])
    run(tx, _DROP, document=document, hash=digest)
    return text


_KEEP = """
UNWIND $rows AS row
MERGE (t:EarlierText {document: row[0], hash: row[1]}) SET t.edition = row[2], t.text = row[3]
"""
_EARLIER = "MATCH (t:EarlierText {document: $document, hash: $hash}) RETURN t.text"
_DROP = "MATCH (t:EarlierText {document: $document, hash: $hash}) DELETE t"
