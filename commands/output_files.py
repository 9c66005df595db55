"""Files that are written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from ..graph.errors import InputError


@contextmanager
def written(path: str) -> Iterator[TextIO]:
    """Return a file to write text to, in UTF-8: it appears under its name when the block ends well.

    `-` is standard output. What is no regular file, as /dev/stdout, is written to as it is.
    """
    if path == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    target = os.path.realpath(path)
    try:
        if os.path.exists(target) and not os.path.isfile(target):
            with open(target, "w", encoding="utf-8", newline="\n") as out:
                yield out
            return
        with _in_its_place(target) as out:
            yield out
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error


@contextmanager
def _in_its_place(target: str) -> Iterator[TextIO]:
    beside = f"{target}.{os.getpid()}.part"
    try:
        with open(beside, "x", encoding="utf-8", newline="\n") as out:
            yield out
        os.replace(beside, target)
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
