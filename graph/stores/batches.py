"""Rows in batches, and the rows of a table beside a key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def in_batches(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """Split the values into lists of at most `size`."""
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch


def documents_beside(database: sqlite3.Connection, id_: str, count: int) -> list[str]:
    """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
    before = database.execute("SELECT id FROM document WHERE id < ? ORDER BY id DESC LIMIT ?", [id_, count]).fetchall()
    after = database.execute("SELECT id FROM document WHERE id > ? ORDER BY id LIMIT ?", [id_, count]).fetchall()
    return [row[0] for row in (*reversed(before), *after)]
