"""The store of one database of a Neo4j server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from ...documents import Document
from ...errors import UnknownRelation
from ...model import Entity
from ..contract.writer import Writer
from ..entries import Undone
from ..in_memory import open_in_memory
from ..protocol import Store, Trial
from ..removals import Forgetting
from ..totals import Counts
from .address import credentials, parse_address
from .prepare import prepare
from .reader import read_documents
from .server import Server
from .snapshots import SnapshotStore

if TYPE_CHECKING:
    import networkx as nx
    from neo4j import ManagedTransaction

    from ...identity.judgements import Judgement

SECONDS = 60.0
"""The longest that a query may take."""


class Neo4jStore(SnapshotStore):
    """A store in a database of a Neo4j server."""

    @classmethod
    def connect(cls, url: str, *, seconds: float = SECONDS) -> Neo4jStore:
        """Connect to the store at an address; no query may take longer than `seconds`.

        Raises StoreError when there is no server, when it is too old, or refuses the credentials.
        """
        address = parse_address(url)
        server = Server.connect(address, credentials(address), seconds)
        try:
            return cls(server)
        except BaseException:
            server.close()
            raise

    def graph(self, around: Sequence[str] = (), hops: int = 1) -> nx.MultiDiGraph[str]:
        """Convert the graph for NetworkX, whole or within some hops of some entities (see Store.graph)."""
        from ..networkx import as_networkx

        return as_networkx(self, around, hops)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Open a transaction: committed when the block succeeds, else rolled back."""
        from .writer import ServerWriter

        writer = ServerWriter(self._server, self.schema, self._document)
        self._staging = writer.staging
        try:
            yield writer
            writer.finish()
        finally:
            self._staging = None
            writer.staging.close()
        self._refresh()

    def forget(self, *documents: str, entities: Sequence[str] = (), tellings: Sequence[str] = ()) -> Counts:
        """Remove documents, entities and tellings for good, with everything that rests on them alone."""
        return self._server.write(self._forgetting(Forgetting(documents, entities, tellings)))[0]

    def undo(self, number: int, why: str | None = None, *, with_later: bool = False) -> Undone:
        """Undo an entry of the history, and (`with_later`) all that need it; raises InputError if others need it."""
        from ..undoing import Request, undo_in
        from .merge import lock
        from .undo import undo

        def work(request: Request, tx: ManagedTransaction) -> Undone:
            lock(tx)
            return undo(tx, self, {entry.number: entry for entry in self.history()}, request)

        def attempt(request: Request) -> Undone:
            return self._server.write(partial(work, request))

        undone = undo_in(self, number, why, attempt, with_later=with_later)
        self._refresh()
        return undone

    def preview_forget(self, what: Forgetting) -> tuple[Counts, list[Entity]]:
        """Preview a removal: count what would go, and list its entities."""
        return self._server.try_out(self._forgetting(what))

    def _forgetting(self, what: Forgetting) -> Callable[[ManagedTransaction], tuple[Counts, list[Entity]]]:
        """Make the work of a removal in a transaction; raises UnknownRelation for an unknown document."""
        from .merge import lock
        from .removal import forget

        known = {document.id for document in self.documents(what.documents)}
        for document in what.documents:
            if document not in known:
                raise UnknownRelation(f"No document “{document}” in {self.url}: “linkchart stats” lists them.")

        def work(tx: ManagedTransaction) -> tuple[Counts, list[Entity]]:
            lock(tx)
            return forget(tx, self.schema, what)

        return work

    @contextmanager
    def trial(self) -> Iterator[Trial]:
        """Open a copy of the store in memory for trial removals, dropped at the end of the block.

        Nothing is written to the server, which may not even allow it. Trials inside one `reading` share the copy.
        """
        with self.reading():
            if self._copy is None:
                self._copy = self._copied()
            with self._copy.trial() as trial:
                yield trial

    @contextmanager
    def judged(self, judgement: Judgement) -> Iterator[Store]:
        """Open the store as it would be with a judgement; nothing is written.

        It is judged in a transaction that is rolled back, on a copy where the database cannot be written.
        """
        from .trial import judged

        with self.reading():
            with judged(self._server, self.schema, judgement) as server:
                if server is not None:
                    yield Neo4jStore(server)
                    return
            with self.trial() as trial:
                trial.judge(judgement)
                yield trial

    def _copied(self) -> Store:
        """Copy the store into memory, until `reading` ends."""
        from ..transfer import transfer

        copy = self._until_read.enter_context(closing(open_in_memory()))
        transfer(self, copy)
        self._until_read.enter_context(copy.reading())
        return copy

    def save(self, name: str, arguments: Sequence[str]) -> None:
        """Save a query under a name, replacing any of that name."""
        prepare(self._server, self.schema)
        self._save(name, arguments)

    def unsave(self, name: str) -> bool:
        """Remove the query saved under a name; return whether there was one."""
        if name not in self.saved():
            return False
        self._save(name, None)
        return True

    def _save(self, name: str, arguments: Sequence[str] | None) -> None:
        from .saved_queries import save_query

        save_query(self._server, name, arguments, [entry.command.details for entry in self.history()])

    def _document(self, id_: str) -> Document | None:
        """Read the document of an id from the server."""
        return next(iter(read_documents(self._server, [id_])), None)
