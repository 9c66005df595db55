"""Undoing that is broken off, or meets another writer."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from linkchart.graph.stores.open_store import open_store
from tests.graph.records import add, contents, document, entity, fact

UNDO = """
import os, signal, sys
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.sqlite import undo
if sys.argv[2] == "kill":
    undo._restore = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
open_store(sys.argv[1]).undo(int(sys.argv[3]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a store of two loads."""
    path = tmp_path / "case.db"
    with closing(open_store(str(path), create=True)) as store:
        for name in ("a", "b"):
            add(store, document(name), entity("Iran"), fact("Iran", "SUPPORTS", f"Front {name}", document=name))
    return path


def undo(path: Path, how: str, number: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", UNDO, path, how, str(number)])


def test_killed_undo_leaves_everything_as_it_was(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        before = contents(store)
    assert undo(path, "kill", 1).wait() == -9
    with closing(open_store(str(path))) as store:
        assert contents(store) == before
        assert store.undo(1).number == 3


def test_two_undos_at_once_are_both_done(path: Path) -> None:
    both = [undo(path, "whole", number) for number in (1, 2)]
    assert [process.wait() for process in both] == [0, 0]
    with closing(open_store(str(path))) as store:
        assert list(store.entities()) == []
        assert sorted(entry.number for entry in store.history() if entry.undone) == [1, 2]
        assert {entry.undone for entry in store.history()} == {None, 3, 4}
