"""The command line inside the process of the tests: a command takes hundredths of a second instead of tenths."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, chdir, contextmanager
from pathlib import Path
from threading import Thread
from typing import IO, Any
from unittest import mock

from linkchart.cli import main


def run_in_process(
    words: Sequence[str | Path], folder: Path, environment: Mapping[str, str], stdin: str
) -> subprocess.CompletedProcess[str]:
    """Run linkchart as a process of its own would run; an exception that it does not expect is raised here."""
    with ExitStack() as stack:
        output, errors = (stack.enter_context(_written()) for _ in range(2))
        stack.enter_context(_piped(stdin))
        stack.enter_context(
            mock.patch.multiple(sys, argv=["linkchart", *map(str, words)], stdout=output, stderr=errors)
        )
        stack.enter_context(mock.patch.dict(os.environ, environment, clear=True))
        stack.enter_context(chdir(folder))
        stack.enter_context(_signal_handlers())
        code = _exit_code()
        return subprocess.CompletedProcess(list(words), code, _text(output), _text(errors))


def _exit_code() -> Any:
    try:
        main()
    except SystemExit as end:
        return end.code


@contextmanager
def _written() -> Iterator[io.TextIOWrapper]:
    """Open a file in the place of a standard stream: unlike a buffer it has a number, and is no terminal."""
    with tempfile.TemporaryFile() as file, io.TextIOWrapper(file, encoding="utf-8") as stream:
        yield stream


@contextmanager
def _piped(text: str) -> Iterator[None]:
    """Pass a text to standard input through a pipe, which cannot be read twice."""
    read, write = os.pipe()
    feeder = Thread(target=_feed, args=(os.fdopen(write, "w", encoding="utf-8"), text), daemon=True)
    feeder.start()
    with os.fdopen(read, encoding="utf-8") as stream, mock.patch.object(sys, "stdin", stream):
        yield
    feeder.join()


def _feed(pipe: IO[str], text: str) -> None:
    try:
        with pipe:
            pipe.write(text)
    except BrokenPipeError:
        pass  # what the command did not want to read


@contextmanager
def _signal_handlers() -> Iterator[None]:
    """Bring back the handlers of signals that a command sets for its own end."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
