"""Editions of documents: earlier texts are kept, and tellings whose quotes are gone are withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ...document_records import text_hash
from ...model import Document
from ..protocol import Withdrawn
from .regroup import Stored
from .server import send
from .tellings import Source, StoredTelling, telling_of

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


def withdrawn_from(
    stored: Iterable[Stored], document: str, source: Source, stands: Callable[[str], bool]
) -> dict[tuple[int, StoredTelling], Withdrawn]:
    """Find the tellings of a document whose quotes are not in its text, by key and telling."""
    found = {}
    for relation in stored:
        tellings = relation.tellings
        for row in tellings.tellings:
            if row.document == document and row.quote and not stands(row.quote):
                telling = telling_of(row, {document: source})
                found[tellings.key, row] = Withdrawn(tellings.source, tellings.name, tellings.target, telling)
    return found


_KEEP = """
UNWIND $rows AS row
MERGE (t:EarlierText {document: row[0], hash: row[1]}) SET t.edition = row[2], t.text = row[3]
"""
