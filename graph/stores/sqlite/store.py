"""The store of one file: reading, writing, and trials that are rolled back."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from ...errors import StoreError, UnknownRelation
from ...model import Entity
from .opening import connect, let_read
from .reading import ReadingStore
from .tables import prepare

if TYPE_CHECKING:
    import networkx as nx

    from ...identity.judgements import Judgement
    from ..contract.writer import Writer
    from ..entries import Undone
    from ..protocol import Store
    from ..removals import Forgetting
    from ..totals import Counts


class SqliteStore(ReadingStore):
    """A store in one SQLite file, or in memory."""

    @classmethod
    def open(cls, path: str, *, create: bool = False) -> SqliteStore:
        """Open the store at a path; with `create`, a missing one is made by the first write."""
        if create and path != ":memory:" and not os.path.exists(path):
            return cls(path, None)
        store = cls(path, connect(path, write=create, create=create))
        store._writing = create
        return store

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
        """Remove documents, entities and tellings for good, with everything that rests on them alone."""
        from ..removals import Forgetting
        from .forgetting import forget

        what = Forgetting(documents, entities, tellings)
        self._check_known(documents)
        database = self._writable()
        with database.transaction():
            counts, _ = forget(database, self.schema, what)
        self._writable().execute("PRAGMA wal_checkpoint(TRUNCATE)")  # it contains older pages of the file
        return counts

    def undo(self, number: int, why: str | None = None, *, with_later: bool = False) -> Undone:
        """Undo an entry of the history, and (`with_later`) all that need it; raises InputError if others need it."""
        from ..undoing import Request, undo_in
        from .undo import undo

        _ = self._database  # there must be a store

        def attempt(request: Request) -> Undone:
            database = self._writable()
            with database.transaction():
                return undo(database, self, request)

        undone = undo_in(self, number, why, attempt, with_later=with_later)
        self._refresh()
        return undone

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
        """Raise UnknownRelation for an unknown document."""
        known = {document.id for document in self.documents(documents)}
        for document in documents:
            if document not in known:
                raise UnknownRelation(f"No document “{document}” in {self.url}: “linkchart stats” lists them.")

    @contextmanager
    def trial(self) -> Iterator[TrialStore]:
        """Open a copy of the store for trial removals, dropped at the end of the block.

        Trials inside one `reading` share the copy.
        """
        from .trial import private_copy

        with self.reading():
            if not isinstance(self._copy, TrialStore):
                self._copy = TrialStore(self.url, private_copy(self._database))
            copy = self._copy._database
            copy.execute("BEGIN")
            try:
                yield self._copy
            finally:
                with suppress(StoreError):  # after some errors SQLite has done so itself
                    copy.execute("ROLLBACK")

    def save(self, name: str, arguments: Sequence[str]) -> None:
        """Save a query under a name, replacing any of that name."""
        from ..blanking import saving
        from ..entries import Command
        from ..totals import Counts
        from .history import record

        _ = self._database  # there must be a store
        database = self._writable()
        with database.transaction():
            details = saving(name, self.saved().get(name), arguments, self._details())
            database.execute("INSERT OR REPLACE INTO saved VALUES (?, ?)", [name, json.dumps(list(arguments))])
            record(database, Command("save", details=details), Counts())

    def _details(self) -> Iterator[Mapping[str, Any]]:
        return (entry.command.details for entry in self.history())

    def unsave(self, name: str) -> bool:
        """Remove the query saved under a name; return whether there was one."""
        from ..blanking import saving
        from ..entries import Command
        from ..totals import Counts
        from .history import record

        if name not in self.saved():
            return False
        database = self._writable()
        with database.transaction():
            details = saving(name, self.saved()[name], None, self._details())
            database.execute("DELETE FROM saved WHERE name = ?", [name])
            record(database, Command("unsave", details=details), Counts())
        return True


class TrialStore(SqliteStore):
    """A store whose changes are rolled back in the end."""

    def remove(self, entities: Collection[str], relations: Collection[str], documents: Collection[str]) -> None:
        """Remove these and everything that rests on them alone; unknown ids raise UnknownRelation."""
        from .removal import FileTrial

        FileTrial(self._database, self.schema).remove(entities, relations, documents)

    def judge(self, judgement: Judgement) -> None:
        """Apply a judgement."""
        from .judgements import record_judgement
        from .settle import Changed, settle

        record_judgement(self._database, judgement)
        settle(self._database, self.schema, Changed(judged=judgement.entities))
        self._refresh()
