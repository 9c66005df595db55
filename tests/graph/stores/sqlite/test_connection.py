"""How a store's file is opened: locks, snapshots, kinds of files, full disks, folders that only can be read."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import linkchart
from linkchart.graph.errors import StoreError
from linkchart.graph.stores.sqlite.connection import Connection

PROGRAM = [sys.executable, "-c", "from linkchart.cli import main; main()"]


def entities(path: Path, name: str, count: int = 3) -> Path:
    lines = (json.dumps({"entity": {"type": "State", "name": f"{name} {rank}"}}) for rank in range(count))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(store: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    words = ("--store", str(store), *map(str, words))
    return subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=False)


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    """A store with three states."""
    path = tmp_path / "case.db"
    with closing(linkchart.open_store(str(path), create=True)) as store:
        linkchart.load(store, str(entities(tmp_path / "first.jsonl", "First")))
    return path


@pytest.mark.full
def test_second_handle_keeps_the_locks_of_the_first(tmp_path: Path, store_file: Path) -> None:
    with closing(linkchart.open_store(str(store_file), create=True)) as first, first.writer():
        for _ in range(3):
            linkchart.open_store(str(store_file)).close()
        other = run(store_file, "load", entities(tmp_path / "other.jsonl", "Other"))
    assert other.returncode == 2
    assert "is being written by another process" in other.stderr


def test_loads_of_two_handles_and_a_process_all_stay(tmp_path: Path, store_file: Path) -> None:
    with (
        closing(linkchart.open_store(str(store_file))) as first,
        closing(linkchart.open_store(str(store_file))) as second,
    ):
        assert run(store_file, "stats").returncode == 0
        linkchart.load(first, str(entities(tmp_path / "second.jsonl", "Second", 3000)))
        assert run(store_file, "load", entities(tmp_path / "other.jsonl", "Other", 3000)).returncode == 0
        assert second.statistics().totals.entities == 6003
    assert run(store_file, "search", "Other 7").stdout.count("state:other-7") > 0


def test_one_state_is_read_while_others_load(tmp_path: Path, store_file: Path) -> None:
    with closing(linkchart.open_store(str(store_file))) as store:
        with store.reading():
            assert run(store_file, "load", entities(tmp_path / "other.jsonl", "Other")).returncode == 0
            assert len(list(store.entities())) == store.statistics().totals.entities == 3
        assert len(list(store.entities())) == 6


@pytest.mark.parametrize("words", [["export", "facts", "-o", "-"], ["stats"], ["search", "First"]])
def test_pipe_as_store_is_refused_at_once(tmp_path: Path, words: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = subprocess.run(
        [*PROGRAM, "--store", tmp_path / "pipe", *words], capture_output=True, text=True, timeout=20, check=False
    )
    assert done.returncode == 2
    assert "is no file, so it cannot be a store" in done.stderr


@pytest.mark.parametrize("journal", [b"", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600, b"nonsense" * 100])
@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_journal_without_its_store_is_no_obstacle(tmp_path: Path, journal: bytes, suffix: str) -> None:
    (tmp_path / f"new.db{suffix}").write_bytes(journal)
    done = run(tmp_path / "new.db", "load", entities(tmp_path / "first.jsonl", "First"))
    assert done.returncode == 0, done.stderr
    assert run(tmp_path / "new.db", "search", "First").stdout.count("state:first") == 3


def test_store_is_readable_on_full_disk(store_file: Path) -> None:
    def no_byte_more() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    words = [*PROGRAM, "--store", str(store_file), "search", "First"]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, preexec_fn=no_byte_more, check=False)
    assert done.stdout.count("state:first") == 3


def replace(path: Path) -> None:
    path.unlink()
    path.touch()


@pytest.mark.parametrize("remove", [Path.unlink, replace])
@pytest.mark.parametrize("loaded", [False, True])  # a first load has another journal
def test_store_removed_during_write_is_reported(tmp_path: Path, remove: Callable[[Path], None], loaded: bool) -> None:
    path = tmp_path / "case.db"
    if loaded:
        run(path, "load", entities(tmp_path / "first.jsonl", "First"))
    store = linkchart.open_store(str(path), create=True)
    with pytest.raises(StoreError, match="was removed or replaced"), store.writer():
        remove(path)
    store.close()


def test_journal_in_closed_folder_is_noticed(store_file: Path) -> None:
    with TemporaryDirectory() as name:  # not tmp_path, into which only its owner may look
        folder = Path(name)
        with closing(sqlite3.connect(store_file, isolation_level=None)) as reader:
            reader.execute("BEGIN").execute("SELECT count(*) FROM sqlite_master").fetchone()
            run(store_file, "save", "last", "timeline")  # stays in the WAL while another has the store open
            for suffix in ("", "-wal"):
                shutil.copy(f"{store_file}{suffix}", folder / f"case.db{suffix}")
        folder.chmod(0o555)
        try:
            if not os.getuid():
                os.seteuid(65534)  # root may write everywhere
            with pytest.raises(StoreError, match=r"was written last is still in .*-wal"):
                linkchart.open_store(str(folder / "case.db"))
        finally:
            os.seteuid(os.getuid())
            folder.chmod(0o755)


@pytest.mark.parametrize("ask", [Connection.execute, Connection.executemany])
def test_errors_of_sqlite_are_store_errors(store_file: Path, ask: Callable[..., object]) -> None:
    with closing(linkchart.open_store(str(store_file))) as store:
        database = store._file  # type: ignore[attr-defined]
        with pytest.raises(StoreError, match=r"case\.db is damaged \(no such table: x\)"):
            ask(database, "DELETE FROM x WHERE y = ?", [[1]] if ask is Connection.executemany else [1])


def test_rows_on_a_damaged_page_are_a_store_error(tmp_path: Path) -> None:
    path = tmp_path / "big.db"
    run(path, "load", entities(tmp_path / "first.jsonl", "First", 3000))
    whole = bytearray(path.read_bytes())
    whole[20 * 4096 : 120 * 4096] = b"\xa5" * (100 * 4096)
    path.write_bytes(whole)
    with pytest.raises(StoreError, match="is damaged"), closing(linkchart.open_store(str(path))) as store:
        list(store.entities())
