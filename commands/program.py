"""The installed program: a command line that Ctrl-C ends quietly from the start, and that ends without delay."""

from __future__ import annotations

import atexit
import os
import sys

from . import fast_imports
from .signals import disable_interrupts

fast_imports.install()
disable_interrupts()  # imports take most of a short command; `outcome` enables them again


def script() -> int:
    """Run the command line in a process of its own that ends without tearing the interpreter down.

    Tearing down would take a tenth of a short command. It is done all the same where an exit handler, another thread
    or a profiler needs it, or where the output cannot be written.
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
