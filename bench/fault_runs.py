"""Run linkchart on stores, for bench/faults.py, and say how a run ended and what a store holds."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

PROGRAM = str(Path(sys.executable).parent / "linkchart")


class Done(NamedTuple):
    """A process that ended."""

    code: int
    out: str
    err: str


def start(store: Path, *words: str | Path) -> subprocess.Popen[str]:
    """Start linkchart on a store."""
    command = [PROGRAM, "--store", str(store), *map(str, words)]
    environment = {**os.environ, "COLUMNS": "200"}
    return subprocess.Popen(
        command, cwd=store.parent, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, errors="replace",
    )  # fmt: skip


def run(store: Path, *words: str | Path) -> Done:
    """Run linkchart on a store to its end."""
    process = start(store, *words)
    out, err = process.communicate()
    return Done(process.returncode, out, err)


def unfit(done: Done) -> str | None:
    """Describe a process's bad end; None if it answered, or failed with one sentence and its exit code."""
    if "Traceback" in done.err or done.code not in (0, 1, 2):
        return f"exit {done.code}: {done.err.strip().splitlines()[-1:] or ''}"
    return "no sentence" if done.code == 2 and "linkchart" not in done.err.lower() else None


def state(store: Path) -> str:
    """Export what a store has, with its history; raises RuntimeError where the file is not intact."""
    with closing(sqlite3.connect(store)) as database:
        (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise RuntimeError(verdict)
        entries = database.execute("SELECT command, why, details FROM command WHERE undone IS NULL ORDER BY n")
        history = repr(entries.fetchall())
    done = run(store, "export", "facts")
    if done.code:
        raise RuntimeError(done.err)
    return _TIME.sub("", done.out) + history


_TIME = re.compile(r'"?time"?: *"?[-0-9T:.+Z]+"?')
"""When a judgement was made."""
