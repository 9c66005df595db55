"""A writer's handles of the entities and documents of its store, which save looking up facts again."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from ..facts import Fact, Facts

REMEMBERED = 250_000  # handles kept at hand; bounds memory, not what can be loaded


class Handles(dict[Any, Any]):
    """Handles by id: with `get` and `in` of what is at hand, with `[]` of everything the store has.

    A writer says what they are. `nothing` is the handle for "", which stands for no document at all. (A None among
    the keys would make every look-up slower: Python has a quicker way for a dict of texts alone.)
    """

    def __init__(self, nothing: Hashable = None) -> None:
        super().__init__()
        self._nothing = nothing
        self._start()

    def types(self, ids: Sequence[str], handles: Sequence[Any]) -> list[str]:  # noqa: ARG002
        """List the beginnings of some entities' ids, which are their types; None is the handle of an unknown entity."""
        return [one.partition(":")[0] for one in ids]

    def fetch(self, ids: Iterable[str]) -> None:
        """Load the handles of some ids, which must be known, into the cache."""
        for one in ids:
            _ = self[one]

    def trim(self) -> None:
        """Empty the cache when it exceeds its limit."""
        if len(self) > REMEMBERED:
            self.forget()

    def forget(self) -> None:
        """Empty the cache."""
        self.clear()
        self._start()

    def _start(self) -> None:
        if self._nothing is not None:
            self[""] = self._nothing


class SameHandles(Handles):
    """Handles of a writer that uses ids."""

    def __missing__(self, id_: str) -> str:
        self[id_] = id_
        return id_


def in_columns(facts: Sequence[Fact], entities: Handles, documents: Handles) -> Facts:
    """Arrange facts in columns for a writer, which must have got their ends and documents before."""
    numbered = Facts(*zip(*facts, strict=True))
    return numbered._replace(
        sources=list(map(entities.__getitem__, numbered.sources)),
        targets=list(map(entities.__getitem__, numbered.targets)),
        documents=[documents[one or ""] for one in numbered.documents],
        source_as=[name or "" for name in numbered.source_as],
        target_as=[name or "" for name in numbered.target_as],
    )
