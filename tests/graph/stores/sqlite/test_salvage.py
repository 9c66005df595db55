"""What can be read of a damaged store is written, and what it takes to say so."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import linkchart

COUNT = 400
PAGE = 4096


def run(store: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from linkchart.cli import main; main()", "--store", str(store), *words]
    return subprocess.run(program, capture_output=True, text=True, check=False, cwd=store.parent)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store of some hundred relations, as bytes."""
    folder = tmp_path_factory.mktemp("whole")
    ends = {"source_type": "State", "relation": "SUPPORTS", "target_type": "State"}
    facts = [
        {"fact": {"source": f"A {rank}", "target": f"B {rank}", "document": f"d{rank % 7}", "quote": "q" * 80, **ends}}
        for rank in range(COUNT)
    ]
    (folder / "facts.jsonl").write_text("\n".join(map(json.dumps, facts)), encoding="utf-8")
    with closing(linkchart.open_store(str(folder / "case.db"), create=True)) as store:
        linkchart.load(store, str(folder / "facts.jsonl"))
    return (folder / "case.db").read_bytes()


def damaged(whole: bytes, page: int) -> bytes:
    return whole[: page * PAGE] + b"\xa5" * PAGE + whole[(page + 1) * PAGE :]


@pytest.mark.parametrize("count", [4, pytest.param(12, marks=pytest.mark.full)])
def test_damaged_page_is_harmless_or_one_sentence(whole: bytes, count: int, tmp_path: Path) -> None:
    salvaged = 0
    pages = range(1, len(whole) // PAGE)
    for page in pages[:: max(1, len(pages) // count)]:
        store = tmp_path / f"case{page}.db"
        store.write_bytes(damaged(whole, page))
        asked = run(store, "export", "facts", "--format", "jsonl")
        assert asked.returncode in (0, 2)
        assert "Traceback" not in asked.stderr
        if asked.returncode == 2:
            assert f"case{page}.db is damaged" in asked.stderr
        done = run(store, "export", "facts", "--salvage", "--format", "jsonl", "-o", f"saved{page}.jsonl")
        if done.returncode == 0:
            lines = (tmp_path / f"saved{page}.jsonl").read_text().splitlines()
            salvaged = (
                max(salvaged, sum(line.startswith('{"fact"') for line in lines)) if asked.returncode else salvaged
            )
    assert salvaged >= COUNT // 2


def test_whole_store_is_salvaged_whole(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "case.db").write_bytes(whole)
    assert run(tmp_path / "case.db", "same", "A 1", "A 2").returncode == 0
    assert run(tmp_path / "case.db", "save", "mine", "timeline").returncode == 0
    exports = [
        run(tmp_path / "case.db", "export", "facts", "--format", "jsonl", *more).stdout.splitlines()
        for more in ((), ("--salvage",))
    ]
    assert sorted(exports[0]) == sorted(exports[1])
