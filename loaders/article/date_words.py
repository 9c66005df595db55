"""Patterns of dates as written: "January 3", "last Monday", "since its foundation in 2014"."""

from __future__ import annotations

import re

from .remembered import Remembered

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<number>a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|\d{1,2})"
_HINT_OF = {"iso": "year", "range": "year", "day": "month"}
"""The hint of patterns that have none of their own."""
PATTERNS = tuple(
    (name, _HINT_OF.get(name, name), re.compile(pattern))
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
_HINTS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("year", r"\d{4}"),
        ("decade", r"\d{3}0s"),
        ("month", "|".join(month.title()[:3] for month in MONTHS)),
        ("weekday", r"[MTWFS]\w+day"),
        ("near", r"[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow"),
        ("unit", r"week|month|year"),
        ("ago", r"ago|earlier"),
    )
)
"""A word that a sentence must have for the patterns of a name to be tried."""


def hints(word: str) -> tuple[str, ...]:
    """List which patterns are worth trying in a sentence with a word.

    >>> hints("mid-January"), hints("2014"), hints("years"), hints("army")
    (('month',), ('year',), ('unit',), ())
    """
    return tuple(name for name, pattern in _HINTS if pattern.search(word))


HINTS = Remembered(hints)


SINCE = re.compile(
    r"\b(?:since|from|starting|beginning)(?: the beginning of| early| late| mid)?(?: in| on)? ?$"
    r"|\bsince (?:its|their|the|his|her) (?:\w+ )?(?:foundation|founding|creation|formation|establishment|inception"
    r"|start|beginning|launch|outbreak|independence|birth|arrival|election|emergence)(?: of [\w' ]+)? in ?$",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:until|till|through|up to) ?$", re.IGNORECASE)
NUMBERS = {
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


def compares(before: str) -> bool:
    """Check whether a "since" only compares with what happened then.

    >>> compares("the boldest assault since "), compares("a request to stay since ")
    (True, False)
    """
    words = before.rpartition(",")[2].lower().split()
    return any(word in _RANKS or (word.endswith("est") and word not in _NO_RANKS) for word in words)


_RANKS = frozenset("first second third fourth fifth last only most least worst".split())
_NO_RANKS = frozenset(
    "arrest chest conquest contest forest guest harvest honest interest invest nest protest quest request rest suggest "
    "test unrest west northwest southwest".split()
)
