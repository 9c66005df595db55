"""Count the new relations of a load that also withdraws tellings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from .sql_conditions import numbers


class Growth:
    """Relations of keys with withdrawn tellings: lost ones are not counted against new ones of other keys."""

    def __init__(self, database: sqlite3.Connection, last: int) -> None:
        self._database = database
        self._last = last  # the last telling of earlier loads
        self._before: dict[int, int] = {}
        self._left: dict[int, int] = {}

    def watch(self, keys: Iterable[int]) -> None:
        """Count the relations of keys from which tellings will be withdrawn."""
        if new := [key for key in keys if key not in self._before]:
            self._before |= self._count(new, self._last)

    def withdrawn(self) -> None:
        """Count the remaining relations, before they are grouped again."""
        self._left = self._count(self._before, self._last)

    def correction(self) -> int:
        """Compute by how much the growth since before the load, at least 0 for each key, differs from that counted."""
        after = self._count(self._before)
        return sum(max(after[key] - before, 0) - (after[key] - self._left[key]) for key, before in self._before.items())

    def _count(self, keys: Iterable[int], last: int | None = None) -> dict[int, int]:
        of_keys = f"key IN {numbers(keys)} AND worth IS NOT NULL AND n <= coalesce(?, n)"
        rows = self._database.execute(f"SELECT key, count(*) FROM telling WHERE {of_keys} GROUP BY key", [last])
        return dict.fromkeys(keys, 0) | dict(rows.fetchall())
