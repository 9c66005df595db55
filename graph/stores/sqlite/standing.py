"""The representatives of entities that judgements have made one."""

from __future__ import annotations

import sqlite3

STOOD_FOR = "same_as IS NOT NULL AND same_as != n"
"""The condition on an entity that another one stands for it."""

SHOWN = "(e.same_as IS NULL OR e.same_as = e.n)"
"""The condition on an entity (e) that none other stands for it."""


class StandingFor(dict[str, str]):
    """Ids of representatives by id, looked up in the file at first use."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database

    def __missing__(self, id_: str) -> str:
        row = self._database.execute(_STANDING_FOR, [id_]).fetchone()
        self[id_] = standing = str(row[0]) if row else id_
        return standing


_STANDING_FOR = "SELECT e.id FROM entity m JOIN entity e ON e.n = m.same_as WHERE m.id = ?"
