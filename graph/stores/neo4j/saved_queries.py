"""Saved questions of a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..blanking import saving
from ..entries import Command
from ..totals import Counts
from .history import next_number, record
from .merge import lock
from .server import Server, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


def saved_queries(server: Server) -> dict[str, tuple[str, ...]]:
    """Read the saved questions, in order of name."""
    rows = server.read("MATCH (q:SavedQuery) RETURN q.name, q.arguments ORDER BY q.name")
    return {name: tuple(arguments) for name, arguments in rows}


def save_query(
    server: Server, name: str, arguments: Sequence[str] | None, history: Sequence[Mapping[str, Any]]
) -> None:
    """Save a query under a name, or (None) remove it, and add an entry to the history.

    `history`: the details of the entries so far.
    """
    stored = None if arguments is None else list(arguments)

    def work(tx: ManagedTransaction) -> None:
        lock(tx)
        rows = run(tx, "MATCH (q:SavedQuery {name: $name}) RETURN q.arguments", name=name)
        details = saving(name, rows[0][0] if rows else None, stored, history)
        record(tx, next_number(tx), Command("unsave" if stored is None else "save", details=details), Counts())
        run(tx, _REMOVE if stored is None else _SAVE, name=name, arguments=stored)

    server.write(work)


_SAVE = "MERGE (q:SavedQuery {name: $name}) SET q.arguments = $arguments"
_REMOVE = "MATCH (q:SavedQuery {name: $name}) DELETE q"
