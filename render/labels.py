"""Names and values as short, harmless text."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

LINE = 20
LINES = 3


def plain(text: str) -> str:
    r"""Return the text without what would break a line or reorder what stands around it.

    >>> plain("one\n two\u202e")
    'one two'
    """
    kept = (char for char in text if unicodedata.category(char) not in ("Cc", "Cs") or char.isspace())
    return " ".join("".join(char for char in kept if unicodedata.bidirectional(char) not in _TURNING).split())


_TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def label(name: str, hidden: int = 0) -> str:
    r"""Return a name in lines short enough for the picture, elided where it is too long.

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


def words(value: Any) -> str:
    """Return a value of an attribute as people write it.

    >>> words(["troops", "weapons"]), words(True), words(1200)
    ('troops, weapons', 'yes', '1200')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(words(one) for one in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def attributes(given: Mapping[str, Any]) -> list[list[str]]:
    """Return attributes as pairs of text, in the order given."""
    return [[name.replace("_", " "), words(value)] for name, value in given.items() if value is not None]


def span(start: str | None, end: str | None) -> str:
    """Return a span of dates in words.

    >>> span("2019-10", None), span(None, None), span("2020", "2020")
    ('since 2019-10', 'undated', '2020')
    """
    if start and end:
        return start if start == end else f"{start} to {end}"
    if start or end:
        return f"since {start}" if start else f"until {end}"
    return "undated"


def grade(confidence: float | None) -> str:
    """Return a confidence as people read it.

    >>> grade(0.48), grade(None)
    ('0.48', 'ungraded')
    """
    return "ungraded" if confidence is None else f"{confidence:.2g}"
