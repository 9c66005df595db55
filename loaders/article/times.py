"""Dates as written and the dates that they mean, from the day on which the article was published (stage 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from .records import Frame, Sentence, Time

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<number>a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|\d{1,2})"
_PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)\b"),
        ("range", r"\b(?:[Bb]etween|[Ff]rom) (?P<from>(?:19|20)\d\d) (?:and|to|until|through) (?P<to>(?:19|20)\d\d)\b"),
        ("day", rf"\b{_MONTH} {_DAY}(?:,? {_YEAR}| of (?P<which>last|this) year)?(?!\d)"),
        ("day", rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR}| (?:of )?(?P<which>last|this) year)?"),
        (
            "month",
            rf"\b(?:(?:early|late|mid|end of)[ -])?{_MONTH}(?:,? {_YEAR}| (?:of )?(?P<which>last|this) year)(?!\d)",
        ),
        ("month", rf"(?<=\bin )(?:(?:early|late|mid)[ -])?{_MONTH}(?! \d)"),
        (
            "month",
            rf"(?:(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Dd]uring )|(?<=[Bb]y ))(?:(?:early|late|mid)[ -])?{_MONTH}(?! \d)",
        ),
        ("month", rf"\bmonth of {_MONTH}"),
        (
            "month",
            rf"\b(?P<which>last|this) {_MONTH}(?! \d)",
        ),
        ("weekday", r"\b(?:(?P<which>last|this|next) )?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"),
        ("near", r"\b(?P<near>yesterday|Yesterday|today|Today|tonight|Tonight|tomorrow|Tomorrow)\b"),
        ("unit", r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<unit>week|month|year)\b"),
        ("ago", rf"\b{_NUMBER} (?P<unit>day|week|month|year)s? (?:ago|earlier)\b"),
        ("decade", r"\b(?:the )?(?P<decade>(?:18|19|20)\d0)s\b"),
        (
            "year",
            rf"(?<![\d,.$€£-])\b{_YEAR}\b(?![\d,-]\d| (?:people|civilians|troops|soldiers|men|deaths|cases|dollars))",
        ),
    )
)
_HINTS = {
    "digits": re.compile(r"\d{4}"),
    "months": re.compile("|".join(month.title() for month in _MONTHS) + r"|[A-Z][a-z]{2,3}\."),
    "words": re.compile(r"day\b|ight\b|orrow\b|week\b|month\b|year\b|ago\b|earlier\b"),
}
"""What a sentence must have for a pattern to be tried."""
_HINT_OF = {
    "iso": "digits",
    "range": "digits",
    "year": "digits",
    "decade": "digits",
    "day": "months",
    "month": "months",
}
_SINCE = re.compile(
    r"\b(?:since|from|starting|beginning)(?: the beginning of| early| late| mid)?(?: in| on)? ?$", re.IGNORECASE
)
_UNTIL = re.compile(r"\b(?:until|till|through|up to) ?$", re.IGNORECASE)
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


def times_of(sentence: Sentence, published: str = "") -> list[Time]:
    """Find the dates of a sentence in their order.

    Relative ones count from the day of publication; without one they stay open.
    """
    text = sentence.text
    hints = {hint for hint, pattern in _HINTS.items() if pattern.search(text)}
    if not hints:
        return []
    today = _parse(published)
    times: list[Time] = []
    for name, pattern in _PATTERNS:
        if _HINT_OF.get(name, "words") not in hints:
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(time.start - sentence.start < end and start < time.end - sentence.start for time in times):
                continue
            if (time := _time(name, match, sentence, today, published)) is not None:
                times.append(time)
    return _without_weekdays(sorted(times), sentence)


def _without_weekdays(times: list[Time], sentence: Sentence) -> list[Time]:
    """Leave out a day of the week right before its date: "Sunday, 4 May 2025"."""
    gaps = [sentence.text[one.end - sentence.start : other.start - sentence.start] for one, other in pairwise(times)]
    double = [
        gap in (", ", " ", " (") and one.basis != "written" and other.basis == "written"
        for gap, one, other in zip(gaps, times, times[1:], strict=False)
    ]
    return [time for time, drop in zip(times, [*double, False], strict=False) if not drop]


def time_of(frame: Frame, times: Sequence[Time]) -> Time | None:
    """Date a frame's act or tie: by a date in its clause, right after it, or at the sentence's head."""
    first, last = frame.span
    times = [time for time in times if time.clause[0] <= frame.start < time.clause[1]]
    inside = [time for time in times if first <= time.start < last]
    if inside:
        return min(inside, key=lambda time: abs(time.start - frame.end))
    after = [time for time in times if last <= time.start <= last + _GAP]
    if after:
        return after[0]
    return next((time for time in times if time.leading and time.kind == "on"), None)


_GAP = 14
"""Characters between a clause and a date after it: " on ", " in early "."""


def _parse(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if len(published) >= 10 else None
    except ValueError:
        return None


def _time(name: str, match: re.Match[str], sentence: Sentence, today: date | None, published: str) -> Time | None:
    found = match.groupdict()
    before = sentence.text[: match.start()]
    nearby = before[-30:]
    kind = "since" if _SINCE.search(nearby) else "until" if _UNTIL.search(nearby) else "on"
    span = _span(name, found, today, published)
    if span is None:
        return None
    first, last, basis = span
    if name == "range":
        kind = "between"
    leading = match.start() <= 24 and len(before.split()) <= 3
    return Time(
        sentence.start + match.start(), sentence.start + match.end(), match.group(), first, last, basis, kind, leading,
        _clause(sentence, match),
    )  # fmt: skip


_OPENING = re.compile(r"\b(?:who|which|whose|where|after|before|following)\b[^,;:]*$", re.IGNORECASE)
_CLOSING = re.compile(r"[,;:]|$")


def _clause(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Find the bounds of the clause around a date: "who left in May" is not when he came."""
    opening = _OPENING.search(sentence.text, 0, match.start())
    if opening is None:
        first, last = sentence.text.rfind(";", 0, match.start()), sentence.text.find(";", match.end())
        return sentence.start + first + 1, sentence.start + last if last > 0 else 1 << 60
    closing = _CLOSING.search(sentence.text, match.end())
    return sentence.start + opening.start(), sentence.start + (closing.start() if closing else len(sentence.text))


