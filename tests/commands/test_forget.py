"""Forgetting a document from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Run
from tests.graph.stores.sqlite.test_forgotten import records, write


def test_saved_questions_naming_removed_are_listed(run: Run, tmp_path: Path) -> None:
    stay, go = records(3)
    run("load", write(tmp_path / "stay.jsonl", stay), write(tmp_path / "go.jsonl", go))
    run("save", "by name", "influence", "Zephyrine Quuxley")
    run("save", "by alias", "influence", "Org 1", "--avoid", "xyzzy")
    run("save", "other", "influence", "State 1")
    told = run("forget", "sec").stdout
    listed = [name for name in ("by name", "by alias", "other") if f"“{name}” still names what went" in told]
    assert listed == ["by name", "by alias"]
    assert "linkchart save --remove 'by name'" in " ".join(told.split())
