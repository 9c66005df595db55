"""Open the store at a path or an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .protocol import Store


def open_store(url: str = "linkchart.db", *, create: bool = False) -> Store:
    """Open the store at a path, `:memory:`, or an address like `neo4j://host:7687`.

    Raises StoreError when there is none (and `create` is not set), when the file is something else, or
    when the server does not answer.
    """
    if "://" in url:
        from .neo4j import Neo4jStore

        return Neo4jStore.connect(url)
    from .sqlite import SqliteStore

    return SqliteStore.open(url, create=create)
