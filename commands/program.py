"""The installed program: ends quietly on Ctrl-C even while it starts, and exits without delay."""

from __future__ import annotations

import atexit
import os
import sys

from . import fast_imports
from .signals import disable_interrupts

fast_imports.install()
disable_interrupts()  # imports take most of a short command; `outcome` enables them again


def script() -> int:
    """Run the command line and exit without tearing the interpreter down.

    Tearing it down would take a tenth of a short command. It is still done where an exit handler, another thread or a
    profiler needs it, or where the output cannot be written.
    """
    from ..cli import outcome

    code = outcome()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return code
    if not (atexit._ncallbacks() or len(sys._current_frames()) > 1 or sys.getprofile()):
        os._exit(code)
    return code
