"""Make the command of a query by its name."""

from __future__ import annotations

from ..queries import query
from .query_command import QueryCommand, command_from


def query_command(name: str) -> QueryCommand | None:
    """Make the command of a query, None for an unknown name."""
    try:
        entry = query(name)
    except KeyError:
        return None
    if entry.asks_another:
        from .whatif import whatif_command

        return whatif_command(entry)
    return command_from(entry)
