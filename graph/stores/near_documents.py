"""The documents whose ids are next to an unknown one, to suggest in its place."""

from __future__ import annotations

import sqlite3


def documents_beside(database: sqlite3.Connection, id_: str, count: int) -> list[str]:
    """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
    before = database.execute("SELECT id FROM document WHERE id < ? ORDER BY id DESC LIMIT ?", [id_, count]).fetchall()
    after = database.execute("SELECT id FROM document WHERE id > ? ORDER BY id LIMIT ?", [id_, count]).fetchall()
    return [row[0] for row in (*reversed(before), *after)]
