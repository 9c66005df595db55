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


def test_history_of_a_subject_leaves_out_other_entries(run: Run) -> None:
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


def test_retracted_tellings_are_marked_wherever_they_are_listed(run: Run) -> None:
    assert "1 relation rested on it alone" in run("retract", "b", "--why", "invented", **WRITTEN).stdout
    found = json.loads(run("evidence", "Badr", "--json").stdout)
    marked = {telling["document"]: telling["retracted"] for one in found["edges"] for telling in one["tellings"]}
    assert marked == {"a": False, "b": True}
    assert "retracted" in run("evidence", "--document", "b", "--csv").stdout
    assert "— b (analyst, retracted)" in run("evidence", "Badr", "--receipts").stdout
    exported = run("export", "facts", "-o", "-").stdout
    assert "retracted: invented" in exported
