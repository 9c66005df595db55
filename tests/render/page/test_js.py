"""The page's modules: their own tests, run by Node."""

from __future__ import annotations

import subprocess

from tests.render.page.node import HERE, OPTIONS, node


def test_modules_in_node_pass_their_tests() -> None:
    files = sorted(str(file) for file in HERE.glob("*.test.js"))
    run = subprocess.run([node(), *OPTIONS, "--test", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
