"""The history from the command line: who wrote what, when and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run

FACTS = """\
documents: [{id: a, publisher: A}, {id: b, publisher: B}]
facts:
  - {source: Iran, source_type: State, relation: SUPPORTS, target: Badr, target_type: Organization, document: a}
  - {source: Badr, relation: FIGHTS, target: Daesh, target_type: Organization, document: b}
"""
WRITTEN = {"LINKCHART_ANALYST": "Ada", "SOURCE_DATE_EPOCH": "1600000000"}


@pytest.fixture(autouse=True)
def loaded(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(FACTS, encoding="utf-8")
    assert run("load", "case.yaml", **WRITTEN).returncode == 0


def test_history_says_who_wrote_what_and_why(run: Run) -> None:
    assert run("--analyst", "Bo", "retract", "b", "--why", "invented", SOURCE_DATE_EPOCH="1600000001").returncode == 0
    first, second = json.loads(run("history", "--json").stdout)["entries"]
    assert (first["number"], first["who"], first["command"], first["file"]) == (1, "Ada", "load", "case.yaml")
    assert first["time"] == "2020-09-13T12:26:40+00:00"
    assert first["counts"] == {"documents": 2, "entities": 3, "relations": 2, "tellings": 2}
    assert len(first["sha256"]) == 64
    assert (second["who"], second["command"], second["why"], second["undone"]) == ("Bo", "retract", "invented", None)
    table = run("history").stdout
    assert "retract" in table
    assert "invented" in table


def test_history_of_subject_omits_other_entries(run: Run) -> None:
    run("retract", "b", "--why", "invented", **WRITTEN)
    run("save", "q", "events", **WRITTEN)
    numbers = {
        subject: [entry["number"] for entry in json.loads(run("history", subject, "--json").stdout)["entries"]]
        for subject in ("a", "b", "Daesh")
    }
    assert numbers == {"a": [1], "b": [1, 2], "Daesh": [1]}
    unknown = run("history", "nobody")
    assert unknown.returncode == 2
    assert "Nor is it the id of a document." in unknown.stderr


def test_retracted_tellings_are_marked_in_every_list(run: Run) -> None:
    assert "1 relation rested on it alone" in run("retract", "b", "--why", "invented", **WRITTEN).stdout
    found = json.loads(run("evidence", "Badr", "--json").stdout)
    marked = {telling["document"]: telling["retracted"] for edge in found["edges"] for telling in edge["tellings"]}
    assert marked == {"a": False, "b": True}
    assert "retracted" in run("evidence", "--document", "b", "--csv").stdout
    assert "— b (analyst, retracted)" in run("evidence", "Badr", "--receipts").stdout
    exported = run("export", "facts", "-o", "-").stdout
    assert "retracted: invented" in exported


def test_history_puts_judgements_in_words(run: Run) -> None:
    assert run("different", "Badr", "Daesh", "--why", "two camps", **WRITTEN).returncode == 0
    (entry,) = json.loads(run("history", "--json").stdout)["entries"][1:]
    assert (entry["command"], entry["why"], entry["who"]) == ("different", "two camps", "Ada")
    table = " ".join(run("history", "Daesh", COLUMNS="300").stdout.split())
    assert "Badr is not the same as Daesh" in table
    assert "undone by 3" not in table
    run("undo", "2", **WRITTEN)
    assert "undone by 3" in run("history", "Daesh", COLUMNS="300").stdout


@pytest.mark.parametrize("form", ["yaml", "jsonl"])
def test_history_is_exported_on_wish_and_not_loaded(run: Run, tmp_path: Path, form: str) -> None:
    assert "Ada" not in run("export", "facts", "--format", form).stdout
    run("export", "facts", "--history", "--format", form, "-o", f"out.{form}")
    assert "Ada" in (tmp_path / f"out.{form}").read_text(encoding="utf-8")
    again = run("--store", "other.db", "load", f"out.{form}")
    assert (again.returncode, again.stderr) == (0, "")
    assert "0 rejected" in again.stdout
    (entry,) = json.loads(run("--store", "other.db", "history", "--json").stdout)["entries"]
    assert entry["file"] == f"out.{form}"


def test_undo_says_what_it_took_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.jsonl").write_text('{"fact": {"source": "Iran", "relation": "FIGHTS", "target": "Daesh"}}\n')
    run("load", "more.jsonl", **WRITTEN)
    assert (
        run("undo", "2", "--why", "a rumour", **WRITTEN).stdout == "Undone: 2 (load).\nGone: 1 relation, 1 telling.\n"
    )
    *_, undo = json.loads(run("history", "--json").stdout)["entries"]
    assert (undo["command"], undo["why"], undo["details"]) == ("undo", "a rumour", {"undoes": [2]})
    again = run("undo", "2")
    assert (again.returncode, again.stderr) == (2, "linkchart: Entry 2 has been undone by 3.\n")


def test_forget_preview_names_entities_and_questions(run: Run) -> None:
    run("save", "foes", "path", "Iran", "Daesh", **WRITTEN)
    shown = run("forget", "b", "--dry-run").stdout
    assert shown.splitlines() == [
        "Would go: 1 document, 1 entity, 1 relation, 1 telling.",
        "  Daesh (organization:daesh)",
        "  The saved question “foes” names some of it.",
    ]
    gone = run("forget", "b")
    assert gone.stderr == "linkchart: Forgetting cannot be undone; “linkchart retract” keeps the evidence.\n"
    assert gone.stdout.startswith("Gone: 1 document, 1 entity, 1 relation, 1 telling.\n")
