"""The store of one database, and its reading side."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from ...documents import Document
from ...errors import LinkchartError, StoreChanged, StoreError, UnknownRelation
from ...model import Entity, Relation
from ...names import Match, narrowed
from ...schema import builtin, extended
from ...scope import Rule, Selection
from ..blanking import saving
from ..contract.walker import Walker
from ..contract.writer import Writer
from ..entity_record import EntityRecord
from ..entries import Command, Entry, Undone
from ..protocol import Store, Trial
from ..removals import Forgetting
from ..totals import Counts, Statistics
from .address import credentials, parse_address
from .database import FIRST_WAVE, META, UNFINISHED, VERSION, prepare
from .lookup import documents_beside, find_matches, names_beginning, nearest_names, search_names, statistics
from .overlay import documents_with, entities_with
from .reader import read_documents, read_entities, read_entity_records, read_relations
from .server import Server, run
from .walker import ServerWalker

if TYPE_CHECKING:
    import networkx as nx
    from neo4j import ManagedTransaction

    from ...identity.judgements import Judgement
    from .staging import Staging

SECONDS = 60.0
_KEEP_QUERY = "MERGE (q:SavedQuery {name: $name}) SET q.arguments = $arguments"
_FORGET_QUERY = "MATCH (q:SavedQuery {name: $name}) DELETE q"


class Neo4jStore:
    """A store in a database of a Neo4j server."""

    def __init__(self, server: Server) -> None:
        self.url = server.url
        self.schema = builtin()
        self._server = server
        self._staging: Staging | None = None
        self._ready = False
        self._judged = False
        self.notes: Sequence[str] = ()
        self._reading = False
        self._copy: Store | None = None
        self._until_read = ExitStack()
        self._refresh()

    @classmethod
    def connect(cls, url: str, *, seconds: float = SECONDS) -> Neo4jStore:
        """Connect to the store at an address; no query may take longer than `seconds`.

        Raises StoreError when there is no server, when it is too old, or lets nobody in.
        """
        address = parse_address(url)
        server = Server.connect(address, credentials(address), seconds)
        try:
            return cls(server)
        except BaseException:
            server.close()
            raise

    def find(self, mentions: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Find the ids of the entities that each mention may mean: by id, else by name, else by normal form."""
        found = {mention: narrowed(matches) for mention, matches in self._named(mentions).items()}
        if self._judged and found:
            from .judgements import members

            found |= {member: (id_,) for member, id_ in members(self._server, found).items()}
        return found

    def matches(self, mentions: Collection[str]) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean: that of this id, else all whose names compare alike."""
        found = self._named(mentions)
        if self._judged and found:
            from .judgements import as_told

            return as_told(self._server, found)
        return found

    def _named(self, mentions: Collection[str]) -> dict[str, tuple[Match, ...]]:
        """Return all entities that each mention may mean; those that others stand for are not among them."""
        return find_matches(self._filled, self._staging, mentions) if mentions else {}

    def nearest(self, mention: str, count: int = 3) -> list[str]:
        """List the known names most like this one."""
        return nearest_names(self._filled, self._staging, mention, count)

    def names_beginning(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """List (normal form, id, name) of the entities with a form of this prefix, in order of form, then id."""
        return names_beginning(self._filled, self._staging, prefix)

    def entities(self, ids: Collection[str] | None = None, types: Collection[str] | None = None) -> Iterator[Entity]:
        """Read entities in order of id: those of the ids (unknown ones left out), of the types, or all."""
        held = read_entities(self._server, ids, types)
        return entities_with(self._staging, held, ids, types) if self._staging else held

    def entities_since(self, number: int) -> set[str]:
        """Find the entities that had no record and no telling before an entry of the history."""
        from .history import entities_since

        return entities_since(self._server, self.schema, number)

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Read documents in order of id: the named ones, or all."""
        held = read_documents(self._server, ids)
        return documents_with(self._staging, held, ids) if self._staging else held

    def documents_beside(self, id_: str, count: int) -> list[str]:
        """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
        return documents_beside(self._filled, self._staging, id_, count)

    def relations(self, selection: Selection, *, bare: bool = False) -> Iterator[Relation]:
        """Read the relations of a selection in order of id, with their tellings, best graded first."""
        return read_relations(self._server, self.schema, selection, bare=bare) if self._filled else iter(())

    def walker(self, rule: Rule) -> Walker:
        """Make a walker over the arcs of a rule."""
        return ServerWalker(self._server, self.schema, rule)

    def statistics(self) -> Statistics:
        """Count the contents of the store."""
        return statistics(self._server, self.schema)

    def search(self, text: str, limit: int = 20, types: Collection[str] = ()) -> list[Entity]:
        """Find entities whose name or alias begins with the text, then those with all its words, best first."""
        return search_names(self._server, text, limit, types) if self._filled else []

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

    def entity_records(self, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
        """Yield the records of the entities (of some ids, or all), each with its document."""
        return read_entity_records(self._server, ids)

    def judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in force, the first one first."""
        from .judgements import judgements

        return iter(judgements(self._server)) if self._filled else iter(())

    def history(self) -> Iterator[Entry]:
        """Yield an entry for every command that wrote, in order."""
        from .history import entries

        return entries(self._server)

    def entries_about(self, *, document: str | None = None, entity: str | None = None) -> set[int]:
        """List the numbers of the entries that added to a document or an entity, or name it."""
        from .history import entries_about

        return entries_about(self._server, document=document, entity=entity)

    def forget(self, *documents: str, entities: Sequence[str] = (), tellings: Sequence[str] = ()) -> Counts:
        """Remove documents, entities and tellings for good, and what nothing else tells of; return what went."""
        return self._server.write(self._forgetting(Forgetting(documents, entities, tellings)))[0]

    def undo(self, number: int, why: str | None = None, *, with_later: bool = False) -> Undone:
        """Undo an entry of the history; raises InputError where later ones need it, unless these go, too."""
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
        from ..open_store import open_store
        from ..transfer import transfer

        with self.reading():
            if self._copy is None:
                self._copy = self._until_read.enter_context(closing(open_store(":memory:", create=True)))
                transfer(self, self._copy)
                self._until_read.enter_context(self._copy.reading())
            with self._copy.trial() as trial:
                yield trial

    @contextmanager
    def judged(self, judgement: Judgement) -> Iterator[Store]:
        """Open the store as it would be with a judgement; nothing is written."""
        with self.trial() as trial:
            trial.judge(judgement)
            yield trial

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Raise StoreChanged at the end of the block if somebody has written meanwhile.

        Neo4j has no snapshots, but every write raises a number; errors that come of two states are told as that, too.
        """
        if self._reading:
            yield
            return
        self._reading = True
        before = self._writes()
        try:
            with ExitStack() as self._until_read:
                yield
        except (LinkchartError, KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
            if not isinstance(error, StoreError) and self._writes() != before:
                raise StoreChanged(self.url) from error
            raise
        finally:
            self._reading = False
            self._copy = None
        if self._writes() != before:
            raise StoreChanged(self.url)

    def _writes(self) -> int:
        rows = self._server.read("MATCH (m:Linkchart {id: $id}) RETURN m.writes", id=META)
        return int(rows[0][0] or 0) if rows else -1

    def save(self, name: str, arguments: Sequence[str]) -> None:
        """Save a query under a name, replacing any of that name."""
        prepare(self._server, self.schema)
        self._keep(name, list(arguments))

    def saved(self) -> dict[str, tuple[str, ...]]:
        """Read the saved queries, in order of name."""
        rows = self._server.read("MATCH (q:SavedQuery) RETURN q.name, q.arguments ORDER BY q.name")
        return {name: tuple(arguments) for name, arguments in rows}

    def unsave(self, name: str) -> bool:
        """Remove the query saved under a name, and tell whether there was one."""
        if name not in self.saved():
            return False
        self._keep(name, None)
        return True

    def _keep(self, name: str, arguments: list[str] | None) -> None:
        """Save a query under a name, or (None) remove it, as an entry of the history."""
        from .history import next_number, record
        from .merge import lock

        history = [entry.command.details for entry in self.history()]

        def work(tx: ManagedTransaction) -> None:
            lock(tx)
            rows = run(tx, "MATCH (q:SavedQuery {name: $name}) RETURN q.arguments", name=name)
            command = Command(
                "unsave" if arguments is None else "save",
                details=saving(name, rows[0][0] if rows else None, arguments, history),
            )
            record(tx, next_number(tx), command, Counts())
            run(tx, _FORGET_QUERY if arguments is None else _KEEP_QUERY, name=name, arguments=arguments)

        self._server.write(work)

    def close(self) -> None:
        """Close the connection."""
        self._server.close()

    def _document(self, id_: str) -> Document | None:
        """Read the document of an id from the server."""
        return next(iter(read_documents(self._server, [id_])), None)

    @property
    def _filled(self) -> Server | None:
        """The server, None while a first load has not reached it, be it ours or another's."""
        if not self._ready and self._staging is None:
            self._refresh()
        return self._server if self._ready else None

    def _refresh(self) -> None:
        rows = self._server.read(_STATE, id=META)
        self._ready = bool(rows)
        if not rows:
            return
        version, extra, self._judged = rows[0]
        if version == UNFINISHED:
            raise StoreError(
                f"{self.url} was filled by neo4j-admin and is not ready yet: "
                f"run “linkchart neo4j prepare --store {self.url}” once."
            )
        if version > VERSION:
            raise StoreError(
                f"{self.url} was written by a newer linkchart (layout {version}, this one reads {VERSION}): "
                "open it with that one."
            )
        self.schema = extended(builtin(), json.loads(extra)) if extra else builtin()
        if version == FIRST_WAVE:
            from .upgrade import upgrade

            self.notes = upgrade(self._server, self.schema)


_STATE = """
MATCH (m:Linkchart {id: $id})
RETURN m.version, m.schema, EXISTS { MATCH (c:Command) WHERE c.details CONTAINS '"entities"' AND c.undone IS NULL }
"""
