"""Open a store in memory, for trials on a copy of another store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .protocol import Store


def open_in_memory() -> Store:
    """Open an empty store in memory."""
    from .sqlite import SqliteStore

    return SqliteStore.open(":memory:", create=True)
