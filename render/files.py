"""Write files and folders atomically: complete, or not at all.

Everything that linkchart writes, except stores, is written here.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENAMETOOLONG
from secrets import token_hex
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import BinaryIO, TextIO, cast

from ..graph.errors import InputError
from .controls import without_controls

STDOUT = "-"
"""The path that means standard output."""

_SQLITE = b"SQLite format 3\x00"
_BESIDE_STORE = re.compile(r"(.+)-(?:wal|shm|journal)", re.DOTALL)
_LONGEST = 200  # bytes of a file's name in the name of its temporary file; file systems allow 255


def save(content: bytes, path: str) -> None:
    """Write a file atomically; raises InputError if that fails."""
    with binary_file(path) as out:
        out.write(content)


@contextmanager
def text_file(path: str) -> Iterator[TextIO]:
    """Open a text file for writing, in UTF-8 with Unix line ends (see binary_file)."""
    if path == STDOUT:
        yield cast("TextIO", _Output())
        return
    with binary_file(path) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        yield text
        text.flush()
        text.detach()


@contextmanager
def binary_file(path: str) -> Iterator[BinaryIO]:
    """Open a file for writing; it replaces the file of that name when the block succeeds.

    `-` is standard output. A link is followed; a pipe or device is written directly. Raises InputError when the file
    cannot be written, and for a store: only loads write to those.
    """
    if path == STDOUT:
        content = io.BytesIO()
        yield content
        standard_output().write(content.getvalue().decode("utf-8"))
        return
    with _explained(path):
        target = _target(path)
        mode = _mode(target)
        if mode is not None and S_ISDIR(mode):
            raise InputError(f"{path} is a folder: name a file in it.")
        if mode is not None and not S_ISREG(mode):
            with open(target, "wb") as out:
                yield out
            return
        refuse_store(target, path)
        with _part(target, mode) as out:
            yield out


@contextmanager
def new_folder(path: str, own: str) -> Iterator[str]:
    """Make a temporary folder for files, which move to `path` when the block succeeds.

    `own` is a pattern for the names of files that may be replaced. Raises InputError when there are others.
    """
    if path == STDOUT:
        raise InputError("A folder cannot go to standard output: name a folder.")
    with _explained(path):
        target = _target(path)
        _refuse_others(target, path, own)
        part = _part_name(target)
        make_folder(part)
        try:
            yield part
            _move_files(part, target, own)
        finally:
            for name in os.listdir(part):
                os.unlink(os.path.join(part, name))
            os.rmdir(part)


def make_folder(path: str) -> None:
    """Make a folder and those it is in, unless it is there; raises OSError."""
    try:
        os.makedirs(path, exist_ok=True)
    except RecursionError:  # os.makedirs calls itself for each part of the path
        raise OSError(ENAMETOOLONG, os.strerror(ENAMETOOLONG), path) from None


def standard_output() -> TextIO:
    """Prepare standard output for UTF-8 text; on a terminal, control characters are replaced."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return cast("TextIO", _Terminal(sys.stdout)) if sys.stdout.isatty() else sys.stdout


class _Output(io.TextIOBase):
    """Writes to standard output as it is at the first write, since a command may replace it by a buffer before."""

    _out: TextIO | None = None

    def write(self, text: str) -> int:
        self._out = self._out or standard_output()
        return self._out.write(text)


class _Terminal(io.TextIOBase):
    """Writes to a terminal with control characters replaced."""

    def __init__(self, terminal: TextIO) -> None:
        super().__init__()
        self._terminal = terminal

    def write(self, text: str) -> int:
        self._terminal.write(without_controls(text))
        return len(text)


def refuse_store(target: str, path: str) -> None:
    """Raise InputError if the target is a store, or a file that SQLite keeps beside one."""
    beside = _BESIDE_STORE.fullmatch(target)
    if _begins_as_store(target) or (beside and _begins_as_store(beside[1])):
        raise InputError(f"{path} is a store, or part of one, and was left unchanged. Name another file.")


def _begins_as_store(path: str) -> bool:
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    if os.read(file, len(_SQLITE)) == _SQLITE:
        return True  # left open: closing it would release this process's locks on the store
    os.close(file)
    return False


@contextmanager
def _part(target: str, mode: int | None) -> Iterator[BinaryIO]:
    """Open a temporary file beside the target that replaces it, with its mode, when the block succeeds."""
    part = _part_name(target)
    allowed = 0o666 if mode is None else S_IMODE(mode) & 0o777
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, allowed & 0o666), "wb") as out:
            yield out
            out.flush()
            if mode is not None:
                os.fchmod(out.fileno(), allowed)
        os.replace(part, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(part)


def _part_name(target: str) -> str:
    folder, name = os.path.split(target)
    short = os.fsdecode(os.fsencode(name)[:_LONGEST])
    return os.path.join(folder, f".{short}.{token_hex(8)}.part")


def _target(path: str) -> str:
    try:
        return os.path.realpath(path)
    except ValueError as error:
        raise InputError(f"{path!r} is not a file name: {error}.") from error


def _mode(target: str) -> int | None:
    try:
        return os.stat(target).st_mode
    except FileNotFoundError:
        return None


def _refuse_others(target: str, path: str, own: str) -> None:
    if os.path.exists(target) and not os.path.isdir(target):
        raise InputError(f"{path} is not a folder: name one.")
    for name in sorted(os.listdir(target)) if os.path.isdir(target) else ():
        file = os.path.join(target, name)
        if not re.fullmatch(own, name) or os.path.isdir(file):
            raise InputError(f"{path} contains other things ({name}): name a new or an empty folder.")
        refuse_store(file, file)


def _move_files(part: str, target: str, own: str) -> None:
    make_folder(target)
    made = set(os.listdir(part))
    for name in sorted(made):
        os.replace(os.path.join(part, name), os.path.join(target, name))
    for name in os.listdir(target):
        if name not in made and re.fullmatch(own, name):
            os.unlink(os.path.join(target, name))


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Turn errors of the operating system into InputErrors that say what to do."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"{path} cannot be written: {_reason(error, path)}") from error


def _reason(error: OSError, path: str) -> str:
    folder = os.path.dirname(os.path.realpath(path) if os.path.islink(path) else path) or "."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"there is no folder {folder}. Make it first."
    if isinstance(error, PermissionError):
        return f"you may not write to it or to the folder {folder}. Choose another."
    words = error.strerror or str(error)
    return f"{words[:1].lower()}{words[1:]}. An existing file is unchanged."