def _span(name: str, found: dict[str, str | None], today: date | None, published: str) -> tuple[str, str, str] | None:
    """Read first and last date and their basis; "" where open."""
    relative = f"relative to {published}, when it was published" if today else "relative to an unknown day"
    match name:
        case "iso" | "year":
            written = found.get("iso") or found.get("year") or ""
            return written, written, "written"
        case "range":
            return str(found["from"]), str(found["to"]), "written"
        case "decade":
            decade = str(found["decade"])
            return decade, decade[:3] + "9", "written"
        case "day" | "month":
            return _calendar(found, today, relative)
        case _:
            day = _relative(name, found, today) if today else ""
            return (day, day, relative) if day is not None else None


def _calendar(found: dict[str, str | None], today: date | None, relative: str) -> tuple[str, str, str] | None:
    month = next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(str(found["month"]).lower()[:3]))
    day = int(found.get("day") or 0)
    year, basis = found.get("year"), "written"
    if year is None:
        if today is None:
            return "", "", relative
        basis = relative
        year = str(_year(month, day, today, found.get("which")))
    iso = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
    try:
        date(int(year), month, day or 1)
    except ValueError:
        return None
    return iso, iso, basis


def _year(month: int, day: int, today: date, which: str | None) -> int:
    """Choose the year of a month: the latest that has come, unless "last year" says otherwise."""
    if which == "last":
        return today.year - 1
    if which == "this":
        return today.year
    later = (month, day or 1) > (today.month, today.day) if day else month > today.month
    return today.year - 1 if later else today.year


def _relative(name: str, found: dict[str, str | None], today: date | None) -> str | None:
    if today is None:
        return ""
    match name:
        case "weekday":
            return _weekday(str(found["weekday"]), found.get("which"), today)
        case "near":
            shift = {"yesterday": -1, "tomorrow": 1}.get(str(found["near"]).lower(), 0)
            return (today + timedelta(days=shift)).isoformat()
        case "unit":
            return _unit({"last": -1, "this": 0, "next": 1}[str(found["which"]).lower()], str(found["unit"]), today)
        case _:
            number = str(found["number"])
            count = _NUMBERS.get(number) or (int(number) if number.isdigit() else 0)
            return _unit(-count, str(found["unit"]), today) if count else None


def _weekday(name: str, which: str | None, today: date) -> str:
    back = (today.weekday() - _DAYS.index(name.lower())) % 7
    if which == "next":
        return (today + timedelta(days=(7 - back) or 7)).isoformat()
    if which == "last" and back == 0:
        back = 7
    return (today - timedelta(days=back)).isoformat()


def _unit(count: int, unit: str, today: date) -> str | None:
    """Return the year, month or day that lies so many units away; a week has no date of its own."""
    if unit == "year":
        return str(today.year + count)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}"
    if unit == "day":
        return (today + timedelta(days=count)).isoformat()
    return None
