"""The progress of a run over many articles, from which an interrupted run resumes."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from .batch import Outcome, Settings

if sys.platform != "win32":
    import fcntl


class Journal:
    """A file with the settings of a run and the outcome of each article, one line each, written at once."""

    def __init__(self, file: BinaryIO, settings: Settings) -> None:
        self._file = file
        self.done: dict[str, str] = {}  # hash by path
        head = json.dumps(settings, ensure_ascii=False).encode() + b"\n"
        size = self._read(head)
        file.truncate(size)
        file.seek(size)
        if not size:
            file.write(head)

    def _read(self, head: bytes) -> int:
        """Note the finished articles; return the length of the lines that a run with these settings wrote whole."""
        self._file.seek(0)
        if self._file.readline() != head:
            return 0
        size = len(head)
        try:
            for line in self._file:
                if not line.endswith(b"\n"):
                    break
                path, hashed, *_ = json.loads(line)
                self.done[path] = hashed
                size += len(line)
        except ValueError:
            self.done.clear()
            return 0
        return size

    def add(self, outcome: Outcome) -> None:
        """Note the result for a file."""
        # A path may have bytes that are no UTF-8, which Python reads as surrogates.
        self._file.write(json.dumps(outcome, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        self._file.flush()

    def outcomes(self) -> Iterator[Outcome]:
        """Yield all results; of a file read twice, the last. Read one to its end before the next."""
        last = {json.loads(line)[0]: number for number, line in enumerate(self._lines())}
        for number, line in enumerate(self._lines()):
            fields = json.loads(line)
            if last[fields[0]] == number:
                yield Outcome(*fields)

    def _lines(self) -> Iterator[bytes]:
        self._file.seek(0)
        self._file.readline()
        yield from self._file


@contextmanager
def journal(path: str | None, settings: Settings) -> Iterator[Journal]:
    """Open the journal at a path; it is removed when the block succeeds, else left for the next run.

    Without a path, or when another run is writing there, it is a file without a name, which nobody can resume.
    """
    file = _open_locked(path) if path is not None else None
    if path is None or file is None:
        with tempfile.TemporaryFile() as unnamed:
            yield Journal(unnamed, settings)
        return
    with file:
        yield Journal(file, settings)
        if sys.platform != "win32":
            os.unlink(path)  # while it is locked: another run may be waiting to take it over
    if sys.platform == "win32":
        os.unlink(path)  # an open file cannot be deleted there


def _open_locked(path: str) -> BinaryIO | None:
    """Open a file for this run alone; None if another run has it."""
    while True:
        file = open(path, "a+b")  # noqa: SIM115 - closed here or by the caller
        if sys.platform == "win32":
            return file
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.exists(path) and os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
                return file
        except BlockingIOError:
            file.close()
            return None
        except OSError:  # a file system without locks
            return file
        file.close()  # the run that had it has just removed it
