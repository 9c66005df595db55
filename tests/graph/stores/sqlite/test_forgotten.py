"""What is forgotten is gone from every byte on disk."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import linkchart

GONE = (
    "Zephyrine",
    "Quuxley",
    "SECRETTITLE",
    "SECRETTEXT",
    "SECRETQUOTE",
    "SECRETPLACE",
    "SECRETNOTE",
    "Xyzzy",
    "go.jsonl",
)


def records(count: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what stays, and what one document tells."""
    ends = {"source_type": "State", "relation": "SUPPORTS", "target_type": "Organization"}
    stay = [
        {"fact": {"source": f"State {rank}", "target": f"Org {rank}", "document": "keep", **ends}}
        for rank in range(count)
    ]
    secret = {"id": "sec", "title": "SECRETTITLE", "text": "SECRETTEXT " * 2_000 + "SECRETQUOTE"}
    person = {"type": "Person", "name": "Zephyrine Quuxley", "aliases": ["Xyzzy"], "attributes": {"n": "SECRETNOTE"}}
    told = {"document": "sec", "quote": "SECRETQUOTE", "place": "SECRETPLACE", "attributes": {"n": "SECRETNOTE"}}
    facts: list[dict[str, Any]] = [
        {"fact": {**ends, "source": "State 1", "target": f"Xyzzy {rank}", **told}} for rank in range(50)
    ]
    leads = {"source": "Zephyrine Quuxley", "relation": "LEADS", "target": "Org 1", **told}
    return stay, [{"document": secret}, {"entity": person}, {"fact": leads}, *facts]


def write(path: Path, lines: list[dict[str, Any]]) -> str:
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return str(path)


def left(folder: Path) -> list[str]:
    """Return the words of what was forgotten that a byte on disk still holds."""
    held = b"".join(file.read_bytes() for file in folder.glob("case.db*")).lower()
    return [word for word in GONE if word.lower().encode() in held]


@pytest.fixture(params=[True, False])
def careless(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite be one that does not overwrite of itself what is removed, as in many Pythons."""
    real = sqlite3.connect

    def plain(*given: Any, **named: Any) -> Any:
        made = real(*given, **named)
        made.execute("PRAGMA secure_delete = OFF")
        return made

    if request.param:
        monkeypatch.setattr(sqlite3, "connect", plain)


@pytest.mark.usefixtures("careless")
@pytest.mark.parametrize("count", [3, 500])
def test_forgotten_text_is_in_no_byte(tmp_path: Path, count: int) -> None:
    stay, go = records(count)
    with closing(linkchart.open_store(str(tmp_path / "case.db"), create=True)) as store:
        assert not linkchart.load(store, write(tmp_path / "stay.jsonl", stay)).rejected
        assert not linkchart.load(store, write(tmp_path / "go.jsonl", go)).rejected
        assert left(tmp_path) == list(GONE)
        store.forget("sec")
        assert left(tmp_path) == []  # while the store is still open
        assert [entity.name for entity in store.search("State 1", 1)] == ["State 1"]
        assert store.search("Zephyrine") == []
    assert left(tmp_path) == []
