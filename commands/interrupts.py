"""Keeps the start undisturbed: Ctrl-C ends the process without a word, and nobody looks for garbage.

While linkchart starts, nobody could yet say a word. It is imported first, and itself imports only what Python has
already: `signal` is these functions and many enums.
"""

from __future__ import annotations

import gc
from importlib import import_module

_signals = import_module("_signal")
gc.set_threshold(100_000, 20, 20)  # what is imported stays: looking for garbage among it is in vain


def heed_interrupts() -> None:
    """Let Ctrl-C raise KeyboardInterrupt again, where this module has stopped it from doing so."""
    if _hushed:
        _signals.signal(_signals.SIGINT, _signals.default_int_handler)


def _hush_interrupts() -> bool:
    if _signals.getsignal(_signals.SIGINT) is not _signals.default_int_handler:
        return False
    try:
        _signals.signal(_signals.SIGINT, _signals.SIG_DFL)
    except ValueError:  # only the main thread may
        return False
    return True


_hushed = _hush_interrupts()
