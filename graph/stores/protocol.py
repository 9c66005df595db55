"""The protocol of stores, composed of the protocols of their parts in `contract/`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from .contract.history import History
from .contract.names import NameIndex
from .contract.reader import GraphReader, RecordReader
from .contract.removal import Removal
from .contract.saved_queries import SavedQueries

if TYPE_CHECKING:
    from ..identity.judgements import Judgement
    from ..schema import Schema
    from .contract.writer import Writer


class Store(NameIndex, RecordReader, GraphReader, History, Removal, SavedQueries, Protocol):
    """A store of a graph: its documents, entities and tellings, its history and its saved questions."""

    url: str
    schema: Schema

    @property
    def notes(self) -> Sequence[str]:
        """Notes from opening the store, such as an upgrade and the entities it merged."""
        ...

    def writer(self) -> AbstractContextManager[Writer]:
        """Open a transaction: committed when the block succeeds, else rolled back."""
        ...

    def trial(self) -> AbstractContextManager[Trial]:
        """Open a copy of the store for trial removals, dropped at the end of the block."""
        ...

    def judged(self, judgement: Judgement) -> AbstractContextManager[Store]:
        """Open the store as it would be with a judgement; nothing is written."""
        ...

    def close(self) -> None:
        """Close the file or connection."""
        ...


class Trial(Store, Protocol):
    """A store for trial removals."""

    def remove(self, entities: Collection[str], relations: Collection[str], documents: Collection[str]) -> None:
        """Remove these and everything that rests on them alone; unknown ids raise UnknownRelation."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Apply a judgement."""
        ...
