"""A case with three who may be one, and linkchart run on it in the tests' own process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from linkchart import cli
from linkchart.graph.stores.open_store import open_store
from tests.graph.records import add, document, fact

RECORDS = (
    document("a", publisher="Herald", reliability="B"),
    document("b", publisher="Agency", reliability="A"),
    fact("Robert", "SUPPORTS", "Badr", document="a", credibility=2),
    fact("Bob", "SUPPORTS", "Badr", document="b", credibility=2),
    fact("Bob", "FIGHTS", "Robert", document="a"),
    fact("Bobby", "OPPOSES", "Badr", document="b"),
)


class Done(NamedTuple):
    """What a command has printed, on one line each, and its exit code."""

    stdout: str
    stderr: str
    code: int

    @property
    def said(self) -> str:
        """All that was said, whatever the lines."""
        return " ".join(f"{self.stdout} {self.stderr}".split())


Run = Callable[..., Done]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay down a store with three who may be one, and let commands find it."""
    path = tmp_path / "case.db"
    with closing(open_store(str(path), create=True)) as store:
        assert not add(store, *RECORDS).rejected
    monkeypatch.setenv("LINKCHART_STORE", str(path))
    monkeypatch.setenv("LINKCHART_ANALYST", "ann")
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run linkchart in this process, which is quicker than in one of its own."""

    def run_it(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["linkchart", *words])
        code = cli.outcome()
        return Done(*capsys.readouterr(), code)

    return run_it
