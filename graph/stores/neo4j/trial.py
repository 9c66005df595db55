"""A transaction on a database that is rolled back in the end, for brief trials."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ...errors import StoreError
from ...identity.judgements import Judgement
from ...schema import Schema
from .faults import explained
from .history import next_number
from .judgements import record_judgement
from .merge import lock
from .server import Server, Value, run
from .settle import settle

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction


class TrialServer(Server):
    """A database as it is inside a transaction."""

    def __init__(self, server: Server, tx: Transaction) -> None:
        self.url, self.database = server.url, server.database
        self._tx = tx

    def read(self, statement: str, **values: Any) -> list[list[Any]]:
        """Run a reading query and return its rows."""
        with explained(self.url, self.database):
            return run(self._tx, statement, **values)

    def stream(self, statement: str, **values: Any) -> Iterator[list[Any]]:
        """Yield the rows of a query."""
        yield from self.read(statement, **values)

    def write(self, work: Callable[[ManagedTransaction], Value]) -> Value:
        """Refuse to write: it would be rolled back."""
        del work
        raise StoreError(f"{self.url} is open for a trial: nothing can be written.")

    def close(self) -> None:
        """Leave the connection to its owner."""


@contextmanager
def judged(server: Server, schema: Schema, judgement: Judgement) -> Iterator[TrialServer | None]:
    """Apply a judgement and roll it back in the end; None where the database cannot be written.

    Copying fifty thousand relations takes twice as long as judging them. Others cannot write meanwhile.
    """
    with server.transaction() as tx:
        trial: TrialServer | None = TrialServer(server, tx)
        try:
            with explained(server.url, server.database):
                lock(tx)
                record_judgement(tx, judgement._replace(number=next_number(tx)))
                settle(tx, schema, judgement.entities)
        except StoreError:
            trial = None
        yield trial
