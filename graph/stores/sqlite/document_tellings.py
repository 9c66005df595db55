"""Find the tellings of documents, by which a file has no index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from ...placed_quotes import Placed, placed
from ...quotes import Text
from ...telling_details import details_of
from .rekeying import TellingAt, tellings_where


class DocumentTellings:
    """The tellings of documents with new editions, once all tellings of the load are added.

    Those of one document are found by going through all tellings; from the second one on, a temporary index pays.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lookups = 0

    def of(self, document: int) -> Iterator[TellingAt]:
        """Yield the tellings of a document."""
        self._lookups += 1
        if self._lookups == 2:
            for statement in _INDEX:
                self._database.execute(statement)
        yield from tellings_where(self._database, _ALL if self._lookups == 1 else _INDEXED, document)


def place_quotes(
    database: sqlite3.Connection, rows: Iterable[TellingAt], text: Text
) -> Iterator[tuple[TellingAt, Placed | None]]:
    """Place the quotes of tellings in a text; yield each with its new place if that changed, None if it has none."""
    for row in rows:
        if quote := row.telling.quote:
            before = Placed(quote, details_of(row.telling))
            place = placed(*before, row.telling.paragraph, text)
            if place is not None and place != before:
                database.execute("UPDATE telling SET quote = ?, details = ? WHERE n = ?", [*place, row.n])
            if place != before:
                yield row, place


_INDEX = (
    "DROP TABLE IF EXISTS temp.telling_by_document",
    "CREATE TEMP TABLE telling_by_document (document INTEGER, n INTEGER, PRIMARY KEY (document, n)) WITHOUT ROWID",
    "INSERT INTO telling_by_document SELECT document, n FROM telling WHERE document IS NOT NULL ORDER BY document, n",
)
_ALL = "t.document = ?"
_INDEXED = "t.n IN (SELECT n FROM temp.telling_by_document WHERE document = ?)"
