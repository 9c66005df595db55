"""What may happen to a store's file: killed, locked, foreign, full, read while it is written."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import linkchart
from linkchart.graph.errors import StoreError
from linkchart.graph.scope import Selection
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts

COUNT = 20_000


def facts(path: Path, count: int = COUNT, name: str = "A") -> Path:
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            end = {"target": f"{name}{number + 1}", "target_type": "Organization"}
            start = {"source": f"{name}{number}", "source_type": "Organization"}
            out.write(json.dumps({"fact": {**start, "relation": "SUPPORTS", **end, "quote": f"{name} says so"}}) + "\n")
    return path


def loading(store: Path, *files: Path) -> subprocess.Popen[str]:
    program = [sys.executable, "-c", "from linkchart.cli import main; main()", "--store", str(store), "load"]
    return subprocess.Popen([*program, *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def totals(path: Path) -> Counts:
    store = linkchart.open_store(str(path))
    try:
        return store.statistics().totals
    finally:
        store.close()


def intact(path: Path) -> bool:
    database = sqlite3.connect(path)
    try:
        return bool(database.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    finally:
        database.close()


def being_written(path: Path) -> bool:
    database = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    finally:
        database.close()
    return False


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """A store that holds one small file."""
    path = tmp_path / "case.db"
    store = linkchart.open_store(str(path), create=True)
    linkchart.load(store, str(facts(tmp_path / "first.jsonl", 10, "First")))
    store.close()
    return path


@pytest.mark.parametrize(
    "delay", [0.3, 1.2, *(pytest.param(delay, marks=pytest.mark.full) for delay in (0.05, 0.6, 0.9, 1.6))]
)
def test_killed_load_is_completed_by_second_run(tmp_path: Path, store_file: Path, delay: float) -> None:
    before, file = totals(store_file), facts(tmp_path / "big.jsonl")
    process = loading(store_file, file)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert intact(store_file)
    assert totals(store_file).relations in {before.relations, before.relations + COUNT}
    again = loading(store_file, file)
    again.communicate()
    assert again.returncode == 0
    assert totals(store_file).relations == before.relations + COUNT


@pytest.mark.parametrize("delay", [0.5, *(pytest.param(delay, marks=pytest.mark.full) for delay in (0.1, 1.0))])
def test_first_load_of_a_new_store_may_be_killed_too(tmp_path: Path, delay: float) -> None:
    path, file = tmp_path / "new.db", facts(tmp_path / "big.jsonl")
    process = loading(path, file)
    time.sleep(delay)
    process.kill()
    process.communicate()
    again = loading(path, file)
    assert again.communicate()[1] == ""
    assert totals(path) == Counts(0, COUNT + 1, COUNT, COUNT)


def test_ctrl_c_leaves_the_store_as_it_was(tmp_path: Path, store_file: Path) -> None:
    before = totals(store_file)
    process = loading(store_file, facts(tmp_path / "big.jsonl", 100_000))
    while process.poll() is None and not being_written(store_file):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, message = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in message
    assert totals(store_file) == before


@pytest.mark.full
def test_busy_store_asks_second_writer_to_wait(tmp_path: Path, store_file: Path) -> None:
    other = sqlite3.connect(store_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    process = loading(store_file, facts(tmp_path / "more.jsonl", 5, "More"))
    _, message = process.communicate()
    other.close()
    assert process.returncode == 2
    assert "is being written by another process" in message


def test_reader_sees_old_graph_during_write(tmp_path: Path, store_file: Path) -> None:
    before = totals(store_file)
    writer = linkchart.open_store(str(store_file), create=True)
    with writer.writer() as transaction:
        assert transaction is not None
        assert totals(store_file) == before
    writer.close()


def test_missing_store_is_error_without_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store at"):
        linkchart.open_store(str(tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []


def test_first_load_that_fails_leaves_no_file(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"fact": ', encoding="utf-8")
    process = loading(tmp_path / "new.db", broken)
    process.communicate()
    assert process.returncode == 2
    assert [file.name for file in tmp_path.iterdir()] == ["broken.jsonl"]


def _text(path: Path) -> None:
    path.write_text("dear diary", encoding="utf-8")


def _other_database(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE diary (entry TEXT)")
    database.commit()
    database.close()


def _newer_store(path: Path) -> None:
    store = linkchart.open_store(str(path), create=True)
    with store.writer():
        pass
    store.close()
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [(_text, "not a linkchart store"), (_other_database, "not a linkchart store"), (_newer_store, "newer")],
)
@pytest.mark.parametrize("create", [False, True])
def test_other_file_is_rejected_unchanged(tmp_path: Path, make: object, says: str, create: bool) -> None:
    path = tmp_path / "mine"
    assert callable(make)
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=says):
        linkchart.open_store(str(path), create=create)
    assert path.read_bytes() == before


def test_full_disk_is_reported_and_store_unchanged(tmp_path: Path, store_file: Path) -> None:
    before, file = totals(store_file), facts(tmp_path / "big.jsonl")
    # A limit on the size of files is what a full disk is to the one who writes.
    script = (
        "import resource, signal, sys; from linkchart.cli import main; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--store", str(store_file), "load", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert totals(store_file) == before


@pytest.mark.parametrize("name", ["a b.db", "what?.db", "50%.db", "no#1.db", "Übersicht.db", "نص.db"])
def test_store_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    store: Store = linkchart.open_store(str(path), create=True)
    linkchart.load(store, str(facts(tmp_path / "few.jsonl", 3)))
    assert sum(1 for _ in store.relations(Selection())) == 3
    store.close()
    assert totals(path).relations == 3
    assert path.exists()
