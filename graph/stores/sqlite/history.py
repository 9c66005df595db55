"""The history: an entry for every command that wrote."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from ..entries import Command, Entry
from ..stamp import analyst, now
from ..totals import Counts

_GIVEN = "time, who, command, file, hash, why, details"
_COUNTED = "documents, entities, relations, tellings"


class NewEntry:
    """The entry of the current transaction; its first use assigns its number."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._number: int | None = None

    @property
    def number(self) -> int:
        """The number of the entry."""
        if self._number is None:
            self._number = record(self._database, Command("write"), Counts())
        return self._number

    def finish(self, command: Command, counts: Counts) -> None:
        """Write the entry with its counts."""
        name, file, hash_, why, details = command
        self._database.execute(
            "UPDATE command SET command = ?, file = ?, hash = ?, why = ?, details = ?, documents = ?, entities = ?, "
            "relations = ?, tellings = ? WHERE n = ?",
            [name, file, hash_, why, _packed(details), *counts, self.number],
        )


def record(database: sqlite3.Connection, command: Command, counts: Counts) -> int:
    """Write an entry and return its number."""
    name, file, hash_, why, details = command
    row = database.execute(
        f"INSERT INTO command ({_GIVEN}, {_COUNTED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [now(), analyst(), name, file, hash_, why, _packed(details), *counts],
    )
    return int(row.lastrowid or 0)


def entries_about(database: sqlite3.Connection, *, document: str | None, entity: str | None) -> set[int]:
    """List the numbers of the entries that added to a document or an entity, or name it."""
    table, id_ = ("document", document) if document is not None else ("entity", entity)
    row = database.execute(f"SELECT n FROM {table} WHERE id = ?", [id_]).fetchone()
    about = _ABOUT_DOCUMENT if document is not None else _ABOUT_ENTITY
    rows = database.execute(about, {"n": row[0] if row else None, "id": id_})
    return {number for (number,) in rows if number}


def _packed(details: Mapping[str, Any]) -> str | None:
    return json.dumps(dict(details), ensure_ascii=False) if details else None


def entries(database: sqlite3.Connection) -> Iterator[Entry]:
    """Yield the entries in order."""
    for number, undone, time, who, name, file, hash_, why, details, *counts in database.execute(
        f"SELECT n, undone, {_GIVEN}, {_COUNTED} FROM command ORDER BY n"
    ):
        command = Command(name, file, hash_, why, json.loads(details or "{}"))
        yield Entry(number, time, command, Counts(*counts), who, undone)


_NAMING = """
SELECT c.n FROM command c, json_each(c.details, '$.ids') i WHERE i.value = :id
UNION SELECT c.n FROM command c, json_each(c.details, '$.entities') i WHERE i.value = :id
"""
_ABOUT_DOCUMENT = f"""
SELECT command FROM document WHERE n = :n UNION SELECT command FROM document_record WHERE document = :n
UNION SELECT command FROM origin WHERE document = :n UNION SELECT command FROM withdrawn WHERE document = :n
UNION SELECT b.command FROM telling t JOIN brought b ON t.n BETWEEN b.first AND b.last WHERE t.document = :n
UNION {_NAMING}
"""
_ABOUT_ENTITY = f"""
SELECT o.command FROM entity e JOIN origin o ON o.n = e.origin WHERE e.n = :n
UNION SELECT o.command FROM entity_record r JOIN origin o ON o.n = r.origin WHERE r.entity = :n
UNION SELECT b.command FROM telling t JOIN brought b ON t.n BETWEEN b.first AND b.last
    WHERE :n IN (t.source, t.target, t.source_told, t.target_told)
UNION {_NAMING}
"""
