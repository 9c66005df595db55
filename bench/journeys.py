"""The files a reader visits on the journeys of docs/architecture.md: those of the calls on the way.

    python bench/journeys.py [NEO4J-ADDRESS]

A journey names some files. For each, the calls that lead to its first call are followed from the command line down;
the files of all these calls are counted and listed. With an address, a database that has the bundled case is asked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from linkchart import cli

ROOT = Path(__file__).parent.parent
CASE = ROOT / "loaders" / "examples" / "iraq-2020" / "facts.yaml"
PATH = ["path", "Iran", "Hezbollah"]


def main(address: str | None) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = ["--store", str(folder / "case.db")]
        lines = folder / "facts.jsonl"
        commands = [
            [*store, "load", str(CASE)],
            ["--store", str(folder / "lines.db"), "load", str(lines)],
            [*store, *PATH],
            ["--store", address, *PATH] if address else [],
            [*store, *PATH, "--html", str(folder / "page.html")],
        ]
        for (title, named), command in zip(journeys(), commands, strict=True):
            if command[-1:] == [str(lines)]:
                run([*store, "export", "facts", "--format", "jsonl", "-o", str(lines)])
            visited = visit(command, named) if command else []
            print(f"{title}: {len(visited) or 'not asked'}\n    {' > '.join(visited)}")


def journeys() -> Iterator[tuple[str, list[str]]]:
    """Read the titles of the journeys, and the files that they name."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Five journeys")[2]
    for item in re.findall(r"^- \*\*(.+?)(?=^- |^## )", text, re.MULTILINE | re.DOTALL):
        title, _, files = item.partition(":**")
        yield title.replace("`", ""), re.findall(r"`([\w/]+\.py)`", files)


def visit(command: list[str], named: list[str]) -> list[str]:
    """Run a command; list the files of the calls that lead to each of the named files."""
    visited: dict[str, None] = {}
    left = set(named)

    def trace(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and left and (file := file_of(frame)) in left and not is_import(frame):
            left.discard(file)
            visited.update(dict.fromkeys(reversed(list(callers(frame)))))

    sys.setprofile(trace)
    try:
        run(command)
    finally:
        sys.setprofile(None)
    if left:
        raise SystemExit(f"{' '.join(command)} calls nothing in {', '.join(sorted(left))}.")
    return list(visited)


def is_import(frame: FrameType | None) -> bool:
    """Check whether a call is made while a file of the product is imported."""
    while frame is not None:
        if frame.f_code.co_name == "<module>" and file_of(frame):
            return True
        frame = frame.f_back
    return False


def callers(frame: FrameType | None) -> Iterator[str]:
    """Yield the files of a call and of its callers, the innermost first."""
    while frame is not None:
        if file := file_of(frame):
            yield file
        frame = frame.f_back


def file_of(frame: FrameType) -> str:
    """Find the file of a call within the product, "" for one elsewhere."""
    path = Path(frame.f_code.co_filename).resolve()
    inside = path.is_relative_to(ROOT) and path.suffix == ".py"
    name = path.relative_to(ROOT).as_posix() if inside else ""
    return "" if name.startswith((".", "bench/")) else name


def run(arguments: list[str]) -> None:
    sys.argv = ["linkchart", *arguments]
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as errors:
        code = cli.outcome()
    if code:
        raise SystemExit(errors.getvalue())


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
