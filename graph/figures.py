"""Numbers written for people."""

from __future__ import annotations

from .dates import next_day


def number(value: float) -> str:
    """Write a weight or score in few digits, never as zero unless it is.

    >>> number(0.336), number(1.0), number(0.00042)
    ('0.336', '1', '0.00042')
    """
    return f"{value:.3g}" if abs(value) < 0.01 else f"{value:.3f}".rstrip("0").rstrip(".")


def coarse(day: str, *, last: bool = False) -> str:
    """Write a day as the year or month that it begins, or (`last`) ends.

    >>> coarse("2014-01-01"), coarse("2019-12-31", last=True), coarse("2020-03-14")
    ('2014', '2019', '2020-03-14')
    """
    if day.endswith("-12-31" if last else "-01-01"):
        return day[:4]
    if last:
        return day[:7] if next_day(day).endswith("-01") else day
    return day.removesuffix("-01")


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun.

    >>> counted(1, "hop"), counted(2, "entity", "entities")
    ('1 hop', '2 entities')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
