"""Node, as Playwright's wheel carries it, with the page's ES modules as they are written."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

MODULES = Path(__file__).parents[3] / "render" / "page" / "js"
HERE = Path(__file__).parent / "js"
OPTIONS = ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]


def node() -> str:
    """Locate Node."""
    from playwright._impl._driver import compute_driver_executable

    return str(compute_driver_executable()[0])


class Model:
    """The page's model in a Node of its own: one question a line, one answer a line."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [node(), *OPTIONS, str(HERE / "model.js")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, **question: Any) -> Any:
        """Ask `model.js` one question."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
