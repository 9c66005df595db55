"""What cog writes into README.md: commands with the output they really have, and the reference of all queries.

The commands run in a folder of their own that holds the bundled case, on a screen of 80 columns.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from linkchart.commands.signature import descriptions, parameters
from linkchart.queries import Query, names, query


def show(*commands: str, lines: int = 40) -> str:
    """Return a block with commands and their output, each cut after some lines with a mark that says so."""
    parts = []
    for command in commands:
        told = run(command).splitlines()
        more = [f"… {len(told) - lines} more lines"] if len(told) > lines else []
        parts.append("\n".join([f"$ {command}", *told[:lines], *more]))
    return "\n```console\n" + "\n".join(parts) + "\n```\n"


def run(command: str) -> str:
    """Return what a command prints, on standard output and standard error."""
    done = subprocess.run(  # noqa: S602 - the commands stand in README.md
        command, shell=True, cwd=folder(), env=_settings(), capture_output=True, encoding="utf-8", check=False
    )
    return (done.stdout + done.stderr).rstrip()


@cache
def folder() -> Path:
    """Return a folder in which the bundled case has been loaded."""
    home = Path(mkdtemp(prefix="linkchart-readme-"))
    subprocess.run(["linkchart", "demo", "."], cwd=home, env=_settings(), capture_output=True, check=True)
    return home


def _settings() -> dict[str, str]:
    beside_python = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    own = {
        "LINKCHART_STORE": "linkchart.db",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PATH": beside_python,
    }
    return {**os.environ, **own}


def reference() -> str:
    """Return the reference of the queries: usage, what each answers, and its own options."""
    return "\n" + "\n".join(_entry(query(name)) for name in names())


def _entry(one: Query) -> str:
    told = descriptions(one.function)
    known = [part for part in parameters(one.function) if part.name not in ("scope", "limit")]
    ends = [_end(part.name, part.kind, needed=part.needed) for part in known if part.kind != "option"]
    options = [
        f"- `{_flag(part.name)}`{_default(part.default)}: {told[part.name]}" for part in known if part.kind == "option"
    ]
    usage = " ".join(["linkchart", one.name, *ends])
    return "\n".join([f"#### `{usage}`", "", one.summary, *([""] if options else []), *options, ""])


def _default(value: object) -> str:
    return "" if value in (None, False, ()) else f" (default {value})"


def _end(name: str, kind: str, *, needed: bool) -> str:
    shown = name.upper() + ("…" if kind == "more" else "")
    return shown if needed else f"[{shown}]"


def _flag(name: str) -> str:
    return f"-{name}" if len(name) == 1 else "--" + name.strip("_").replace("_", "-")
