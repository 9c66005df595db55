"""Completion in real shells: a name becomes one word, and nothing in it is run."""

from __future__ import annotations

import json
import os
import pty
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.conftest import PROGRAM, Run

NASTY = r"""A $(touch RAN) `touch RAN` ";touch RAN;" ';touch RAN;' &|>RAN <x $HOME * [a-z]? {a,b} #~ %,:= \\n \\"""
HISTORY = "B !! !-1 !touch"
COMPLETION = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(linkchart completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -D; eval "$(linkchart completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "linkchart completion fish | source"),
}


class Shell:
    """An interactive shell on a terminal, in which `linkchart` completes words and records its arguments."""

    def __init__(self, name: str, folder: Path, store: Path) -> None:
        self._said, self._completed = folder / "said.json", folder / "completed"
        words, setup = COMPLETION[name]
        self.pid, self._terminal = pty.fork()
        if not self.pid:  # pragma: no cover - another process
            os.chdir(folder)
            path = f"{folder}{os.pathsep}{os.environ['PATH']}"
            os.environ.update(PATH=path, LINKCHART_STORE=str(store), TERM="vt100", HOME=str(folder), PS1="$ ")
            os.execvp(words[0], words)  # noqa: S606 - the shell itself
        self._read(0.5)
        self.type(f"{setup}; echo re''ady\r")
        assert b"ready" in self._read(20, until=b"ready"), "completion is not set up"

    def type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def completed(self, begun: str) -> list[str]:
        """Complete the begun last word of a command; the words that the command gets."""
        self._said.unlink(missing_ok=True)
        self._completed.unlink(missing_ok=True)
        self.type(f"linkchart profile {begun}\t")
        self._wait(self._completed, 20)
        self._read(0.2)
        self.type("\r")
        self._wait(self._said, 3)
        words = json.loads(self._said.read_text()) if self._said.exists() else []
        return [str(word) for word in words]

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self._terminal)
        os.waitpid(self.pid, 0)

    def _wait(self, file: Path, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not file.exists() and time.monotonic() < end:
            self._read(0.05)

    def _read(self, seconds: float, until: bytes = b"\0") -> bytes:
        read, end = b"", time.monotonic() + seconds
        while until not in read and time.monotonic() < end:
            if select.select([self._terminal], [], [], 0.05)[0]:
                read += os.read(self._terminal, 65536)
        return read


@pytest.fixture(scope="module", params=list(COMPLETION))
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A shell over a store with names that no shell may take for commands."""
    if not shutil.which(request.param) and not os.environ.get("CI"):
        pytest.skip(f"there is no {request.param} here")
    folder = tmp_path_factory.mktemp(request.param)
    lines = "\n".join(json.dumps({"entity": {"type": "State", "name": name}}) for name in (NASTY, HISTORY))
    (folder / "facts.jsonl").write_text(lines, encoding="utf-8")
    store = folder / "case.db"
    loading = [*PROGRAM, "--store", str(store), "load", str(folder / "facts.jsonl")]
    subprocess.run(loading, check=True, stdout=subprocess.DEVNULL)
    said = "import json, sys; open('said.part', 'w').write(json.dumps(sys.argv[1:]))"
    program = folder / "linkchart"
    program.write_text(
        f"""#!/bin/sh
if [ -n "$_LINKCHART_COMPLETE" ] || [ "$1" = completion ]; then
    {shlex.join(PROGRAM)} "$@"; touch completed; exit
fi
{shlex.join([sys.executable, "-c", said])} "$@" && mv said.part said.json
"""
    )
    program.chmod(0o755)
    running = Shell(request.param, folder, store)
    yield running
    running.close()
    assert not (folder / "RAN").exists(), "a name was run as a command"


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_completed_name_is_one_word(shell: Shell, quote: str) -> None:
    assert shell.completed(f"{quote}A") == ["profile", NASTY]


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_completed_name_looks_up_no_history(shell: Shell, quote: str) -> None:
    assert shell.completed(f"{quote}B") in (["profile", HISTORY], ["profile", "B"], [])


@pytest.mark.parametrize("begun", ['X"A', "X'A", "$'A", "A\\"])
def test_word_quoted_in_part_is_left_alone(run: Run, tmp_path: Path, begun: str) -> None:
    run("load", "-", "--format", "jsonl", stdin=json.dumps({"entity": {"type": "State", "name": NASTY}}))
    words = {"COMP_WORDS": f"linkchart\nprofile\n{begun}", "COMP_CWORD": "2", "COMP_WORD": begun}
    assert run(_LINKCHART_COMPLETE="bash_complete", **words).stdout == "\n"


@pytest.mark.parametrize("name", ["A\tb", "A\nb", "A\x1b[8m", "A\x9b8m", "A\u202eb", "--html=x"])
@pytest.mark.parametrize("shell_name", list(COMPLETION))
def test_name_that_no_line_can_hold_is_not_offered(shell_name: str, name: str) -> None:
    from click.shell_completion import CompletionItem

    from linkchart.commands import shells

    assert not shells._can_be_typed(CompletionItem(name).value, "")
    assert shells._can_be_typed("A name", "")
    assert shell_name in shells.SHELLS
