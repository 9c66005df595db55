"""The page's modules, linted by oxlint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
FOLDERS = ["render/page/js", "tests/render/page/js"]


def test_modules_pass_the_linter() -> None:
    oxlint = Path(sys.executable).with_name("oxlint")
    run = subprocess.run([oxlint, *FOLDERS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Found 0 warnings and 0 errors" in run.stdout
