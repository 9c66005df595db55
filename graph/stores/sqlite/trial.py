"""What-ifs: a store in a transaction that is rolled back in the end, on its file or on a private copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ...errors import StoreError
from .connection import Connection, connect
from .store import SqliteStore

if TYPE_CHECKING:
    from ...identity.judgements import Judgement

CACHE = "cache_size = -65536"
"""Memory for what a trial changes, in kB, so that little of it is written beside the file."""


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


@contextmanager
def rolled_back(store: SqliteStore, state: Connection) -> Iterator[TrialStore]:
    """Open a store for brief trials: on the file itself, or on a copy where nobody may write it now.

    `state` is the connection that reads the store. To copy a million relations takes longer than to judge them.
    """
    database = _second_connection(state)
    if database is None:
        with store.trial() as copy:
            yield copy
        return
    try:
        yield TrialStore(store.url, database)
    finally:
        with suppress(StoreError):
            database.execute("ROLLBACK")
        database.close()


def _second_connection(state: Connection) -> Connection | None:
    """Open the file a second time and begin to write, None where it cannot be or is not in the state that is read."""
    if state.place is None:
        return None
    try:
        database = connect(state.path, write=True)
    except StoreError:
        return None
    try:
        database.execute(f"PRAGMA {CACHE}")
        database.execute("PRAGMA busy_timeout = 0")
        database.execute("BEGIN IMMEDIATE")
        if database.execute(_LATEST).fetchone() == state.execute(_LATEST).fetchone():
            return database
    except StoreError:
        pass
    database.close()
    return None


# Whatever writes adds an entry, or fills one in.
_LATEST = "SELECT max(n), count(*), sum(undone), sum(tellings) FROM command"
