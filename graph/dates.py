"""ISO dates of any precision: `2020`, `2020-03`, `2020-03-14` (docs/semantics.md, Time).

They are compared as text. A coarse date is a prefix of every day in it, so `start <= day` holds when its first day is
not after that day, and `end + "~" >= day` when its last day is not before it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .errors import InputError

_DATE = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"


@lru_cache(maxsize=20_000)
def iso_date(text: str) -> str:
    """Check a date in ISO form and return it; raises InputError for an impossible date.

    >>> iso_date("2020-03")
    '2020-03'
    """
    match = re.fullmatch(_DATE, text, re.ASCII)
    if match is None:
        raise InputError(f"“{text}” is not a date: write 2020, 2020-03 or 2020-03-14.")
    year, month, day = (int(part) if part else None for part in match.groups())
    if (
        not year
        or (month is not None and not 1 <= month <= 12)
        or (day is not None and not 1 <= day <= _days(year, month or 1))
    ):
        raise InputError(f"“{text}” is an impossible date.")
    return text


def first_day(date: str) -> str:
    """Find the first day that a date of any precision covers.

    >>> first_day("2020-02")
    '2020-02-01'
    """
    return (date + "-01-01")[:10]


def last_day(date: str) -> str:
    """Find the last day that a date of any precision covers.

    >>> last_day("2020-02"), last_day("2019")
    ('2020-02-29', '2019-12-31')
    """
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{_days(int(date[:4]), int(date[5:])):02}"
    return date


def next_day(day: str) -> str:
    """Find the day after a day.

    >>> next_day("2019-12-31"), next_day("2020-02-28")
    ('2020-01-01', '2020-02-29')
    """
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:])
    if number < _days(year, month):
        return f"{day[:8]}{number + 1:02}"
    return f"{year:04}-{month + 1:02}-01" if month < 12 else f"{year + 1:04}-01-01"


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def plain_date(start: str, end: str) -> str:
    """Write a span as one word: a date, a quarter or a decade.

    >>> plain_date("2020-01", "2020-03"), plain_date("1860", "1869"), plain_date("2020", "2020")
    ('2020-Q1', '1860s', '2020')
    """
    if start == end:
        return start
    return f"{start[:4]}-Q{int(end[5:7]) // 3}" if len(start) == 7 else f"{start}s"
