"""Buffer the output of a command until it is known to be right."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TextIO, cast

IN_MEMORY = 16 << 20
"""Bytes of output kept in memory; more goes to a temporary file."""


class _Buffer(io.TextIOBase):
    """Replaces standard output, with the same encoding and terminal properties."""

    errors = "replace"

    def __init__(self, real: TextIO) -> None:
        super().__init__()
        self._real = real
        self._text = SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", errors="replace", newline="")  # noqa: SIM115

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._real.encoding

    def isatty(self) -> bool:
        return self._real.isatty()

    def fileno(self) -> int:
        return self._real.fileno()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return self._text.write(text)

    def release(self) -> None:
        """Print the buffered output."""
        self._text.seek(0)
        copyfileobj(self._text, self._real)

    def discard(self) -> None:
        self._text.close()


@contextmanager
def buffered_output() -> Iterator[None]:
    """Print the block's output when it succeeds, and nothing when it raises."""
    real = sys.stdout
    buffer = _Buffer(real)
    sys.stdout = cast("TextIO", buffer)
    try:
        yield
        sys.stdout = real
        buffer.release()
    finally:
        sys.stdout = real
        buffer.discard()
