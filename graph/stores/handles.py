"""What a writer calls the entities and documents of its store, so that a fact need not be looked up again."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from ..model import Fact, Facts

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
        """Return how the ids of some entities begin, which tells their types; None is the handle of an unknown one."""
        return [one.partition(":")[0] for one in ids]

    def fetch(self, ids: Iterable[str]) -> None:
        """Have the handles of some ids, which must be known, at hand."""
        for one in ids:
            _ = self[one]

    def trim(self) -> None:
        """Empty the cache when it has more than memory is meant to hold."""
        if len(self) > REMEMBERED:
            self.forget()

    def forget(self) -> None:
        """Start anew."""
        self.clear()
        self._start()

    def _start(self) -> None:
        if self._nothing is not None:
            self[""] = self._nothing


class SameHandles(Handles):
    """Handles of a writer that calls everything by its id."""

    def __missing__(self, id_: str) -> str:
        self[id_] = id_
        return id_


def in_columns(facts: Sequence[Fact], entities: Handles, documents: Handles) -> Facts:
    """Return facts as a writer takes them; it must have been given their ends and their documents before."""
    told = Facts(*zip(*facts, strict=True))
    return told._replace(
        sources=list(map(entities.__getitem__, told.sources)),
        targets=list(map(entities.__getitem__, told.targets)),
        documents=[documents[one or ""] for one in told.documents],
        source_as=[name or "" for name in told.source_as],
        target_as=[name or "" for name in told.target_as],
    )
