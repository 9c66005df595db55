"""Commands run on a terminal, for tests."""

from __future__ import annotations

import os
import subprocess

from tests.commands.conftest import environment


def on_a_terminal(words: list[str], **more: str) -> bytes:
    """What a command writes to a terminal."""
    import pty

    master, slave = pty.openpty()
    process = subprocess.Popen(words, env=environment(**more), stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    written = b""
    try:
        while block := os.read(master, 4096):
            written += block
    except OSError:  # how Linux tells that nobody writes to a terminal any more
        pass
    os.close(master)
    assert process.wait() == 0
    return written
