"""The properties of the terminal (width, colours), and lines made to fit it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator

import click

from ...render.controls import without_controls

WIDTH = 80
"""The width of a terminal that does not report it."""

# Stands for the escape character in the styles of `styled` until they are printed. As with the nonce of a web page,
# no text that others wrote can know it, so theirs is never taken for ours.
_OURS = f"\x1b{os.urandom(6).hex()}"
_STYLE = rf"{_OURS}\[[0-9;]*m"


def width() -> int:
    """Find the width to fill: COLUMNS, the terminal's, or 80."""
    variable = os.environ.get("COLUMNS", "")
    if variable.isdigit() and int(variable) > 0:
        return max(int(variable), 20)
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH, 20)
    except (OSError, ValueError):
        return WIDTH


def colourful() -> bool:
    """Check whether to use colours: on a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def columns_of(text: str) -> int:
    """Count the columns of a text: wide characters of East Asia take two, combining marks and styles none."""
    if _OURS in text:
        text = re.sub(_STYLE, "", text)
    # A fast way for most texts: nothing before U+0300 is wide or combining, nor is what linkchart itself writes.
    if text.isascii() or all(char < "\u0300" or char in "→“”‘’–—…" for char in text):
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


def styled(text: str, **style: bool | str) -> str:
    """Style a text as click.style does where colours are welcome; `show` prints it."""
    if not colourful():
        return text
    return click.style("\0", **style).replace("\x1b", _OURS).replace("\0", text)  # type: ignore[arg-type]


def struck(text: str) -> str:
    """Strike a text through where colours are welcome, word by word, since lines may break between them."""
    return " ".join(styled(word, strikethrough=True) for word in text.split())


def show(text: str, *, err: bool = False) -> None:
    """Print a line without control characters from others; the styles of `styled` stay."""
    click.echo("\x1b".join(map(without_controls, text.split(_OURS))), err=err)


def say(text: str, indent: int = 0, hang: int | None = None, tail: str = "", *, err: bool = False) -> None:
    """Print a line wrapped to the width; further lines are indented by `hang`, and `tail` is not broken."""
    further = " " * (indent if hang is None else hang)
    lines = wrapped(text, width(), " " * indent, further)
    if tail:
        joined = f"{lines[-1]}  {tail}"
        lines = (
            [*lines[:-1], joined] if columns_of(joined) <= width() else lines + wrapped(tail, width(), further, further)
        )
    for line in lines:
        show(line, err=err)


def wrapped(text: str, room: int, first: str = "", further: str = "") -> list[str]:
    """Wrap a text into lines of at most this width; only a word that is wider is broken.

    >>> wrapped("Iran-dominated Shiite forces", 16, further="  ")
    ['Iran-dominated', '  Shiite forces']
    """
    lines: list[str] = []
    line = first
    for word in text.split():
        joined = f"{line} {word}" if line.strip() else line + word
        if columns_of(joined) <= room:
            line = joined
            continue
        if line.strip():
            lines.append(line)
        start = further if lines else first
        *full, line = _broken(start + word if columns_of(start + word) <= room else word, room)
        lines += full
    return [*lines, line] if line.strip() or not lines else lines


def _broken(word: str, room: int) -> Iterator[str]:
    """Break a word into parts that fit into the room; a style takes none."""
    if columns_of(word) <= room:  # nearly always; compiling the pattern below takes time at a command's start
        yield word
        return
    part = ""
    for char in re.findall(f"{_STYLE}|.", word, re.DOTALL):
        if columns_of(part + char) > room and part:
            yield part
            part = ""
        part += char
    yield part
