"""Forgotten text leaves every byte on disk, whatever table it was in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import linkchart
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.loading.report import Options
from linkchart.graph.stores.entries import Command
from linkchart.graph.stores.protocol import Store
from tests.graph.records import add, document, entity, fact
from tests.graph.stores.judged import judge

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
    """Make records that stay, and the records of one secret document."""
    ends = {"source_type": "State", "relation": "SUPPORTS", "target_type": "Organization"}
    stay = [
        {"fact": {"source": f"State {rank}", "target": f"Org {rank}", "document": "keep", **ends}}
        for rank in range(count)
    ]
    secret = {"id": "sec", "title": "SECRETTITLE", "text": "SECRETTEXT " * 2_000 + "SECRETQUOTE"}
    person = {"type": "Person", "name": "Zephyrine Quuxley", "aliases": ["Xyzzy"], "attributes": {"n": "SECRETNOTE"}}
    secrets = {"document": "sec", "quote": "SECRETQUOTE", "place": "SECRETPLACE", "attributes": {"n": "SECRETNOTE"}}
    facts: list[dict[str, Any]] = [
        {"fact": {**ends, "source": "State 1", "target": f"Xyzzy {rank}", **secrets}} for rank in range(50)
    ]
    leads = {"source": "Zephyrine Quuxley", "relation": "LEADS", "target": "Org 1", **secrets}
    return stay, [{"document": secret}, {"entity": person}, {"fact": leads}, *facts]


def write(path: Path, lines: list[dict[str, Any]]) -> str:
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return str(path)


def left(folder: Path, words: Sequence[str] = GONE) -> list[str]:
    """Find words of forgotten records still on disk."""
    content = b"".join(file.read_bytes() for file in folder.glob("case.db*")).lower()
    return [word for word in words if word.lower().encode() in content]


@pytest.fixture(params=[True, False])
def careless(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make SQLite leave removed text on disk unless asked, as in many Pythons."""
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


SAID_LATER = (
    "Wombatine",
    "Frobnitz",
    "Grault",
    "Plughian",
    "OLDQUOTE",
    "NEWTEXT",
    "WHYLOADED",
    "WHYNAMED",
    "WHYRETRACTED",
    "DECIDED",
    "secret plan",
    "SECRETHASH",
)


def work_on_a_document(store: Store) -> None:
    """Do to a document and its entity whatever a history knows: load, correct, judge, undo, ask, review, retract."""
    add(store, entity("Stays"), fact("Stays", "OWNS", "Oil"), command=Command("load", "stays.jsonl", "0" * 64))
    wombat = "person:wombatine-frobnitz"
    ends = {"source_type": "Person", "document": "sec"}
    leads = fact("Wombatine Frobnitz", "LEADS", "Stays", quote="An OLDQUOTE.", **ends)
    still = fact("Wombatine Frobnitz", "LEADS", "Stays", quote="The rest stands.", **ends)
    beside = fact("Bob Plughian", "LEADS", "Stays", quote="The rest stands.", **ends)
    loaded = Command("load", "secret plan.jsonl", "SECRETHASH", "WHYLOADED")
    add(store, document("sec", text="An OLDQUOTE. The rest stands."), leads, beside, command=loaded)
    edition = document("sec", text="The rest stands. NEWTEXT.", edition="2020-02")
    assert add(store, edition, command=loaded, options=Options(new_edition=True)).withdrawn
    add(store, still, command=loaded)
    numbers = judge(
        store,
        Judgement("rename", (wombat,), "Mr Grault", why="WHYNAMED"),
        Judgement("alias", (wombat,), "Old Grault", why="WHYNAMED"),
        Judgement("same", (wombat, "person:bob-plughian"), why="WHYNAMED"),
    )
    store.undo(numbers[1], "WHYNAMED")
    store.save("question", ["profile", "Wombatine Frobnitz"])
    store.unsave("question")
    with store.writer() as writer:
        decision = {"key": "k", "verdict": "accept", "about": "DECIDED", "changes": {"quote": "DECIDED"}}
        writer.command = Command("review", details={"ids": ["sec"], "decisions": [decision]})
    add(store, document("sec", retracted="WHYRETRACTED"), command=Command("retract", why="WHYRETRACTED"))


@pytest.mark.usefixtures("careless")
def test_history_of_what_is_forgotten_is_in_no_byte(tmp_path: Path) -> None:
    with closing(linkchart.open_store(str(tmp_path / "case.db"), create=True)) as store:
        work_on_a_document(store)
        assert left(tmp_path, SAID_LATER) == list(SAID_LATER)
        store.forget("sec")
        assert left(tmp_path, SAID_LATER) == []
        assert [known.name for known in store.entities()] == ["Oil", "Stays"]
