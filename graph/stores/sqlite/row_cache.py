"""Caches of row ids used while loading, and the packing of rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..handles import Handles


class Rows(Handles):
    """Row numbers by id, cached, and looked up in the file when they are missing."""

    def __init__(self, database: sqlite3.Connection, query: str, *, empty: bool, nothing: int | None = None) -> None:
        super().__init__(nothing)
        self._database, self._query = database, query
        self._all_here = empty

    def fetch(self, ids: Iterable[str]) -> None:
        """Load the handles of these ids that the file has into the cache."""
        missing = [] if self._all_here else [one for one in ids if one not in self]
        if missing:
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
        """Select the ids that the file has, and load their handles into the cache."""
        self.fetch(ids)
        return {*ids} & self.keys()

    def forget(self) -> None:
        """Empty the cache."""
        super().forget()
        self._all_here = False


class Terms(dict[str, int]):
    """The numbers of types and relations; a new one gets the next number."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__(database.execute("SELECT name, n FROM term"))
        self._database = database

    def __missing__(self, name: str) -> int:
        self[name] = number = int(self._database.execute("INSERT INTO term (name) VALUES (?)", [name]).lastrowid or 0)
        return number


def last_number(database: sqlite3.Connection, table: str) -> int:
    """Find the highest number in use in a table."""
    return int(database.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()[0])


def packed(value: Collection[Any]) -> str:
    """Write a list or a mapping as JSON, "" when it is empty."""
    if not value:
        return ""
    import orjson

    return orjson.dumps(dict(value) if isinstance(value, Mapping) else value, option=orjson.OPT_SORT_KEYS).decode()
