"""Signals: Ctrl-C while linkchart starts ends it without a word; later it, TERM and HUP let it clean up first.

It is imported first, and itself imports only what Python has already: `signal` is these functions and many enums.
Nobody looks for garbage, either.
"""

from __future__ import annotations

import gc
from importlib import import_module
from types import FrameType
from typing import NoReturn

_signals = import_module("_signal")
gc.set_threshold(100_000, 20, 20)  # what is imported stays: looking for garbage among it is in vain

TERMINATED = 128
"""What a shell adds to the number of the signal that ended a program."""


class Terminated(KeyboardInterrupt):
    """The process was asked to end, by TERM or HUP."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.code = TERMINATED + signal


def heed_interrupts() -> None:
    """Let Ctrl-C raise KeyboardInterrupt again, where this module has stopped it from doing so."""
    if _hushed:
        _signals.signal(_signals.SIGINT, _signals.default_int_handler)


def heed_endings() -> None:
    """Let TERM and HUP raise Terminated, so that what is half written goes; `nohup` and handlers of others stay."""
    for name in ("SIGTERM", "SIGHUP"):
        signal = getattr(_signals, name, None)  # Windows has no HUP
        if signal is not None and _signals.getsignal(signal) == _signals.SIG_DFL:
            _set(signal, _end)


def _end(signal: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - the signature of a handler
    _set(signal, _signals.SIG_IGN)  # once: cleaning up is not to be broken off
    raise Terminated(signal)


def _hush_interrupts() -> bool:
    return _signals.getsignal(_signals.SIGINT) is _signals.default_int_handler and _set(
        _signals.SIGINT, _signals.SIG_DFL
    )


def _set(signal: int, handler: object) -> bool:
    try:
        _signals.signal(signal, handler)
    except ValueError:  # only the main thread may
        return False
    return True


_hushed = _hush_interrupts()
