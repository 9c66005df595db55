"""Judging where two do it at once, where it is broken off, and where the file cannot be written."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from linkchart.graph.errors import InputError, StoreError
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.removals import Forgetting
from linkchart.graph.stores.sqlite import trial
from linkchart.graph.stores.transfer import transfer
from tests.graph.records import add, contents, document, fact
from tests.graph.stores.judged import judge

ANN, BOB = "organization:ann", "organization:bob"
JUDGE = """
import sys
from linkchart.graph.errors import InputError
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.stores.open_store import open_store
store = open_store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
try:
    with store.writer() as writer:
        writer.command = None
        writer.judge(Judgement(sys.argv[2], ("organization:ann", "organization:bob"), who=sys.argv[3]))
except InputError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a store of two who may be one."""
    path = tmp_path / "case.db"
    with closing(open_store(str(path), create=True)) as store:
        add(store, document("a"), fact("Ann", "SUPPORTS", "Badr", document="a"), fact("Bob", "FIGHTS", "Badr"))
    return path


def analyst(path: Path, kind: str, name: str) -> subprocess.Popen[str]:
    """Start an analyst, who waits for a sign before judging."""
    words = [sys.executable, "-c", JUDGE, str(path), kind, name]
    pipe = subprocess.PIPE
    process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def test_contrary_judgements_at_once_leave_one(path: Path) -> None:
    both = [analyst(path, "same", "eve"), analyst(path, "different", "mallory")]
    for process in both:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    with closing(open_store(str(path))) as store:
        (judgement,) = store.judgements()
    assert "contradicts judgement 2" in "".join(said)
    assert judgement.who in ("eve", "mallory")


@pytest.mark.parametrize("write", ["same", "forget"])
def test_preview_needs_no_right_to_write(path: Path, monkeypatch: pytest.MonkeyPatch, write: str) -> None:
    def refuse(*_given: object, **_named: object) -> object:
        raise StoreError("cannot be written")

    monkeypatch.setattr(trial, "connect", refuse)
    content = path.read_bytes()
    with closing(open_store(str(path))) as store:
        before = contents(store)
        if write == "same":
            with store.judged(Judgement("same", (ANN, BOB))) as judged:
                assert [entity.id for entity in judged.entities()] == [ANN, "organization:badr"]
        else:
            counts, gone = store.preview_forget(Forgetting(("a",), (), ()))
            assert (counts.tellings, [entity.id for entity in gone]) == (1, [ANN])
        assert contents(store) == before
    assert path.read_bytes() == content


def test_preview_during_a_write_sees_committed_state(path: Path) -> None:
    with closing(open_store(str(path))) as store, closing(open_store(str(path))) as other, other.writer() as writer:
        writer.judge(Judgement("rename", (ANN,), "Anna"))
        with store.judged(Judgement("same", (ANN, BOB))) as judged:
            assert {entity.name for entity in judged.entities()} == {"Ann", "Badr"}


def test_copy_of_contrary_judgements_shows_both(path: Path) -> None:
    with closing(open_store(str(path))) as store, closing(open_store(":memory:", create=True)) as other:
        transfer(store, other)
        judge(store, Judgement("same", (ANN, BOB), why="one passport"))
        judge(other, Judgement("different", (ANN, BOB), why="two birthdays"))
        before = contents(other)
        with pytest.raises(InputError, match=r"one passport.* contradicts judgement 2 .*two birthdays"):
            transfer(store, other)
        assert contents(other) == before
