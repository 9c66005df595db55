"""Decode the bytes of a file as text; anything else is rejected with a reason."""

from __future__ import annotations

import re

from ....graph.errors import InputError

LARGEST = 20 << 20
"""The most bytes of an article."""
LONGEST_LINE = 1 << 20
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_URL = re.compile(r"https?://\S+")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text has, in UTF-8 or any of the encodings of Windows."""


def decoded(raw: bytes, name: str) -> str:
    """Decode the bytes of a text file; raises InputError for anything else.

    UTF-8 and, with its mark, UTF-16; a page may name another encoding.
    """
    if len(raw) > LARGEST:
        raise InputError(
            f"{name} has {len(raw) >> 20} MB, so it is hardly one article: split it into one file an article."
        )
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _as(raw, "utf-16", name).lstrip("\ufeff")
    if _CONTROLS.search(raw, 0, 65536):
        raise InputError(f"{name} is a binary file, not text.")
    charset = _CHARSET.search(raw[:2048])
    if charset is not None and raw.lstrip()[:1] == b"<":
        return _as(raw, charset.group(1).decode("ascii"), name)
    return _as(raw.removeprefix(b"\xef\xbb\xbf"), "utf-8", name)


def _as(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}, byte {error.start + 1}: not {encoding.upper()}; if it comes from Windows, save it as UTF-8, "
            "for instance with “iconv -f WINDOWS-1252 -t UTF-8”."
        ) from None
    except LookupError:
        raise InputError(f"{name} says that it is {encoding}, an encoding that nobody knows.") from None


def checked(text: str, name: str) -> str:
    """Check that a text may be an article; raises InputError if it certainly is none."""
    if not text.strip():
        raise InputError(f"{name} is empty.")
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        raise InputError(f"{name} has a line of over 1 MB, so it is hardly an article.")
    if _URL.match(text.lstrip()) and all(map(_URL.fullmatch, text.split())):
        raise InputError(f"{name} is a list of addresses: save the pages and name their files; nothing is fetched.")
    return text
