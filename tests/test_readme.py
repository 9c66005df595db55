"""README.md tells the truth: its output is what the commands print, and nothing that exists is left out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from linkchart import queries
from linkchart.cli import HOMES
from linkchart.loaders import formats

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_what_the_readme_shows_is_what_the_commands_print() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", "README.md"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"run make readme\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", [*queries.names(), *HOMES])
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"linkchart {name}" in README or f"`{name}`" in README


@pytest.mark.parametrize("name", formats())
def test_every_loader_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in README
