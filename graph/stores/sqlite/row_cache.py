"""What a load keeps at hand of the file that it writes, so that it need not ask for every row; how rows are packed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..handles import Handles


class Rows(Handles):
    """Handles of rows by their id, which are numbers; looked up in the file when they are not at hand."""

    def __init__(self, database: sqlite3.Connection, query: str, *, empty: bool, nothing: int | None = None) -> None:
        super().__init__(nothing)
        self._database, self._query = database, query
        self._all_here = empty

    def fetch(self, ids: Iterable[str]) -> None:
        """Have the handles of some ids at hand, of those that the file has."""
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


def last_number(database: sqlite3.Connection, table: str) -> int:
    """Return the highest number in use in a table."""
    return int(database.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()[0])


def packed(value: Collection[Any]) -> str:
    """Return a list or a mapping as JSON, "" when it is empty."""
    if not value:
        return ""
    import orjson

    return orjson.dumps(dict(value) if isinstance(value, Mapping) else value, option=orjson.OPT_SORT_KEYS).decode()
