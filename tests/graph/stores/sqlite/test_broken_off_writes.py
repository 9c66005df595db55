"""Judgements, forgetting, undoing and the like, killed as they are written, and where nothing can be written."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from linkchart.graph.errors import StoreError
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.retraction import retract
from linkchart.graph.stores.sqlite.connection import Connection
from linkchart.queries import query
from tests.graph.records import add, contents, document, entity, fact
from tests.graph.stores.judged import judge

IRAN, BADR = "organization:iran", "organization:badr"
WRITES: dict[str, Callable[[Store], object]] = {
    "load": lambda store: add(store, fact("Iran", "OWNS", "Oil", document="c")),
    "same": lambda store: judge(store, Judgement("same", (IRAN, BADR))),
    "different": lambda store: judge(store, Judgement("different", (IRAN, BADR))),
    "split": lambda store: judge(store, Judgement("split", (IRAN, f"{IRAN}-2"), "Iran II", documents=("b",))),
    "rename": lambda store: judge(store, Judgement("rename", (IRAN,), "Persia")),
    "alias": lambda store: judge(store, Judgement("alias", (IRAN,), "Persia")),
    "forget a document": lambda store: store.forget("a"),
    "forget an entity": lambda store: store.forget(entities=[BADR]),
    "undo a load": lambda store: store.undo(2),
    "undo a judgement": lambda store: store.undo(3),
    "retract": lambda store: retract(store, "a", "withdrawn"),
    "save": lambda store: store.save("ours", ["ranking"]),
    "unsave": lambda store: store.unsave("foes"),
}
FORMAT_5 = Path(__file__).parent / "older" / "format5.db"
each_write = pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)


def fill(path: Path) -> None:
    """Make a store of two loads, a judgement and a saved question."""
    with closing(open_store(str(path), create=True)) as store:
        add(store, document("a"), entity("Iran"), fact("Iran", "SUPPORTS", "Badr", document="a"))
        add(store, document("b"), fact("Iran", "FIGHTS", "Daesh", document="b"))
        judge(store, Judgement("alias", (BADR,), "Badr Corps"))
        store.save("foes", ["path", "Badr", "Iran"])


def everything(store: Store) -> list[Any]:
    """Export a store with its history."""
    return [*contents(store), list(store.history()), list(store.judgements()), store.saved()]


def state(path: Path) -> list[Any]:
    """Export an intact file with its history."""
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(open_store(str(path))) as store:
        return everything(store)


def killed(path: Path, write: Callable[[Store], object]) -> int:
    """Write in a process that is killed when it has written all but the end of the transaction; return its signal."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    execute = Connection.execute

    def killing(database: Connection, *statement: Any) -> Any:
        if statement == ("COMMIT",) and database.total_changes:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(database, *statement)

    try:
        Connection.execute = killing  # type: ignore[assignment,method-assign]
        write(open_store(str(path)))
    finally:
        os._exit(0)


@each_write
def test_killed_write_leaves_the_store_as_it_was(tmp_path: Path, write: Callable[[Store], object]) -> None:
    path = tmp_path / "case.db"
    fill(path)
    before = state(path)
    assert killed(path, write) == -signal.SIGKILL
    assert state(path) == before
    with closing(open_store(str(path))) as store:
        write(store)
    assert state(path) != before


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Let nobody write a file, or to its folder, inside the block."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        if not os.getuid():
            os.seteuid(65534)  # root may write everywhere
        yield
    finally:
        os.seteuid(os.getuid())
        path.parent.chmod(0o755)


@each_write
def test_write_to_a_read_only_store_is_refused(write: Callable[[Store], object]) -> None:
    with TemporaryDirectory() as name:  # not tmp_path, into which only its owner may look
        path = Path(name, "case.db")
        fill(path)
        before = state(path)
        with unwritable(path), closing(open_store(str(path))) as store:
            with pytest.raises(StoreError, match="check the permissions"):
                write(store)
            assert everything(store) == before
        assert state(path) == before


def test_killed_upgrade_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path, whole = tmp_path / "case.db", tmp_path / "whole.db"
    for copy in (path, whole):
        shutil.copy(FORMAT_5, copy)
    assert killed(path, bool) == -signal.SIGKILL
    with closing(sqlite3.connect(path)) as database, closing(sqlite3.connect(FORMAT_5)) as older:
        assert list(database.iterdump()) == list(older.iterdump())
        assert database.execute("PRAGMA user_version").fetchone() == (5,)
    assert state(path) == state(whole)


def test_read_only_store_of_format_5_is_read_by_current_rules() -> None:
    with TemporaryDirectory() as name:
        path = Path(name, "case.db")
        shutil.copy(FORMAT_5, path)
        with unwritable(path), closing(open_store(str(path))) as store:
            assert store.notes == [
                f"{path} is of an older format and cannot be written: what it holds is read from a copy."
            ]
            assert store.statistics().totals == (3, 10, 12, 15)
            assert not store.matches(["10"])["10"]
        assert path.read_bytes() == FORMAT_5.read_bytes()


def test_read_only_store_with_current_rows_is_read_itself() -> None:
    with TemporaryDirectory() as name:
        path = Path(name, "case.db")
        fill(path)
        before = state(path)
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA user_version = 5")
        with unwritable(path), closing(open_store(str(path))) as store:
            assert not store.notes
            assert everything(store) == before


def test_whatif_is_answered_by_a_read_only_store() -> None:
    with TemporaryDirectory() as name:
        path = Path(name, "case.db")
        fill(path)
        with unwritable(path), closing(open_store(str(path))) as store:
            answer = query("whatif").function(store, "path", "Badr", "Daesh", without=("Iran",))
        assert [row["change"] for row in answer.rows] == ["lost"]
