"""Reasons why a text is no date, for messages."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

_FAULTS = (
    (rf"(?:{_DAY}|{_MONTH})[-/. ](?:{_DAY}|{_MONTH})[-/. ,]+['’]?\d\d", "has a year of two digits"),
    (rf"(?:{_DAY}[-./ ]*)?{_MONTH}(?:[-. ]*{_DAY})?", "has no year"),
    (r"\d{4}-?W\d\d|(?:W|week )\d\d?,? (?:of )?\d{4}", "is a week, which has a start and an end"),
    (r"(?:before|after|since|until|till|from|by|[<>]) ?\d.*", "is one end of a span, its start or end"),
    (r"\d{4}.*(?:–|/| to | - ).*\d|\d{4}-\d{4}|\d.*[-–].*\d.*\d{4}", "may be a span, which has a start and an end"),
)


LONGEST = 40
"""Length of the longest text that may be a date; longer ones would take the patterns very long."""


def fault(text: str) -> str:
    """Describe the fault of a text that is no date.

    >>> fault("Sept. 3"), fault("14 Mar 20"), fault("since 2014"), fault("soon")
    ('has no year', 'has a year of two digits', 'is one end of a span, its start or end', 'is not a date')
    """
    if len(text) > LONGEST:
        return "is not a date"
    return next((words for form, words in _FAULTS if re.fullmatch(form, text, re.IGNORECASE)), "is not a date")
