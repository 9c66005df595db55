"""Input files and standard input, compressed or not, read as lines of UTF-8."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from os import fstat
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from ..graph.errors import InputError

if TYPE_CHECKING:
    from ..graph.model import Entity

BLOCK = 1 << 17
"""Bytes read at a time."""

LONGEST = 16 << 20
"""The most bytes in a line."""

WHOLE = 64 << 20
"""The most bytes in a file of a format that cannot be read line by line."""

_BOM = b"\xef\xbb\xbf"
_TO_UTF8 = "save it as UTF-8, for instance with “iconv -f {} -t UTF-8”"


class Hints(NamedTuple):
    """Facts about a file that its content does not have, for formats that can use them.

    `published`: the date of an article; `entities`: those of the store that the file is loaded into.
    """

    published: str | None = None
    entities: Callable[[], Iterable[Entity]] = tuple


NO_HINTS = Hints()


class Source:
    """An open file, closed at its end, by `close`, or when it is garbage-collected."""

    def __init__(self, path: str, hints: Hints = NO_HINTS, *, text: bool = True) -> None:
        """Open the file at a path (`-`: standard input); raises InputError.

        The beginning is read at once, unless the file is not `text`: then its loader opens it by name.
        """
        self.name = "standard input" if path == "-" else path
        self.hints = hints
        self._tap = _Tap(self.name, _standard_input() if path == "-" else _opened(path), path == "-")
        self._blocks = _text_blocks(self._tap)
        self.size = self._tap.size()
        self._first = next(self._blocks, b"") if text else b""

    @property
    def taken(self) -> int:
        """The number of bytes read so far, of `size` (None if unknown), for a progress bar."""
        return self._tap.taken

    @property
    def head(self) -> str:
        """The beginning of the text; "" for an empty file."""
        return self._first[:4096].decode("utf-8", "replace")

    def close(self) -> None:
        """Close the file, read to its end or not."""
        self._blocks.close()
        self._tap.close()  # closing a generator that was never started does not reach the file

    def lines(self) -> Iterator[bytes]:
        """Iterate over the lines without their line feed; raises InputError for one of over 16 MB."""
        for _, piece in self.pieces():
            yield from piece.removesuffix(b"\n").split(b"\n")

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        """Read pieces of the file that end where a line ends, each with its number of lines.

        Raises InputError for a line of over 16 MB.
        """
        number = 1
        begun: list[bytes] = []  # the beginning of a line that has not ended yet
        size = 0
        for block in self._all_blocks():
            end = block.rfind(b"\n") + 1
            if end:
                count = block.count(b"\n")
                yield count, b"".join([*begun, block[:end]])
                begun, size = [], 0
                number += count
            begun.append(block[end:])
            size += len(block) - end
            if size > LONGEST:
                raise InputError(f"{self.name}, line {number}: longer than 16 MB, too long for a record.")
        if size:
            yield 1, b"".join(begun)

    def text_lines(self) -> Iterator[str]:
        """Iterate over the lines as text without their line end, be it LF or CRLF."""
        for number, line in enumerate(self.lines(), 1):
            yield self.decoded(number, line).removesuffix("\r")

    def text(self) -> str:
        """Read the whole text; raises InputError when it is over 64 MB."""
        pieces = []
        size = number = 0
        for count, piece in self.pieces():
            size += len(piece)
            if size > WHOLE:
                raise InputError(f"{self.name} is over 64 MB: write so many facts as JSON Lines or CSV.")
            pieces.append(self._decoded_piece(number, piece).replace("\r\n", "\n"))
            number += count
        text = "".join(pieces)
        return text if text.endswith("\n") or not text else text.removesuffix("\r") + "\n"

    def decoded(self, number: int, line: bytes) -> str:
        """Decode a line; raises InputError that names the byte which is not UTF-8."""
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{self.name}, line {number}, byte {error.start + 1}: not UTF-8 (0x{line[error.start]:02X}); "
                f"if the file comes from Windows, {_TO_UTF8.format('WINDOWS-1252')}."
            ) from None

    def _decoded_piece(self, number: int, piece: bytes) -> str:
        """Decode some lines, of which the first has a number; raises InputError as `decoded` does."""
        try:
            return piece.decode("utf-8")
        except UnicodeDecodeError as error:
            start = piece.rfind(b"\n", 0, error.start) + 1
            line = number + piece.count(b"\n", 0, start) + 1
            return self.decoded(line, piece[start:].partition(b"\n")[0])

    def _all_blocks(self) -> Iterator[bytes]:
        yield self._first
        self._first = b""
        yield from self._blocks


@dataclass(slots=True)
class _Tap:
    """The file that is read, with a count of its bytes; apart from Source to avoid a reference cycle.

    Such a cycle would keep the file open until the garbage collector runs.
    """

    name: str
    file: BinaryIO
    keep_open: bool
    taken: int = 0
    ahead: bytes = b""

    def read(self, size: int) -> bytes:
        if self.ahead:
            data, self.ahead = self.ahead[:size], self.ahead[size:]
            return data
        try:
            data = self.file.read(size)
        except OSError as error:
            raise InputError(f"{self.name} cannot be read: {error.strerror}.") from error
        self.taken += len(data)
        return data

    def size(self) -> int | None:
        if self.keep_open:
            return None
        status = fstat(self.file.fileno())
        return status.st_size if S_ISREG(status.st_mode) else None

    def close(self) -> None:
        if not self.keep_open:
            self.file.close()


def _text_blocks(tap: _Tap) -> Generator[bytes]:
    """Yield uncompressed blocks without a byte-order mark; raises InputError for a file that is no text."""
    try:
        blocks: Iterator[bytes] = iter(lambda: tap.read(BLOCK), b"")
        first = next(blocks, b"")
        if first[:2] == b"\x1f\x8b":  # gzip
            tap.ahead = first
            blocks = _unpacked(tap)
            first = next(blocks, b"")
        if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise InputError(f"{tap.name} is UTF-16: {_TO_UTF8.format('UTF-16')}.")
        for block in chain([first.removeprefix(_BOM)], blocks):
            if b"\0" in block:
                raise InputError(f"{tap.name} is a binary file, not text.")
            yield block
    finally:
        tap.close()


def _unpacked(tap: _Tap) -> Iterator[bytes]:
    from gzip import GzipFile  # few files are compressed
    from zlib import error as zlib_error

    packed = GzipFile(fileobj=cast("BinaryIO", tap), mode="rb")
    while True:
        try:
            block = packed.read(BLOCK)
        except EOFError:
            raise InputError(f"{tap.name} is cut short: its gzip data has no end.") from None
        except (OSError, zlib_error):
            raise InputError(f"{tap.name} is damaged: its gzip data cannot be unpacked.") from None
        if not block:
            return
        yield block


def file_hash(path: str) -> str | None:
    """Compute the sha256 of a file, None for standard input and anything else that can be read only once."""
    from hashlib import file_digest

    if path == "-" or not Path(path).is_file():
        return None
    with Path(path).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("There is no standard input to read from.")
    return sys.stdin.buffer


def missing_file(path: str) -> InputError:
    """Make the error for a path without a file."""
    more = ": nothing is fetched, so save the page and name its file" if "://" in path else ""
    return InputError(f"There is no file {path}{more}.")


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except FileNotFoundError:
        raise missing_file(path) from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder: name a file in it.") from None
    except PermissionError:
        raise InputError(f"{path} cannot be read: you lack the permission.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise InputError(f"{path!r} is not a file name: {error}.") from error
