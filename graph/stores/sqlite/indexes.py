"""The indexes of the tellings, which a large load drops and makes again at its end."""

from __future__ import annotations

import sqlite3

from .connection import SORTING, WRITING
from .tables import INDEXES, KEY_INDEXES, RELATION_INDEXES


def drop_indexes(database: sqlite3.Connection) -> None:
    """Drop the indexes before a load so large that rebuilding them is cheaper."""
    for name in INDEXES:
        database.execute(f"DROP INDEX {name}")


def index_keys(database: sqlite3.Connection) -> None:
    """Recreate the indexes of keys."""
    _make(database, *KEY_INDEXES)


def index_relations(database: sqlite3.Connection) -> None:
    """Recreate the other indexes, once the relations are written."""
    _make(database, *RELATION_INDEXES)


def _make(database: sqlite3.Connection, *indexes: str) -> None:
    database.execute(f"PRAGMA cache_size = {SORTING}")
    for index in indexes:
        database.execute(index)
    database.execute(f"PRAGMA cache_size = {WRITING}")
