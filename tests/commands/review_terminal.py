"""A review driven key by key in a terminal of its own."""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

from tests.commands.conftest import PROGRAM, environment

PROMPT = "[u]ndo  [q]uit"


class Terminal:
    """A review in a terminal of its own."""

    def __init__(self, folder: Path, file: str | None = "facts.yaml", who: str = "ann") -> None:
        self.screen, inner = pty.openpty()
        ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [*PROGRAM, "review", *([file] if file else [])],
            cwd=folder, env=environment(LINKCHART_ANALYST=who, NO_COLOR="1"),
            stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        self.shown = ""

    def press(self, keys: str) -> None:
        """Press keys, each once a question is shown."""
        for key in keys:
            self.wait_for(PROMPT)
            os.write(self.screen, key.encode())

    def look(self) -> None:
        """Wait for a question that is still to be answered."""
        answered = self._answered
        self.wait_for(PROMPT)
        self._answered = answered

    def wait_for(self, text: str) -> None:
        """Read until a text is shown after the last one."""
        until = time.monotonic() + 60
        at = len(self.shown) if text != PROMPT else self._answered
        while text not in self.shown[at:]:
            assert time.monotonic() < until, self.shown
            if select.select([self.screen], [], [], 1)[0]:
                try:
                    self.shown += os.read(self.screen, 4096).decode()
                except OSError:  # the process has ended
                    break
        self._answered = self.shown.find(text, at) + len(text)

    _answered = 0

    def end(self) -> int:
        """Read the rest and return the exit code."""
        self.wait_for("\0never shown")
        return self.process.wait(60)


@contextmanager
def terminal(folder: Path, file: str | None = "facts.yaml", who: str = "ann") -> Iterator[Terminal]:
    opened = Terminal(folder, file, who)
    try:
        yield opened
    finally:
        opened.process.kill()
        opened.process.wait()
        os.close(opened.screen)
