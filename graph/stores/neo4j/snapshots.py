"""Reading one state of a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from ...errors import LinkchartError, StoreChanged, StoreError
from .database import META
from .reading import ReadingStore
from .server import Server

if TYPE_CHECKING:
    from ..protocol import Store

_SYMPTOMS = (LinkchartError, KeyError, ValueError, TypeError, IndexError, AttributeError)
"""Errors that mixing two states of a database may cause."""


class SnapshotStore(ReadingStore):
    """A store that notices the writes of other programs."""

    def __init__(self, server: Server) -> None:
        self._reading = False
        self._copy: Store | None = None  # for trials; valid until `reading` ends
        self._until_read = ExitStack()
        super().__init__(server)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Raise StoreChanged at the end of the block if another program has written meanwhile.

        Neo4j has no snapshots, but every write increases a counter. An error inside the block that a write may have
        caused is replaced by StoreChanged as well.
        """
        if self._reading:
            yield
            return
        self._reading = True
        before = self._writes()
        try:
            with ExitStack() as self._until_read:
                yield
        except _SYMPTOMS as error:
            if not isinstance(error, StoreError) and self._writes() != before:
                raise StoreChanged(self.url) from error
            raise
        finally:
            self._reading = False
            self._copy = None
        if self._writes() != before:
            raise StoreChanged(self.url)

    def _writes(self) -> int:
        """Read the counter of writes; -1 for an empty database."""
        rows = self._server.read("MATCH (m:Linkchart {id: $id}) RETURN m.writes", id=META)
        return int(rows[0][0] or 0) if rows else -1
