"""Read keys and lines from a terminal, or from standard input where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

END = "\x04"
"""Sent by a terminal for Ctrl-D; also returned at the end of the input."""

_ESCAPE = b"\x1b"


class Keyboard:
    """Reads single keys; keys typed ahead are not lost."""

    def __init__(self) -> None:
        self._terminal = sys.stdin.fileno() if os.name == "posix" and sys.stdin.isatty() else None

    @contextmanager
    def ready(self) -> Iterator[None]:
        """Read keys inside the block without echo and without waiting for Enter."""
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
        """Read a key, "" for special keys such as arrows; without a terminal, read the first letter of a line."""
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
        """Discard the rest of the sequence that a special key sends."""
        import select

        while select.select([terminal], [], [], 0.02)[0] and os.read(terminal, 1):
            pass
