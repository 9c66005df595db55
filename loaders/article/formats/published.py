"""Find the date and publisher of an article in its first and last lines."""

from __future__ import annotations

import re

from ..records import Given

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? ((?:19|20)\d\d)\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)")
_LABEL = re.compile(r"^\W*(?:published|posted|date|updated|last updated|publication date)\b\W*", re.IGNORECASE)
_DATELINE = re.compile(
    r"^[A-ZÀ-Ý][A-ZÀ-Ý .,'’/-]{2,40}(?:,? [A-Z][a-z.]+ \d{1,2})?,? ?\((?P<agency>[A-Z][\w .-]{1,30})\)\s*[-–—]"
)
_DATED = re.compile(
    r"[A-Z][\w .’'/-]{2,40}(?:, [A-Z][\w .]{2,30})?, "
    r"(?:[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+\.?,? \d{4}) ?(?:\([^)]{2,30}\) ?)?[-–—]"
)
"""A dateline with the whole date: "GOMA, 5 May 2025 - "."""
_HEAD = 12
"""Lines at the top in which a date of publication may stand."""
_SHORT = 40
"""A date in a shorter line stands alone there."""


def iso_date(text: str) -> str:
    """Find the first full date in a text, in ISO form; "" without one.

    >>> iso_date("Posted on April 10, 2020"), iso_date("10 Apr 2020"), iso_date("2020-04-10T08:00:00Z")
    ('2020-04-10', '2020-04-10', '2020-04-10')
    """
    if match := _ISO.search(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.search(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.search(text):
        month, day, year = match.groups()
    else:
        return ""
    number = int(month) if month.isdigit() else _month(month)
    return f"{year}-{number:02}-{int(day):02}" if 1 <= number <= 12 and 1 <= int(day) <= 31 else ""


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def published_in(text: str) -> Given | None:
    """Find the date alone on a line at the top, or after "Published"; never one inside a sentence."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines[:_HEAD]:
        dateline = _DATED.match(line)
        alone = dateline or len(line) < _SHORT or _LABEL.match(line)
        if alone and (date := iso_date(dateline.group() if dateline else line)):
            return Given(date, "dateline" if dateline else f"“{line[:60]}” at the top")
    return None


def agency_in(text: str) -> Given | None:
    """Find the agency of a dateline: "BAGHDAD (Reuters) -"."""
    for line in text.split("\n")[:60]:
        if match := _DATELINE.match(line.strip()):
            return Given(match["agency"], "dateline")
    return None
