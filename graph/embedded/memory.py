"""What a load keeps at hand of the file that it writes, so that it need not ask for every row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from itertools import count
from operator import itemgetter
from typing import Any, NamedTuple

from ..handles import Handles
from .tables import TYPE_BITS


class Known(NamedTuple):
    """A document as its tellings need it: its handle."""

    number: int | None
    publisher: str | None
    reliability: str | None


class Rows(Handles):
    """Handles of rows by their id; looked up in the file when they are not at hand."""

    def __init__(
        self, database: sqlite3.Connection, query: str, make: Callable[[Any], Any], *, empty: bool, nothing: Any = None
    ) -> None:
        super().__init__(nothing)
        self._database, self._query, self._make = database, query, make
        self._all_here = empty

    def fetch(self, ids: Iterable[str]) -> None:
        """Have the handles of some ids at hand, of those that the file has."""
        missing = [one for one in ids if one not in self]
        if missing and not self._all_here:
            rows = self._database.execute(f"{self._query} IN (SELECT value FROM json_each(?))", [json.dumps(missing)])
            self.update((id_, self._make(row)) for id_, *row in rows)

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


def known_entities(database: sqlite3.Connection, *, empty: bool) -> Rows:
    """Return the numbers of entities by id."""
    return Rows(database, "SELECT id, n FROM entity WHERE id", itemgetter(0), empty=empty)


def known_documents(database: sqlite3.Connection, *, empty: bool) -> Rows:
    """Return the documents as `Known` by id."""
    query = "SELECT id, n, publisher, reliability FROM document WHERE id"
    return Rows(database, query, Known._make, empty=empty, nothing=Known(None, None, None))
