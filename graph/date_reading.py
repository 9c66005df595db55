"""Dates as people and programs write them, read where they can mean only one thing (docs/semantics.md, Time)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from .dates import iso_date
from .errors import InputError

ORDERS = ("dmy", "mdy")
"""The orders in which a date like 3/1/2020 may be written."""


class ReadDate(NamedTuple):
    """A date read, as first and last ISO date, which differ for quarters and decades only."""

    start: str
    end: str
    circa: bool = False


def parse_date(text: str) -> str:
    """Read a single date into ISO form; raises InputError for a quarter, a decade or an approximate date.

    >>> parse_date("14 March 2020")
    '2020-03-14'
    """
    start, end, circa = read_date(text)
    if start != end or circa:
        raise InputError(f"“{text}” is not a single date: write 2020, 2020-03 or 2020-03-14.")
    return start


@lru_cache(maxsize=20_000)
def read_date(text: str, order: str | None = None) -> ReadDate:
    """Read a date; raises InputError for one with no meaning or with two.

    `order` decides dates like 3/1/2020: `dmy` or `mdy`.

    >>> read_date("23-MAR-2006").start, read_date("c. 2014"), read_date("1860s")[:2]
    ('2006-03-23', ReadDate(start='2014', end='2014', circa=True), ('1860', '1869'))
    """
    with suppress(InputError):
        return ReadDate(iso_date(text), text)
    bare = " ".join((text if text.isascii() else _in_ascii(text)).split())
    if _BEFORE_CHRIST.search(bare):
        raise InputError(f"“{text}” is before the year 1: dates begin with 0001.")
    bare = _WEEKDAY.sub("", _without_time(_ERA.sub("", bare))).strip(" ,")
    rough = _CIRCA.fullmatch(bare)
    if rough:
        bare = rough[1] or rough[2]
    readings = _readings(bare, order)
    spans = list(dict.fromkeys(span for span in readings if span is not None))
    if len(spans) == 1:
        return ReadDate(*spans[0], circa=bool(rough))
    if spans:
        raise InputError(f"“{text}” may be {' or '.join(map(_in_words, spans))}: {_advice(bare)}.")
    if readings:
        raise InputError(f"“{text}” is an impossible date.")
    from .date_faults import fault  # few files need it

    raise InputError(f"“{text}” {fault(bare)}: write 2020, 2020-03 or 2020-03-14.")


_Span = tuple[str, str]


def _readings(text: str, order: str | None) -> list[_Span | None]:
    """List the possible readings of a date, with None for each impossible one."""
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(text):
            readings = list(read(match))
            if order and len(set(readings)) == len(ORDERS) and None not in readings and read is _by_numbers:
                return [readings[ORDERS.index(order)]]
            return readings
    return []


def _date(year: str, month: int | str = 0, day: int | str = 0) -> _Span | None:
    """Make a span of a date in numbers; month and day 0 are unknown."""
    parts = [year, *(f"{int(part):02}" for part in (month, day))]
    while len(parts) > 1 and parts[-1] == "00":
        parts.pop()
    try:
        date = iso_date("-".join(parts))
    except InputError:
        return None
    return date, date


def _by_numbers(match: re.Match[str]) -> Iterator[_Span | None]:
    """Read a date like 3/1/2020 as day, month, year, and as month, day, year."""
    first, second, year = match["first"], match["second"], match["year"]
    yield _date(year, second, first)
    yield _date(year, first, second)


def _year_first(match: re.Match[str]) -> Iterator[_Span | None]:
    yield _date(match["year"], match["month"], match["day"] or 0)


def _year_in_characters(match: re.Match[str]) -> Iterator[_Span | None]:
    yield _date(match["year"], match["month"] or 0, match["day"] or 0)


def _month_and_year(match: re.Match[str]) -> Iterator[_Span | None]:
    yield _date(match["year"], match["month"])


def _named_month(match: re.Match[str]) -> Iterator[_Span | None]:
    groups = match.groupdict()
    yield _date(groups["year"], _MONTHS[groups["name"].lower()[:3]], groups.get("day") or 0)


def _quarter(match: re.Match[str]) -> Iterator[_Span | None]:
    groups = match.groupdict()
    number = groups.get("quarter") or groups.get("before") or _ORDINALS[groups["ordinal"].lower()[:2]]
    last = int(number) * 3
    first = _date(match["year"], last - 2)
    yield first and (first[0], f"{match['year']}-{last:02}")


def _day_of_week(match: re.Match[str]) -> Iterator[_Span | None]:
    from datetime import date

    try:
        day = date.fromisocalendar(*map(int, match.groups())).isoformat()
    except ValueError:
        yield None
    else:
        yield day, day


def _day_of_year(match: re.Match[str]) -> Iterator[_Span | None]:
    from datetime import date, timedelta

    year, number = match["year"], int(match["number"])
    day = (date(int(year), 1, 1) + timedelta(number - 1)).isoformat()
    yield (day, day) if number and day.startswith(year) else None


def _decade(match: re.Match[str]) -> Iterator[_Span | None]:
    year = match["year"]
    yield year, f"{year[:3]}9"
    if year.endswith("00"):
        yield year, f"{year[:2]}99"


_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}  # fmt: skip
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR, _DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_GAP = r"(?:\s*[-/.,]\s*|\s+)"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[_Span | None]]]] = [
    (_form(_YEAR), lambda match: iter([_date(match["year"])])),
    (_form(rf"{_YEAR}(?P<between>[-/.]|\s)(?P<month>\d\d?)(?:(?P=between)(?P<day>\d\d?))?"), _year_first),
    (_form(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)"), _year_first),
    (_form(rf"(?P<first>\d\d?)(?P<between>[-/.]|\s)(?P<second>\d\d?)(?P=between){_YEAR}"), _by_numbers),
    (_form(rf"(?P<month>\d\d?)[-/.]{_YEAR}"), _month_and_year),
    (_form(rf"(?:the )?{_DAY}(?:\s+of)?{_GAP}{_NAME}{_GAP}{_YEAR}"), _named_month),
    (_form(rf"{_DAY}{_NAME}{_YEAR}"), _named_month),
    (_form(rf"{_NAME}{_GAP}{_DAY}{_GAP}{_YEAR}"), _named_month),
    (_form(rf"{_NAME}{_GAP}(?:of )?{_YEAR}"), _named_month),
    (_form(rf"{_YEAR}{_GAP}{_NAME}(?:{_GAP}{_DAY})?"), _named_month),
    (_form(rf"{_YEAR}[-/ ]?Q(?P<quarter>[1-4])"), _quarter),
    (_form(rf"(?:Q(?P<quarter>[1-4])|(?P<before>[1-4])Q)(?:[-/ ]|\s+of\s+)?{_YEAR}"), _quarter),
    (
        _form(rf"(?:the )?(?P<ordinal>first|1st|second|2nd|third|3rd|fourth|4th)\s+quarter\s+(?:of\s+)?{_YEAR}"),
        _quarter,
    ),
    (_form(r"(?:the )?(?P<year>\d{3}0)['’]?s"), _decade),
    (_form(rf"{_YEAR}-?W(?P<week>\d\d)-?(?P<weekday>\d)"), _day_of_week),
    (_form(rf"{_YEAR}-(?P<number>\d{{3}})"), _day_of_year),
    (_form(rf"{_YEAR}[年년]\s?(?:(?P<month>\d\d?)[月월]\s?(?:(?P<day>\d\d?)[日일])?)?"), _year_in_characters),
]

_ORDINALS = {"fi": 1, "1s": 1, "se": 2, "2n": 2, "th": 3, "3r": 3, "fo": 4, "4t": 4}
"""Numbers by the first two letters of their ordinals."""
_DASHES = "‐‑‒–—−－"
_BEFORE_CHRIST = _form(r"\bB\.?\s?C\.?(?:\s?E\.?)?$|^[-−]\s?\d{1,6}(?:-\d\d)*$|^0000(?:$|\D)")
_ERA = _form(r"^(?:AD|CE)\s+(?=\d)|(?<=\d)\s+(?:AD|CE)$|(?<=\d\d)\.$")
"""An era before or after a date, or the full stop of its sentence."""
_WEEKDAY = _form(r"^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?\s*")
_CIRCA = _form(r"(?:circa|ca?\.?|about|around|approx(?:\.|imately)?|roughly|~)\s*(\S.*)|(\S.*?)\s*~")
_ZONE = r"(?:\s*(?:Z|[A-Z]{3,5}|(?:UTC|GMT)?[+-]\d\d(?::?\d\d)?))?(?:\s*\([A-Za-z ]+\))?"
_TIME = _form(
    rf"(?P<date>.*\d)(?:T|,?\s+(?:at\s+)?)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    rf"\s*(?P<half>[AP]\.?M\.?)?{_ZONE}"
)
_COMPACT_TIME = _form(rf"(?P<date>\d{{8}})T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:[.,]\d+)?{_ZONE}")

_ZONED = _form(r"(?P<date>\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)")  # as XML has dates


def _in_ascii(text: str) -> str:
    """Write digits of other scripts in ASCII, and the dashes of a whole date; 2003–04 may be two years."""
    from unicodedata import decimal

    dashes = _DASHES if sum(char in _DASHES for char in text) == 2 else ""
    return "".join("-" if char in dashes else str(decimal(char, char)) for char in text)


def _without_time(text: str) -> str:
    """Cut the time off a date-time; text with an impossible time stays as it is."""
    match = _TIME.fullmatch(text) or _COMPACT_TIME.fullmatch(text)
    if match is None:
        zoned = _ZONED.fullmatch(text)
        return zoned["date"] if zoned else text
    hour = int(match["hour"])
    fits = hour <= 24 and int(match["minute"]) < 60 and int(match["second"] or 0) <= 60
    return match["date"] if fits and (not match.groupdict().get("half") or 1 <= hour <= 12) else text


def _in_words(span: _Span) -> str:
    start, end = span
    return start if start == end else f"{start} to {end}"


def _advice(text: str) -> str:
    return "write it as a start and an end" if text.endswith("s") else "write it so, or load with --dates dmy or mdy"
