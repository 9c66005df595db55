"""The store of one file, and its reading side."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from ...errors import StoreError, UnknownRelation
from ...model import Document, Entity, Relation
from ...names import Lookup, Match, narrowed
from ...schema import builtin, extended
from ...scope import Rule, Selection
from .connection import Connection
from .opening import connect, let_read, private_copy
from .reader import read_documents, read_entities, read_relations
from .tables import is_store, prepare
from .walker import FileWalker

if TYPE_CHECKING:
    import networkx as nx

    from ...identity.judgements import Judgement
    from ..protocol import Counts, EntityRecord, Entry, Forgetting, Statistics, Store, Undone, Walker, Writer


class SqliteStore:
    """A store in one SQLite file, or in memory."""

    def __init__(self, url: str, database: Connection | None) -> None:
        self.url = url
        self.schema = builtin()
        self._file: Connection | None = database
        self._writing = False
        self._copy: TrialStore | None = None
        self._refresh()

    @classmethod
    def open(cls, path: str, *, create: bool = False) -> SqliteStore:
        """Open the store at a path; with `create`, a missing one is made by the first write."""
        if create and path != ":memory:" and not os.path.exists(path):
            return cls(path, None)
        store = cls(path, connect(path, write=create, create=create))
        store._writing = create
        return store

    @property
    def notes(self) -> Sequence[str]:
        """Sentences about opening the store."""
        return self._file.notes if self._file else ()

    @property
    def _database(self) -> Connection:
        if self._file is None or not self._ready:
            raise StoreError(f"There is no store at {self.url} yet: make one with “linkchart load FILE”.")
        return self._file

    def find(self, mentions: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Find the ids of the entities that each mention may mean: by id, else by name, else by normal form."""
        found = {mention: narrowed(matches) for mention, matches in self._named(mentions).items()}
        if not self._judged:
            return found
        from .standing import StandingFor

        standing_for = StandingFor(self._database)
        return {mention: tuple(sorted({standing_for[id_] for id_ in ids})) for mention, ids in found.items()}

    def matches(self, mentions: Collection[str]) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean: that of this id, else all whose names compare alike.

        They are those that tellings would have without judgements; of several that are judged to be one just one.
        """
        found = self._named(mentions)
        if not self._judged:
            return found
        from .judgements import as_told

        return as_told(self._database, found)

    def _named(self, mentions: Collection[str]) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean, ignoring judgements."""
        if self._file is None or not self._ready or not mentions:
            return dict.fromkeys(mentions, ())
        wanted = list(dict.fromkeys(mentions))
        known = {
            row[0] for row in self._file.execute(f"SELECT id FROM entity WHERE id IN {_LIST}", [json.dumps(wanted)])
        }
        if len(known) == len(wanted):
            return {id_: (Match(id_),) for id_ in wanted}
        lookup = Lookup(mention for mention in wanted if mention not in known)
        for form, id_, name, aliases in self._file.execute(
            "SELECT n.form, e.id, e.name, e.aliases FROM name n JOIN entity e ON e.n = n.entity "
            f"WHERE n.form IN {_LIST}",
            [json.dumps(lookup.forms)],
        ):
            lookup.add(form, id_, [name, *json.loads(aliases)] if aliases else (name,))
        return {id_: (Match(id_),) if id_ in known else lookup.matches(id_) for id_ in wanted}

    def nearest(self, mention: str, count: int = 3) -> list[str]:
        """List the known names most like this one."""
        from .lookup import nearest_names

        return nearest_names(self._database, mention, count)

    def names_beginning(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """List (normal form, id, name) of the entities with a form of this prefix, in order of form, then id."""
        from .lookup import names_beginning

        return names_beginning(self._database, prefix)

    def entities(self, ids: Collection[str] | None = None, types: Collection[str] | None = None) -> Iterator[Entity]:
        """Read entities in order of id: those of the ids (unknown ones left out), of the types, or all."""
        from .standing import SHOWN

        conditions, values = [SHOWN], []
        if ids is not None:
            conditions.append(f"e.id IN {_LIST}")
            values.append(json.dumps(list(ids)))
        if types is not None:
            conditions.append(f"t.name IN {_LIST}")
            values.append(json.dumps(list(types)))
        return read_entities(self._database, " AND ".join(conditions), values)

    def entity_records(self, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
        """Read the records of the entities (of some ids, or all), each with its document."""
        from .origins import entity_records

        return entity_records(self._database, ids)

    def judgements(self) -> Iterator[Judgement]:
        """Read the judgements in force, in order."""
        from .judgements import judgements

        return judgements(self._database)

    def history(self) -> Iterator[Entry]:
        """Read the entries of the history, one for every command that wrote, in order."""
        from .history import entries

        return entries(self._database)

    def entries_about(self, *, document: str | None = None, entity: str | None = None) -> set[int]:
        """List the numbers of the entries that added to a document or an entity, or name it."""
        from .history import entries_about

        return entries_about(self._database, document=document, entity=entity)

    def entities_since(self, number: int) -> set[str]:
        """Find the entities that did not exist before an entry of the history."""
        from .brought import entities_since

        return entities_since(self._database, number)

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Read documents in order of id: the named ones, or all."""
        if ids is None:
            return read_documents(self._database, "1", ())
        return read_documents(self._database, f"id IN {_LIST}", [json.dumps(list(ids))])

    def documents_beside(self, id_: str, count: int) -> list[str]:
        """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
        from ..batches import documents_beside

        return documents_beside(self._database, id_, count)

    def relations(self, selection: Selection, *, bare: bool = False) -> Iterator[Relation]:
        """Read the relations of a selection in order of id, with their tellings, best graded first."""
        return read_relations(self._database, self.schema, selection, bare=bare)

    def walker(self, rule: Rule) -> Walker:
        """Make a walker over the arcs of a rule."""
        return FileWalker(self._database, self._terms, rule)

    def statistics(self) -> Statistics:
        """Count the contents of the store."""
        from .lookup import statistics

        return statistics(self._database)

    def search(self, text: str, limit: int = 20, types: Collection[str] = ()) -> list[Entity]:
        """Find entities whose name or alias begins with the text, then those with all its words, best first."""
        from .lookup import search_names

        return search_names(self._database, text, limit, types)

    def graph(self, around: Sequence[str] = (), hops: int = 1) -> nx.MultiDiGraph[str]:
        """Convert the graph for NetworkX, whole or within some hops of some entities (see Store.graph)."""
        from ..networkx import as_networkx

        return as_networkx(self, around, hops)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Open a transaction: committed when the block succeeds, else rolled back."""
        from .writer import FileWriter

        fresh = self._file is None
        database = self._writable()
        try:
            with database.transaction():
                prepare(database)
                self._ready = True
                writer = FileWriter(database, self.schema)
                yield writer
                writer.finish()
            if fresh:
                let_read(database)
        finally:
            self._refresh()
            if fresh and not self._ready:
                self._discard(database)

    def forget(self, *documents: str, entities: Sequence[str] = (), tellings: Sequence[str] = ()) -> Counts:
        """Remove documents, entities and tellings for good, and what nothing else tells of; return what went."""
        from ..protocol import Forgetting
        from .forgetting import forget

        what = Forgetting(documents, entities, tellings)
        self._check_known(documents)
        database = self._writable()
        with database.transaction():
            counts, _ = forget(database, self.schema, what)
        self._writable().execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the file's older pages stand in there
        return counts

    def undo(self, number: int, why: str | None = None, *, with_later: bool = False) -> Undone:
        """Undo an entry of the history; raises InputError where later ones need it, unless these go, too."""
        from ..undoing import Request, undo_in
        from .undo import undo

        _ = self._database  # there must be a store

        def attempt(request: Request) -> Undone:
            database = self._writable()
            with database.transaction():
                return undo(database, self, request)

        return undo_in(self, number, why, attempt, with_later=with_later)

    def preview_forget(self, what: Forgetting) -> tuple[Counts, list[Entity]]:
        """Preview a removal: count what would go, and list its entities."""
        from .forgetting import forget

        self._check_known(what.documents)
        with self._rolled_back() as trial:
            return forget(trial._database, self.schema, what)

    @contextmanager
    def judged(self, judgement: Judgement) -> Iterator[Store]:
        """Open the store as it would be with a judgement; nothing is written."""
        with self._rolled_back() as trial:
            trial.judge(judgement)
            yield trial

    @contextmanager
    def _rolled_back(self) -> Iterator[TrialStore]:
        """Open the store for a brief trial, on a copy where the file cannot be written."""
        from .trial import rolled_back

        with self.reading(), rolled_back(self._database) as database:
            if database is not None:
                yield TrialStore(self.url, database)
                return
            with self.trial() as copy:
                yield copy

    def _check_known(self, documents: Collection[str]) -> None:
        """Raise UnknownRelation for a document that there is not."""
        known = {document.id for document in self.documents(documents)}
        for document in documents:
            if document not in known:
                raise UnknownRelation(f"No document “{document}” in {self.url}: “linkchart stats” lists them.")

    @contextmanager
    def trial(self) -> Iterator[TrialStore]:
        """Open a copy of the store for trial removals, dropped at the end of the block.

        The copy is one of SQLite's own temporary files. Trials inside one `reading` share it.
        """
        with self.reading():
            if self._copy is None:
                self._copy = TrialStore(self.url, private_copy(self._database))
            copy = self._copy._database
            copy.execute("BEGIN")
            try:
                yield self._copy
            finally:
                copy.execute("ROLLBACK")

    def save(self, name: str, arguments: Sequence[str]) -> None:
        """Save a query under a name, replacing any of that name."""
        from ..blanking import saving
        from ..protocol import Command, Counts
        from .history import record

        _ = self._database  # there must be a store
        database = self._writable()
        with database.transaction():
            details = saving(name, self.saved().get(name), arguments, self._details())
            database.execute("INSERT OR REPLACE INTO saved VALUES (?, ?)", [name, json.dumps(list(arguments))])
            record(database, Command("save", details=details), Counts())

    def _details(self) -> Iterator[Mapping[str, Any]]:
        return (entry.command.details for entry in self.history())

    def saved(self) -> dict[str, tuple[str, ...]]:
        """Read the saved queries, in order of name."""
        rows = self._database.execute("SELECT name, arguments FROM saved ORDER BY name")
        return {name: tuple(json.loads(arguments)) for name, arguments in rows}

    def unsave(self, name: str) -> bool:
        """Remove the query saved under a name, and tell whether there was one."""
        from ..blanking import saving
        from ..protocol import Command, Counts
        from .history import record

        if name not in self.saved():
            return False
        database = self._writable()
        with database.transaction():
            details = saving(name, self.saved()[name], None, self._details())
            database.execute("DELETE FROM saved WHERE name = ?", [name])
            record(database, Command("unsave", details=details), Counts())
        return True

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the file inside the block, whatever others write meanwhile."""
        if self._file is None or self._file.in_transaction:
            yield
            return
        with self._file.snapshot():
            self._refresh()
            try:
                yield
            finally:
                if self._copy is not None:
                    self._copy.close()
                    self._copy = None

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _writable(self) -> Connection:
        if self._writing and self._file is not None:
            return self._file
        fresh = self._file is None
        self.close()
        try:
            self._file = connect(self.url, write=True, create=fresh)
        except StoreError:
            if not fresh:  # what cannot be written can still be read
                self._file = connect(self.url, write=False)
            raise
        self._writing = True
        return self._file

    def _discard(self, database: Connection) -> None:
        """Remove a file that stayed empty, unless another process is about to write it."""
        with suppress(StoreError, OSError):
            database.execute("PRAGMA busy_timeout = 0")
            database.execute("BEGIN IMMEDIATE")
            if not is_store(database):
                os.unlink(self.url)
        self.close()

    def _refresh(self) -> None:
        self._terms: dict[str, int] = {}
        self._judged = False
        self._ready = self._file is not None and is_store(self._file)
        if self._file is None or not self._ready:
            return
        self._terms = dict(self._file.execute("SELECT name, n FROM term"))
        self._judged = any(self._file.execute("SELECT 1 FROM entity WHERE same_as IS NOT NULL LIMIT 1"))
        extra = self._file.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        self.schema = extended(builtin(), json.loads(extra[0])) if extra else builtin()


class TrialStore(SqliteStore):
    """A store whose changes are rolled back in the end."""

    def remove(self, entities: Collection[str], relations: Collection[str], documents: Collection[str]) -> None:
        """Remove these and what depends on them alone; unknown ids raise UnknownRelation."""
        from .removal import FileTrial

        FileTrial(self._database, self.schema).remove(entities, relations, documents)

    def judge(self, judgement: Judgement) -> None:
        """Apply a judgement."""
        from .judgements import record_judgement
        from .settle import Changed, settle

        record_judgement(self._database, judgement)
        settle(self._database, self.schema, Changed(judged=judgement.entities))
        self._refresh()


_LIST = "(SELECT value FROM json_each(?))"
