"""Quotes of stored tellings in another text of their document."""

from __future__ import annotations

from typing import NamedTuple

from .quotes import Text
from .telling_details import pack_details, read_details


class Placed(NamedTuple):
    """A quote as its text has it, and the details of its telling with its place."""

    quote: str
    details: str | None


def placed(quote: str, details: str | None, paragraph: int | None, text: Text) -> Placed | None:
    """Find the quote of a telling in a text, best where its details say; None if it does not stand there."""
    known = read_details(details) if details else {}
    start, end = known.get("start_char"), known.get("end_char")
    if start is not None and text.body[start:end] == quote:
        return Placed(quote, details)
    place = text.find(quote, None, paragraph)
    if place is None:
        return None
    return Placed(place.wording, pack_details({**known, "start_char": place.start, "end_char": place.end}))
