"""Write the output of commands into README.md and docs/: cog calls these functions from comments in the pages.

The commands run in a folder of their own that has the bundled case, on a screen of 80 columns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import click

from linkchart.cli import SECTIONS, Commands
from linkchart.commands.signature import descriptions, parameters
from linkchart.queries import Query, names, query

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial"

_here: list[Path] = []


def start(*, demo: bool = True) -> None:
    """Begin a page: its commands run in a new folder, with the bundled case unless `demo` is false."""
    folder = Path(mkdtemp(prefix="linkchart-docs-"))
    if demo:
        shutil.copytree(_demo(), folder, dirs_exist_ok=True)
    _here[:] = [folder]


def show(*commands: str, lines: int = 40) -> str:
    """Write a block of commands with their output, each cut after some lines with a mark that says so."""
    parts = []
    for command in commands:
        printed = run(command).splitlines()
        more = [f"… {len(printed) - lines} more lines"] if len(printed) > lines else []
        parts.append("\n".join([f"$ {command}", *printed[:lines], *more]))
    return "\n```console\n" + "\n".join(parts) + "\n```\n"


def file(name: str) -> str:
    """Copy a file of the tutorial into the page's folder, and write a block that shows it."""
    content = (TUTORIAL / name).read_text(encoding="utf-8")
    (_here[0] / name).write_text(content, encoding="utf-8")
    return f"\n```{Path(name).suffix[1:]}\n{content}```\n"


def run(command: str) -> str:
    """Run a command and return what it prints, on standard output and standard error."""
    done = subprocess.run(  # noqa: S602 - the commands stand in the pages
        command, shell=True, cwd=_here[0], env=_settings(), capture_output=True, encoding="utf-8", check=False
    )
    return (done.stdout + done.stderr).rstrip()


@cache
def _demo() -> Path:
    """Make a folder into which the bundled case has been loaded."""
    home = Path(mkdtemp(prefix="linkchart-docs-"))
    subprocess.run(["linkchart", "demo", "."], cwd=home, env=_settings(), capture_output=True, check=True)
    return home


def _settings() -> dict[str, str]:
    beside_python = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    own = {
        "LINKCHART_STORE": "linkchart.db",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": "1600000000",
        "LINKCHART_ANALYST": "analyst",
        "PATH": beside_python,
    }
    return {**os.environ, **own}


def commands() -> str:
    """Write the table of the commands that have no page of their own, as questions and judgements have."""
    group = Commands("linkchart")
    context = click.Context(group)
    rows = [
        f"| `linkchart {name}` | {help_text} |"
        for title, section in SECTIONS.items()
        if title != "Who is who"
        for name, help_text in group.described(context, list(section))
    ]
    questions, identities = (", ".join(f"`{name}`" for name in some) for some in (names(), SECTIONS["Who is who"]))
    lists = f"[Questions](docs/queries.md): {questions}. [Who is who](docs/who-is-who.md): {identities}."
    return "\n".join(["", lists, "", "| command | what it does |", "|--|--|", *rows, ""])


def reference() -> str:
    """Write the reference of the queries: usage, what each answers, and its own options."""
    return "\n" + "\n".join(_entry(query(name)) for name in names())


def _entry(entry: Query) -> str:
    texts = descriptions(entry.function)
    known = [part for part in parameters(entry.function) if part.name not in ("scope", "limit")]
    ends = [_end(part.name, part.kind, needed=part.needed) for part in known if part.kind != "option"]
    options = [
        f"- `{_flag(part.name)}`{_default(part.default)}: {texts[part.name]}" for part in known if part.kind == "option"
    ]
    usage = " ".join(["linkchart", entry.name, *ends])
    return "\n".join([f"## `{usage}`", "", entry.summary, *([""] if options else []), *options, ""])


def _default(value: object) -> str:
    return "" if value in (None, False, ()) else f" (default {value})"


def _end(name: str, kind: str, *, needed: bool) -> str:
    shown = name.upper() + ("…" if kind == "more" else "")
    return shown if needed else f"[{shown}]"


def _flag(name: str) -> str:
    return f"-{name}" if len(name) == 1 else "--" + name.strip("_").replace("_", "-")
