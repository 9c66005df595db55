"""The command line as a person runs it, in a folder of its own; as a process of its own where that matters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from tests.commands.in_process import run_in_process

PROGRAM = [sys.executable, "-c", "from linkchart.cli import main; main()"]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**more: str) -> dict[str, str]:
    """The environment without what would change the output."""
    left_out = {"LINKCHART_STORE", "COLUMNS", "NO_COLOR", "PYTHONIOENCODING"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | more


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled case."""
    store = tmp_path_factory.mktemp("case") / "case.db"
    facts = str(files("linkchart") / "loaders" / "examples" / "iraq-2020" / "facts.yaml")
    subprocess.run([*PROGRAM, "--store", store, "load", facts], env=environment(), check=True, capture_output=True)
    return store


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run linkchart in an empty folder, inside the process of the tests."""

    def run_it(*words: str | Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return run_in_process(words, tmp_path, environment(**more), stdin)

    return run_it


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """Run linkchart in an empty folder, as a process of its own."""

    def run_it(*words: str | Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, *words],
            cwd=tmp_path,
            env=environment(**more),
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run_it


@pytest.fixture
def ask(run: Run, case: Path) -> Run:
    """Run linkchart on the bundled case."""

    def ask_it(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        return run("--store", case, *words, **more)

    return ask_it
