"""The protocol of removals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ...model import Entity
    from ..removals import Forgetting
    from ..totals import Counts


class Removal(Protocol):
    """Removes documents, entities and tellings for good."""

    def forget(self, *documents: str, entities: Sequence[str] = (), tellings: Sequence[str] = ()) -> Counts:
        """Remove documents, entities and tellings for good, with everything that rests on them alone.

        Tellings are named by the id of their relation and their position there: `r0123456789abcdef:1`. Returns the
        counts of everything removed.
        """
        ...

    def preview_forget(self, what: Forgetting) -> tuple[Counts, list[Entity]]:
        """Preview a removal: count what would go, and list its entities."""
        ...
