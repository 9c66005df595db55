"""The installed program: ends quietly on Ctrl-C even while it starts, and exits without delay."""

from __future__ import annotations

import atexit
import os
import sys

from .commands import fast_imports
from .commands.signals import disable_interrupts

fast_imports.install()
disable_interrupts()  # imports take most of a short command; `outcome` enables them again


def script() -> int:
    """Run the command line and exit without tearing the interpreter down.

    Tearing it down would take a tenth of a short command. It is still done where an exit handler, another thread or a
    profiler needs it, or where the output cannot be written.
    """
    _read_arguments_as_utf8()
    from .cli import outcome

    code = outcome()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return code
    if not (atexit._ncallbacks() or len(sys._current_frames()) > 1 or sys.getprofile()):
        os._exit(code)
    return code


def _read_arguments_as_utf8() -> None:
    """Start again in UTF-8 mode where the locale is no UTF-8 and names among the arguments could not be decoded."""
    arguments = "".join(sys.argv)
    if arguments.isascii() or sys.flags.utf8_mode:
        return
    try:
        arguments.encode()
    except UnicodeEncodeError:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - the same program
