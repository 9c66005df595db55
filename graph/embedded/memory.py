"""What a load keeps at hand of the file that it writes, so that it need not ask for every row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from ..assemble import RANK
from ..evidence import remember
from ..grading import CREDIBILITY, RELIABILITY, telling_confidence
from ..model import MODALITIES

REMEMBERED = 250_000  # entities, documents or details kept at hand; bounds memory, not what can be loaded


GRADES = {
    reliability: {grade: telling_confidence(None, grade, reliability) for grade in (None, *CREDIBILITY)}
    for reliability in (None, *RELIABILITY)
}
"""The confidence of a telling by the reliability of its document and its own credibility."""


class Known(NamedTuple):
    """A document as its tellings need it."""

    number: int | None
    publisher: str | None
    reliability: str | None
    grades: Mapping[int | None, float | None]


def _known(row: tuple[int, str | None, str | None]) -> Known:
    number, publisher, reliability = row
    return Known(number, publisher, reliability, GRADES[reliability])


class Rows(dict[Any, Any]):
    """What is known of rows by their id; looked up in the file when it is not at hand."""

    def __init__(self, database: sqlite3.Connection, query: str, make: Callable[[Any], Any], *, empty: bool) -> None:
        super().__init__()
        self._database, self._query, self._make = database, query, make
        self._all_here = empty

    def __missing__(self, id_: str) -> Any:
        row = None if self._all_here else self._database.execute(self._query, [id_]).fetchone()
        if row is None:
            raise KeyError(id_)
        self[id_] = found = self._make(row)
        return found

    def find(self, id_: str) -> Any:
        """Return what is known, None for an id that the file does not have."""
        if id_ not in self and self._all_here:
            return None
        try:
            return self[id_]
        except KeyError:
            return None

    def trim(self) -> None:
        """Start anew when there is more than memory is meant to hold."""
        if len(self) > REMEMBERED:
            self.clear()
            self._all_here = False


class Terms(dict[str, int]):
    """The numbers of types and relations; one that is new gets one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__(database.execute("SELECT name, n FROM term"))
        self._database = database

    def __missing__(self, name: str) -> int:
        self[name] = number = int(self._database.execute("INSERT INTO term (name) VALUES (?)", [name]).lastrowid or 0)
        return number


class Details(dict[str | None, tuple[float | None, int, float | str, str]]):
    """The confidence given, the modality's rank, the strength, and the details of a fact themselves.

    "" stands for no strength and no details: to bind None takes sqlite3 five times as long as to bind a text.
    """

    def __missing__(self, details: str | None) -> tuple[float | None, int, float | str, str]:
        if details is None:
            return PLAIN
        told = json.loads(details)
        modality = RANK[told.get("modality", MODALITIES[0])]
        strength = told.get("attributes", {}).get("strength")
        known = (
            telling_confidence(told.get("given"), None, None),
            modality,
            "" if strength is None else strength,
            details,
        )
        remember(self, details, known)
        return known


PLAIN = (None, 0, "", "")
"""What no details tell."""

NO_DOCUMENT = Known(None, None, None, GRADES[None])


def known_entities(database: sqlite3.Connection, *, empty: bool) -> Rows:
    """Return the numbers of entities by id."""
    return Rows(database, "SELECT n FROM entity WHERE id = ?", itemgetter(0), empty=empty)


def known_documents(database: sqlite3.Connection, *, empty: bool) -> Rows:
    """Return the documents as `Known` by id."""
    query = "SELECT n, publisher, reliability FROM document WHERE id = ?"
    return Rows(database, query, lambda row: Known(row[0], row[1], row[2], GRADES[row[2]]), empty=empty)
