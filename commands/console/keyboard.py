"""Keys and lines read from a terminal, or from lines of a file where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

END = "\x04"
"""What a terminal sends for Ctrl-D; also stands for the end of a file."""

_ESCAPE = b"\x1b"


class Keyboard:
    """Reads single keys. What is typed before it is asked for is not lost."""

    def __init__(self) -> None:
        self._terminal = sys.stdin.fileno() if os.name == "posix" and sys.stdin.isatty() else None

    @contextmanager
    def ready(self) -> Iterator[None]:
        """Let keys come at once and unseen inside the block."""
        if self._terminal is None:
            yield
            return
        import termios

        self._usual = termios.tcgetattr(self._terminal)
        self._keys = [*self._usual]
        self._keys[3] &= ~(termios.ICANON | termios.ECHO)
        self._set(self._keys)
        try:
            yield
        finally:
            self._set(self._usual)

    def key(self) -> str:
        """Read a key; "" for one that is no letter, such as an arrow; without a terminal a line's first letter."""
        if self._terminal is None:
            line = sys.stdin.readline()
            return (line.rstrip("\n") or " ")[0] if line else END
        typed = os.read(self._terminal, 1)
        if typed == _ESCAPE:
            self._drain(self._terminal)
            return ""
        return typed.decode("ascii", "ignore") if typed else END

    def line(self, question: str) -> str:
        """Ask for a line of text and read it."""
        sys.stdout.write(f"{question}: ")
        sys.stdout.flush()
        if self._terminal is None:
            return sys.stdin.readline().strip()
        self._set(self._usual)
        try:
            return os.read(self._terminal, 4096).decode("utf-8", "replace").strip()
        finally:
            self._set(self._keys)

    def _set(self, attributes: list[int | list[bytes | int]]) -> None:
        import termios

        if self._terminal is not None:
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, attributes)  # keeps what was typed ahead

    @staticmethod
    def _drain(terminal: int) -> None:
        """Read the rest of what one key sends."""
        import select

        while select.select([terminal], [], [], 0.02)[0] and os.read(terminal, 1):
            pass
