"""Opening what is to be read: a file or standard input, packed or not, as lines of UTF-8."""

from __future__ import annotations

import stat
import sys
import zlib
from collections.abc import Iterator
from os import fstat
from pathlib import Path
from typing import BinaryIO

from ..graph.errors import InputError

BLOCK = 1 << 18
LONGEST = 16 << 20
WHOLE = 64 << 20
"""Bytes: taken at a time; in a line; in a file of a format that cannot be read line by line."""

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_TO_UTF8 = "save it as UTF-8, for instance with “iconv -f {} -t UTF-8”"


def read_text(base: str, path: str) -> str | None:
    """Return the text of a document that stands at a path from a folder; None when it is not there."""
    place = Path(base, path)
    return Source(str(place)).text() if place.is_file() else None


class Source:
    """An open file. `taken` of its `size` bytes (None: not known) have been read, for a progress bar.

    It is closed at its end, or when nobody holds it any more.
    """

    def __init__(self, path: str) -> None:
        """Open the file at a path (`-`: standard input) and read its beginning; raises InputError."""
        self.name = "standard input" if path == "-" else path
        self.taken = 0
        file = _standard_input() if path == "-" else _opened(path)
        status = None if path == "-" else fstat(file.fileno())
        self.size = status.st_size if status and stat.S_ISREG(status.st_mode) else None
        self._blocks = self._text_blocks(file, keep_open=path == "-")
        self._first = next(self._blocks, b"")

    @property
    def head(self) -> str:
        """The beginning of the text; "" for an empty file."""
        return self._first[:4096].decode("utf-8", "replace")

    def lines(self) -> Iterator[bytes]:
        """Return the lines one by one without their line feed; raises InputError for one of over 16 MB."""
        tail = b""
        number = 1
        for block in self._all_blocks():
            lines = (tail + block).split(b"\n")
            tail = lines.pop()
            number += len(lines)
            if len(tail) > LONGEST:
                raise InputError(f"{self.name}, line {number}: longer than 16 MB, so hardly a record.")
            yield from lines
        if tail:
            yield tail

    def text_lines(self) -> Iterator[str]:
        """Return the lines as text without their line end, be it LF or CRLF."""
        for number, line in enumerate(self.lines(), 1):
            yield self.decoded(number, line).removesuffix("\r")

    def text(self) -> str:
        """Return the whole text; raises InputError when it is over 64 MB."""
        lines = []
        size = 0
        for line in self.text_lines():
            size += len(line) + 1
            if size > WHOLE:
                raise InputError(f"{self.name} is over 64 MB: write so many facts as JSON Lines or CSV.")
            lines.append(line)
        return "\n".join([*lines, ""])

    def decoded(self, number: int, line: bytes) -> str:
        """Return a line as text; raises InputError that says which byte is not UTF-8."""
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{self.name}, line {number}, byte {error.start + 1}: 0x{line[error.start]:02X} is not UTF-8; "
                f"if the file comes from Windows, {_TO_UTF8.format('WINDOWS-1252')}."
            ) from None

    def _all_blocks(self) -> Iterator[bytes]:
        yield self._first
        self._first = b""
        yield from self._blocks

    def _text_blocks(self, file: BinaryIO, *, keep_open: bool) -> Iterator[bytes]:
        """Unpacked blocks without a byte-order mark; what is no text is refused."""
        try:
            blocks = self._raw_blocks(file)
            first = next(blocks, b"")
            if first[:2] == _GZIP:
                blocks = self._unpacked(first, blocks)
                first = next(blocks, b"")
            if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise InputError(f"{self.name} is UTF-16: {_TO_UTF8.format('UTF-16')}.")
            yield self._checked(first.removeprefix(_BOM))
            yield from map(self._checked, blocks)
        finally:
            if not keep_open:
                file.close()

    def _raw_blocks(self, file: BinaryIO) -> Iterator[bytes]:
        try:
            while block := file.read(BLOCK):
                self.taken += len(block)
                yield block
        except OSError as error:
            raise InputError(f"{self.name} cannot be read: {error.strerror}.") from error

    def _checked(self, block: bytes) -> bytes:
        if b"\0" in block:
            raise InputError(f"{self.name} is a binary file, not text.")
        return block

    def _unpacked(self, block: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
        machine = zlib.decompressobj(31)
        try:
            while block or (block := next(blocks, b"")):
                if machine.eof:
                    machine = zlib.decompressobj(31)  # members may follow one another
                if part := machine.decompress(block, BLOCK):
                    yield part
                block = machine.unconsumed_tail or machine.unused_data.lstrip(b"\0")
        except zlib.error:
            raise InputError(f"{self.name} is damaged: its gzip data cannot be unpacked.") from None
        if not machine.eof:
            raise InputError(f"{self.name} is cut short: its gzip data has no end.")


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("There is no standard input to read from.")
    return sys.stdin.buffer


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder: name a file in it.") from None
    except PermissionError:
        raise InputError(f"{path} cannot be read: you have no permission to.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise InputError(f"{path!r} is no name of a file: {error}.") from error
