"""Write names and values as short, harmless text."""

from __future__ import annotations

import unicodedata

LINE = 20
LINES = 3


def plain(text: str) -> str:
    r"""Remove characters that would break a line or reorder the text around.

    >>> plain("one\n two\u202e")
    'one two'
    """
    printable = (char for char in text if unicodedata.category(char) not in ("Cc", "Cs") or char.isspace())
    return " ".join("".join(char for char in printable if unicodedata.bidirectional(char) not in _TURNING).split())


_TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def label(name: str, hidden: int = 0) -> str:
    r"""Break a name into short lines for a picture, with an ellipsis if it is too long.

    >>> label("Popular Mobilization Forces", hidden=12)
    'Popular Mobilization\nForces\n+12'
    """
    lines = _wrapped(plain(name))
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][: LINE - 1].rstrip() + "…"]
    return "\n".join([*(lines or ["(no name)"]), *([f"+{hidden:,}"] if hidden else [])])


def _wrapped(text: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE:
            lines[-1] += " " + word
        else:
            lines += [word[start : start + LINE] for start in range(0, len(word), LINE)]
        if len(lines) > LINES:
            break
    return lines
