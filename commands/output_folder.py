"""Folders that are written whole or not at all, and in which nothing of anybody else's is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from ..graph.errors import InputError


@contextmanager
def written_folder(path: str, own: str) -> Iterator[str]:
    """Return a folder to write files into, which takes the place of what was at `path` when the block ends well.

    `own`: a pattern for the names of files that may be written over. Raises InputError when others are there.
    """
    target = os.path.realpath(path)
    try:
        _refuse_others(path, own)
        beside = f"{target}.{os.getpid()}.part"
        os.makedirs(beside)
        try:
            yield beside
            _replace(target, beside, own)
        finally:
            _remove(beside)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error


def _refuse_others(path: str, own: str) -> None:
    if os.path.exists(path) and not os.path.isdir(path):
        raise InputError(f"{path} is not a folder: name one.")
    for name in sorted(os.listdir(path)) if os.path.isdir(path) else ():
        if not re.fullmatch(own, name) or os.path.isdir(os.path.join(path, name)):
            raise InputError(f"{path} holds other things ({name}): name a new or an empty folder.")


def _replace(target: str, beside: str, own: str) -> None:
    os.makedirs(target, exist_ok=True)
    made = set(os.listdir(beside))
    for name in sorted(made):
        os.replace(os.path.join(beside, name), os.path.join(target, name))
    for name in os.listdir(target):
        if name not in made and re.fullmatch(own, name):
            os.unlink(os.path.join(target, name))


def _remove(folder: str) -> None:
    for name in os.listdir(folder):
        os.unlink(os.path.join(folder, name))
    os.rmdir(folder)
