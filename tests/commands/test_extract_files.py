"""The facts file of `linkchart extract` and the file of doubtful facts beside it stay a pair."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.conftest import Run

SURE = "Chad bombed Libya on 3 March 2019. "
OPEN = "Zambia might attack Zimbabwe. "
LATER = "Kenya accused Uganda of smuggling. Rwanda might attack Burundi."


def test_run_killed_between_renames_is_mended(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story, pair = tmp_path / "story.txt", ("facts.jsonl", "facts.doubtful.jsonl")
    story.write_text(SURE + OPEN, encoding="utf-8")
    assert run("extract", story, "-o", "facts.jsonl").returncode == 0
    old = [(tmp_path / name).read_bytes() for name in pair]
    story.write_text(SURE + OPEN + LATER, encoding="utf-8")
    assert run("extract", story, "-o", "new.jsonl").returncode == 0
    new = [(tmp_path / name).read_bytes() for name in ("new.jsonl", "new.doubtful.jsonl")]
    replace = os.replace
    renamed: list[str] = []

    def killed(source: str, target: str) -> None:
        if renamed:
            raise KeyboardInterrupt
        renamed.append(target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", killed)
    assert run("extract", story, "-o", "facts.jsonl").returncode == 130
    assert [(tmp_path / name).read_bytes() for name in pair] == [old[0], new[1]]
    monkeypatch.setattr(os, "replace", replace)
    done = run("extract", story, "-o", "facts.jsonl")
    assert "1 article read before, 0 to go." in done.stderr
    assert [(tmp_path / name).read_bytes() for name in pair] == new


def test_doubtful_facts_of_an_earlier_run_are_removed(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    for text, left in ((SURE + OPEN, True), (SURE, False)):
        story.write_text(text, encoding="utf-8")
        assert run("extract", story, "-o", "facts.yaml").returncode == 0
        assert (tmp_path / "facts.doubtful.yaml").exists() is left
