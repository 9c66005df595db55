"""Caches of row numbers used while loading, and the packing of rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..handles import Handles


class Rows(Handles):
    """A cache of row numbers by id; `empty`: the table has no rows yet, so that none need be looked up."""

    def __init__(self, database: sqlite3.Connection, query: str, *, empty: bool, nothing: int | None = None) -> None:
        super().__init__(nothing)
        self._database, self._query = database, query
        self._is_complete = empty

    def fetch(self, ids: Iterable[str]) -> None:
        """Load the handles of the ids that the file knows into the cache."""
        missing = [] if self._is_complete else [id_ for id_ in ids if id_ not in self]
        if missing:
            rows = self._database.execute(f"{self._query} IN (SELECT value FROM json_each(?))", [json.dumps(missing)])
            self.update(self._handle(*row) for row in rows)

    def _handle(self, id_: str, number: int) -> tuple[str, int]:
        return id_, number

    def known(self, ids: Collection[str]) -> set[str]:
        """Select the ids that the file knows, and load their handles into the cache."""
        self.fetch(ids)
        return {id_ for id_ in ids if id_ in self}

    def forget(self) -> None:
        """Empty the cache."""
        super().forget()
        self._is_complete = False


class Terms:
    """The numbers of types and relations."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._numbers: dict[str, int] = dict(database.execute("SELECT name, n FROM term"))

    def number(self, name: str) -> int:
        """Look up the number of a type or relation; a new one is written to the file."""
        if name not in self._numbers:
            added = self._database.execute("INSERT INTO term (name) VALUES (?)", [name])
            self._numbers[name] = int(added.lastrowid or 0)
        return self._numbers[name]

    def known(self, names: Iterable[str]) -> list[int]:
        """List the numbers of the names that have one."""
        return [self._numbers[name] for name in names if name in self._numbers]


def last_number(database: sqlite3.Connection, table: str) -> int:
    """Find the highest number in use in a table."""
    return int(database.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()[0])


def packed(value: Collection[Any]) -> str:
    """Write a list or a mapping as JSON, "" when it is empty."""
    if not value:
        return ""
    import orjson

    if type(value) is not tuple and isinstance(value, Mapping):
        value = dict(value)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


OR_NULL = "nullif(?, '')"
"""The placeholder of a column in which "" stands for NULL: binding None takes sqlite3 five times as long as a text."""


def inserting(
    table: str, columns: Mapping[str, str], rows: Collection[tuple[Any, ...]]
) -> tuple[str, Iterable[tuple[Any, ...]]]:
    """Write the statement that inserts rows, and what it binds: no column in which "" stands for NULL in all rows.

    `columns`: the placeholders by name. Entities and documents are written a sixth faster without empty columns.
    """
    by_name = dict(zip(columns, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(columns, ())
    used = [name for name, values in by_name.items() if columns[name] != OR_NULL or any(values)]
    placeholders = ", ".join(columns[name] for name in used)
    statement = f"INSERT INTO {table} ({', '.join(used)}) VALUES ({placeholders})"
    return statement, zip(*(by_name[name] for name in used), strict=True)
