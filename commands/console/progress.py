"""A progress bar for work that takes more than a second or two, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from ...render.controls import without_controls

DELAY = 2.0
"""Seconds before the progress of counted work is shown."""

PAGE_DELAY = 1.0
"""Seconds before the progress of a page is shown."""

INTERVAL = 0.2
"""Seconds between updates."""


class Progress:
    """Shows on standard error how much of a task is done, on a terminal only."""

    def __init__(self, title: str) -> None:
        self._title = without_controls(title)
        self._watched = sys.stderr.isatty()
        self._began = self._next = time.monotonic()
        self._next += DELAY
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def step(self, records: int, share: float | None = None) -> None:
        """Update the bar when it is due; `share` is the fraction of the input read so far, if known."""
        if not self._watched or (now := time.monotonic()) < self._next:
            return
        self._next = now + INTERVAL
        self._shown = True
        rate = records / max(now - self._began, 0.001)
        bar = "" if share is None else f"{'█' * int(share * 20):░<20} {share:4.0%} "
        sys.stderr.write(f"\r\x1b[K{self._title} {bar}{records:,} records, {rate:,.0f} a second")
        sys.stderr.flush()

    def wait(self, activity: str) -> None:
        """Show an activity whose progress is unknown."""
        if self._watched:
            self._shown = True
            sys.stderr.write(f"\r\x1b[K{self._title}: {activity} …")
            sys.stderr.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def progress_of_page(output: str) -> Iterator[None]:
    """Show progress if the block takes longer than a second."""
    from threading import Timer

    with Progress(output) as progress:
        timer = Timer(PAGE_DELAY, progress.wait, ["choosing what to show and drawing it"])
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
