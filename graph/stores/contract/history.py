"""The protocol of a store's history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ...identity.judgements import Judgement
    from ..entries import Entry, Undone


class History(Protocol):
    """Reads the history of a store, and undoes its entries."""

    def history(self) -> Iterator[Entry]:
        """Read the entries of the history, one for every command that wrote, in order."""
        ...

    def entries_about(self, *, document: str | None = None, entity: str | None = None) -> set[int]:
        """List the numbers of the entries that added to a document or an entity, or name it."""
        ...

    def entities_since(self, number: int) -> set[str]:
        """Find the entities that did not exist before an entry of the history."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Read the judgements in force, in order."""
        ...

    def undo(self, number: int, why: str | None = None, *, with_later: bool = False) -> Undone:
        """Undo an entry of the history, and (`with_later`) all that need it; raises InputError if others need it."""
        ...
