"""What a load keeps at hand of the file that it writes, so that it need not ask for every row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import count
from typing import Any

from ..grading import RELIABILITY
from ..handles import Handles
from .tables import TYPE_BITS

RELIABILITIES = (*RELIABILITY, None)
GRADE_BITS = 3
GRADE = (1 << GRADE_BITS) - 1
"""The part of a document's handle that says which of RELIABILITIES is its own; before it stands its number."""


class Rows(Handles):
    """Handles of rows by their id, which are numbers; looked up in the file when they are not at hand."""

    def __init__(self, database: sqlite3.Connection, query: str, *, empty: bool, nothing: int | None = None) -> None:
        super().__init__(nothing)
        self._database, self._query = database, query
        self._all_here = empty

    def fetch(self, ids: Iterable[str]) -> None:
        """Have the handles of some ids at hand, of those that the file has."""
        missing = [one for one in ids if one not in self]
        if missing and not self._all_here:
            found = self._database.execute(f"{self._query} IN (SELECT value FROM json_each(?))", [json.dumps(missing)])
            self.update(self._handle(*row) for row in found)

    def _handle(self, id_: str, number: int) -> tuple[str, int]:
        return id_, number

    def __missing__(self, id_: str) -> Any:
        self.fetch([id_])
        if id_ not in self:
            raise KeyError(id_)
        return self[id_]

    def known(self, ids: Collection[str]) -> set[str]:
        """Return those of some ids that the file has; their handles are at hand."""
        self.fetch(ids)
        return {*ids} & self.keys()

    def forget(self) -> None:
        """Start anew."""
        super().forget()
        self._all_here = False


class Terms(dict[str, int]):
    """The numbers of types and relations; one that is new gets one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__(database.execute("SELECT name, n FROM term"))
        self._database = database

    def __missing__(self, name: str) -> int:
        self[name] = number = int(self._database.execute("INSERT INTO term (name) VALUES (?)", [name]).lastrowid or 0)
        return number


class Numbers(dict[str, "count[int]"]):
    """The numbers that entities of each type get next."""

    def __init__(self, database: sqlite3.Connection, terms: Terms) -> None:
        super().__init__()
        self._database, self._terms = database, terms
        self._first: dict[str, int] = {}

    def __missing__(self, type_: str) -> count[int]:
        first = self._terms[type_] << TYPE_BITS
        span = [first, first | ((1 << TYPE_BITS) - 1)]
        (last,) = self._database.execute("SELECT max(n) FROM entity WHERE n BETWEEN ? AND ?", span).fetchone()
        self._first[type_] = (last or first) + 1
        self[type_] = numbers = count(self._first[type_])
        return numbers

    def is_old(self, type_: str, number: int) -> bool:
        """Return whether the entity of a number was there before."""
        return type_ not in self or number < self._first[type_]

    def spans(self) -> list[tuple[int, int]]:
        """Return the numbers that were given, each type's first and the one after its last; no more may be given."""
        return [(first, next(self[type_])) for type_, first in self._first.items()]


class Entities(Rows):
    """The numbers of entities by their id; they tell the types."""

    def __init__(self, database: sqlite3.Connection, *, empty: bool) -> None:
        super().__init__(database, "SELECT id, n FROM entity WHERE id", empty=empty)
        self._types = _Types(database)

    def types(self, ids: Sequence[str], handles: Sequence[Any]) -> list[str]:
        """Return how ids begin, given also their handles, None for one that is not known."""
        if all(handles):
            return [self._types[one >> TYPE_BITS] for one in handles]
        return super().types(ids, handles)


class _Types(dict[int, str]):
    """How ids of a type begin, by the number of the type."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, number: int) -> str:
        (name,) = self._database.execute("SELECT name FROM term WHERE n = ?", [number]).fetchone()
        self[number] = beginning = str(name).lower()
        return beginning


class Documents(Rows):
    """Documents by their id, as `document_handle` calls them."""

    def __init__(self, database: sqlite3.Connection, *, empty: bool) -> None:
        query = "SELECT id, n, reliability FROM document WHERE id"
        super().__init__(database, query, empty=empty, nothing=document_handle(0, None))

    def _handle(self, id_: str, number: int, reliability: str | None = None) -> tuple[str, int]:
        return id_, document_handle(number, reliability)


def document_handle(number: int, reliability: str | None) -> int:
    """Return what a document is called while facts are written: its number and how reliable it is."""
    return number << GRADE_BITS | RELIABILITIES.index(reliability)
