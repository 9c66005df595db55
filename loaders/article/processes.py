"""Processes that read articles side by side."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_by_term() -> Iterator[None]:
    """Let TERM end the processes that the block starts, whatever it does in this one.

    A handler in Python is inherited, and would not run in a process that is stuck before its first line.
    """
    try:
        before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    except ValueError:  # only the main thread may
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
