from __future__ import annotations

from pathlib import Path
from shlex import split

import pytest

from linkchart.cli import HOMES
from linkchart.commands.examples import EXAMPLES
from tests.commands.conftest import Run


def test_every_command_has_an_example() -> None:
    assert set(EXAMPLES) == set(HOMES)
    assert all(split(lines[-1])[0] == command for command, lines in EXAMPLES.items())


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.full
def test_example_of_command_runs(run: Run, tmp_path: Path, name: str) -> None:
    run("demo", ".")
    (tmp_path / "article.txt").write_text("Iran supports Hezbollah.", encoding="utf-8")
    assert EXAMPLES[name][-1] in " ".join(run(name, "--help").stdout.split())
    assert [run(*split(line)).returncode for line in EXAMPLES[name]] == [0] * len(EXAMPLES[name])
