"""The embedded store: one SQLite file, searched in place; NetworkX when the graph itself is wanted."""

from .store import SqliteStore

__all__ = ["SqliteStore"]
