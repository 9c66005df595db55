"""README.md and docs/ tell the truth: their output is real, and every file and command they name exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from linkchart import queries
from linkchart.cli import HOMES
from linkchart.loaders import formats

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
TEXT = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
ROOMS = ("graph", "loaders", "queries", "render", "commands", "tests", "bench", "docs")
A_PATH = re.compile(rf"`((?:{'|'.join(ROOMS)})/[\w./-]*)`")
A_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
A_COMMAND = re.compile(r"(?:\$ |`)linkchart ([a-z][a-z0-9-]+)")


def test_output_in_pages_is_what_commands_print() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", *PAGES],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"run make docs\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", [*queries.names(), *HOMES])
def test_every_command_is_documented(name: str) -> None:
    text = TEXT["README.md"] + TEXT["docs/queries.md"]
    assert f"linkchart {name}" in text or f"`{name}`" in text


@pytest.mark.parametrize("name", formats())
def test_every_loader_is_documented(name: str) -> None:
    assert f"`{name}`" in TEXT["docs/facts.md"]


@pytest.mark.parametrize("page", PAGES)
def test_paths_named_in_a_page_exist(page: str) -> None:
    named = [path for path in A_PATH.findall(TEXT[page]) if Path(path).stem != "x"]  # x: a file to be added
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES)
def test_links_in_a_page_lead_somewhere(page: str) -> None:
    missing = [link for link in A_LINK.findall(TEXT[page]) if not (ROOT / page).parent.joinpath(link).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES)
def test_commands_named_in_a_page_exist(page: str) -> None:
    known = {*queries.names(), *HOMES}
    assert not set(A_COMMAND.findall(TEXT[page])) - known


def test_python_page_runs(tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", TEXT["docs/python.md"], re.DOTALL)
    (tmp_path / "facts.yaml").write_bytes((ROOT / "loaders/examples/iraq-2020/facts.yaml").read_bytes())
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[1] == "2 ['state:iran', 'organization:quds-force', 'organization:hezbollah']"


def test_readme_is_short() -> None:
    assert len(TEXT["README.md"].splitlines()) <= 150
