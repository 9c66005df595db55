"""Numbers as people read them."""

from __future__ import annotations


def number(value: float) -> str:
    """Return a weight or score short enough to read, never zero unless it is.

    >>> number(0.336), number(1.0), number(0.00042)
    ('0.336', '1', '0.00042')
    """
    return f"{value:.3g}" if abs(value) < 0.01 else f"{value:.3f}".rstrip("0").rstrip(".")


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "hop"), counted(2, "entity", "entities")
    ('1 hop', '2 entities')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
