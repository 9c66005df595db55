"""constraints.txt pins all that an installation brings, at the versions that the tests run with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PIN = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ; [^\n]*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def pins(name: str) -> set[tuple[str, str]]:
    return {(package, version) for package, version, _ in PIN.findall((ROOT / name).read_text(encoding="utf-8"))}


def test_every_dependency_is_pinned_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"]
    names = {re.split(r"[<>=\[]", requirement)[0].lower() for requirement in wanted}
    assert names <= {package for package, _ in pins("constraints.txt")}
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert text.count("==") - text.count("== '") == len(PIN.findall(text))


def test_versions_are_those_of_the_tests() -> None:
    assert pins("constraints.txt") <= pins("requirements-dev.txt")
