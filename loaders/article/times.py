"""Dates as written and the dates that they mean, from the day on which the article was published (stage 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from .date_words import DAYS, HINTS, MONTHS, NUMBERS, PATTERNS, SINCE, UNTIL, compares
from .records import Frame, Sentence, Time


def times_of(sentence: Sentence, published: str = "") -> list[Time]:
    """Find the dates of a sentence in their order.

    Relative ones count from the day of publication; without one they stay open.
    """
    hints = list(map(HINTS.__getitem__, sentence.words))
    if not any(hints):
        return []
    hinted = [(at, names) for at, names in enumerate(hints) if names]
    today = _parse(published)
    hinting = {name for _, names in hinted for name in names}
    times: list[Time] = []
    for name, hint, pattern in PATTERNS:
        if hint in hinting:
            for place in [sentence.starts[at] - sentence.start for at, names in hinted if hint in names]:
                for match in pattern.finditer(sentence.text, max(place - _BEFORE, 0), place + _AFTER):
                    if not _overlaps(match, times, sentence.start):
                        times += _time(name, match, sentence, today, published)
    return _without_weekdays(sorted(times), sentence)


_BEFORE, _AFTER = 30, 60
"""Characters of a date before and after the beginning of a word that hints at it."""


def _overlaps(match: re.Match[str], times: Sequence[Time], offset: int) -> bool:
    start, end = match.start() + offset, match.end() + offset
    return any(time.start < end and start < time.end for time in times)


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


def month_of_summary(sentences: Sequence[Sentence], number: int, times: Callable[[int], Sequence[Time]]) -> Time | None:
    """Date the undated details of a sentence that sums up a month: "… during March. In Gao it attacked …"."""
    for before in range(number - 1, max(number - _DETAILS, 0) - 1, -1):
        if sentences[before].paragraph != sentences[number].paragraph:
            return None
        if known := times(before):
            (time, *others) = known
            whole = (
                not others
                and time.kind == "on"
                and len(time.date) == _MONTH_LONG
                and _is_summed_up(sentences[before], time)
            )
            return time._replace(basis=f"{time.basis}, from the sentence “{time.text}”") if whole else None
    return None


def _is_summed_up(sentence: Sentence, time: Time) -> bool:
    """Check whether a sentence is about a whole month: "In March, …", "… during March"; not "died in March, and"."""
    at = sentence.word_at(time.start)
    return time.leading or not {"during", "throughout", "over"}.isdisjoint(sentence.lower[max(at - 4, 0) : at])


_DETAILS = 3
"""Sentences after one that sums up a month that may give its details."""
_MONTH_LONG = len("2020-03")
_GAP = 14
"""Characters between a clause and a date after it: " on ", " in early "."""


def _parse(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if len(published) >= 10 else None
    except ValueError:
        return None


def _time(name: str, match: re.Match[str], sentence: Sentence, today: date | None, published: str) -> list[Time]:
    found = match.groupdict()
    before = sentence.text[: match.start()]
    nearby = before[-60:]
    kind = "since" if SINCE.search(nearby) else "until" if UNTIL.search(nearby) else "on"
    if kind == "since" and compares(nearby):
        return []
    if kind == "since" and sentence.text.startswith(", when", match.end()):
        kind = "on"
    span = _span(name, found, today, published)
    if span is None:
        return []
    first, last, basis = span
    if name == "range":
        kind = "between"
    leading = match.start() <= 24 and len(before.split()) <= 3
    start, end, clause = sentence.start + match.start(), sentence.start + match.end(), _clause(sentence, match)
    return [Time(start, end, match.group(), first, last, basis, kind, leading, clause)]


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
    month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(str(found["month"]).lower()[:3]))
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
            count = NUMBERS.get(number) or (int(number) if number.isdigit() else 0)
            return _unit(-count, str(found["unit"]), today) if count else None


def _weekday(name: str, which: str | None, today: date) -> str:
    back = (today.weekday() - DAYS.index(name.lower())) % 7
    if which == "next":
        return (today + timedelta(days=(7 - back) or 7)).isoformat()
    if which == "last" and back == 0:
        back = 7
    return (today - timedelta(days=back)).isoformat()


def _unit(count: int, unit: str, today: date) -> str | None:
    """Compute the year, month or day that lies so many units away; a week has no date of its own."""
    if unit == "year":
        return str(today.year + count)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}"
    if unit == "day":
        return (today + timedelta(days=count)).isoformat()
    return None
