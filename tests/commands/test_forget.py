"""Forgetting a document from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.commands.conftest import Run
from tests.graph.stores.sqlite.test_forgotten import records, write


def test_saved_questions_naming_removed_are_listed(run: Run, tmp_path: Path) -> None:
    stay, go = records(3)
    run("load", write(tmp_path / "stay.jsonl", stay), write(tmp_path / "go.jsonl", go))
    run("save", "by name", "influence", "Zephyrine Quuxley")
    run("save", "by alias", "influence", "Org 1", "--avoid", "xyzzy")
    run("save", "other", "influence", "State 1")
    output = run("forget", "sec").stdout
    listed = [name for name in ("by name", "by alias", "other") if f"“{name}” still names them" in output]
    assert listed == ["by name", "by alias"]
    assert "linkchart save --remove 'by name'" in " ".join(output.split())


def test_side_files_naming_removed_are_listed(run: Run, tmp_path: Path) -> None:
    said = {"source": "Ännchen Quux", "source_type": "Person", "relation": "LEADS", "target": "Cell"}
    fact = {**said, "target_type": "Organization", "document": "sec", "quote": "The old one."}
    old = [{"document": {"id": "sec", "text": "The old one."}}, {"fact": fact}, {"fact": {**fact, "relation": "NO"}}]
    edition = {"document": {"id": "sec", "text": "A new one.", "edition": "2020-02"}}
    rejects = write(tmp_path / "bad.jsonl", [{"fact": {"source": "Elsewhere", "document": "other"}}])
    run("load", rejects, write(tmp_path / "old.jsonl", old))
    assert "withdrawn" in run("load", "--new-edition", write(tmp_path / "new.jsonl", [edition])).stdout
    listed = " ".join(run("forget", "sec").stdout.split())
    names = ("old.jsonl.rejects.jsonl", "new.jsonl.withdrawn.jsonl")
    assert all(f"The file {name} still names them: remove it." in listed for name in names)
    assert "bad.jsonl.rejects" not in listed


def test_side_files_naming_removed_entity_are_listed(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "there" / "case.db"
    store.parent.mkdir()
    entity = {"name": "Ännchen Quux", "type": "Person", "aliases": ["The Quux"]}
    run("--store", store, "load", write(tmp_path / "people.jsonl", [{"entity": entity}]))
    (store.parent / "x.rejects.jsonl").write_text('{"fact": {"source": "the quux"}}', encoding="utf-8")
    done = run("--store", store, "forget", "--entity", "Ännchen Quux", COLUMNS="300")
    assert "there/x.rejects.jsonl still names them" in done.stdout


def test_texts_naming_removed_entity_are_listed(run: Run, tmp_path: Path) -> None:
    paper = {"id": "paper", "title": "Notes", "text": "The Quux, as ever, was late."}
    other = {"id": "other", "text": "Quuxes are birds."}
    entity = {"name": "Ännchen Quux", "type": "Person", "aliases": ["The Quux"], "id": "person:q"}
    records: list[dict[str, Any]] = [{"document": paper}, {"document": other}, {"entity": entity}]
    run("load", write(tmp_path / "people.jsonl", records))
    said = " ".join(run("forget", "--entity", "person:q").stdout.split())
    assert "The text of paper still has the name" in said
    assert "other" not in said
