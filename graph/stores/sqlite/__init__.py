"""The embedded store: one SQLite file, searched in place."""

from .store import SqliteStore

__all__ = ["SqliteStore"]
