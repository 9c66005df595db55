"""Handles of the entities and documents of a store, by which a writer's facts refer to them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from ..facts import Fact, Facts

CACHED = 250_000
"""The most handles in a cache; bounds memory, not what can be loaded."""


class Handles(dict[Any, Any], ABC):
    """A cache of handles by id; its own methods read the store, those of a dict do not.

    `nothing` is the handle for "", which stands for no document. (A None among the keys would make every look-up
    slower: Python has a quicker way for a dict of texts alone.)
    """

    def __init__(self, nothing: Hashable = None) -> None:
        super().__init__()
        self._nothing = nothing
        self._start()

    @abstractmethod
    def fetch(self, ids: Iterable[str]) -> None:
        """Load the handles of ids from the store into the cache."""

    def handle(self, id_: str) -> Any:
        """Look up the handle of an id, in the store if it is not cached; raises KeyError for an unknown id."""
        if id_ not in self:
            self.fetch([id_])
        return self[id_]

    def handles(self, ids: Sequence[str]) -> list[Any]:
        """Look up the handles of ids, in the store if they are not cached; raises KeyError for an unknown id."""
        try:
            return list(map(self.__getitem__, ids))
        except KeyError:
            self.fetch(ids)
            return list(map(self.__getitem__, ids))

    def completed(self, ids: Sequence[str], handles: Sequence[Any]) -> list[Any]:
        """List the handles of ids, of which some are known; raises KeyError for an unknown id."""
        return [known or self[id_] for known, id_ in zip(handles, ids, strict=True)]

    def types(self, ids: Sequence[str], handles: Sequence[Any]) -> list[str]:  # noqa: ARG002
        """List the prefixes of ids, which name types; `handles` has None for an unknown entity."""
        return [id_.partition(":")[0] for id_ in ids]

    def trim(self) -> None:
        """Empty the cache when it exceeds its limit."""
        if len(self) > CACHED:
            self.forget()

    def forget(self) -> None:
        """Empty the cache."""
        self.clear()
        self._start()

    def _start(self) -> None:
        if self._nothing is not None:
            self[""] = self._nothing


class SameHandles(Handles):
    """The handles of a writer that refers to entities and documents by id."""

    def fetch(self, ids: Iterable[str]) -> None:
        """Add ids to the cache."""
        self.update((id_, id_) for id_ in ids)


def in_columns(facts: Sequence[Fact], entities: Handles, documents: Handles) -> Facts:
    """Arrange facts in columns for a writer to which their ends and documents have been added."""
    columns = Facts(*zip(*facts, strict=True))
    return columns._replace(
        sources=entities.handles(columns.sources),
        targets=entities.handles(columns.targets),
        documents=documents.handles([document or "" for document in columns.documents]),
        source_as=[name or "" for name in columns.source_as],
        target_as=[name or "" for name in columns.target_as],
    )
