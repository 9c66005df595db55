"""The protocol of saved questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class SavedQueries(Protocol):
    """Saves queries by name."""

    def save(self, name: str, arguments: Sequence[str]) -> None:
        """Save a query under a name, replacing any of that name."""
        ...

    def saved(self) -> dict[str, tuple[str, ...]]:
        """Read the saved questions, in order of name."""
        ...

    def unsave(self, name: str) -> bool:
        """Remove the query saved under a name; return whether there was one."""
        ...
