"""Representatives of entities that judgements have merged."""

from __future__ import annotations

import sqlite3

STOOD_FOR = "same_as IS NOT NULL AND same_as != n"
"""The condition on an entity that another one represents it."""

SHOWN = "(e.same_as IS NULL OR e.same_as = e.n)"
"""The condition on an entity (e) that no other one represents it."""


class Representatives:
    """The representatives of entities, cached."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._ids: dict[str, str] = {}

    def of(self, id_: str) -> str:
        """Look up the id of an entity's representative: itself, unless judgements have merged it into another one."""
        if id_ not in self._ids:
            row = self._database.execute(_REPRESENTATIVE, [id_]).fetchone()
            self._ids[id_] = str(row[0]) if row else id_
        return self._ids[id_]


_REPRESENTATIVE = "SELECT e.id FROM entity m JOIN entity e ON e.n = m.same_as WHERE m.id = ?"
