"""Quotes and the texts they stand in (semantics, section 4).

Both are folded: white space, quotation marks, apostrophes, dashes, soft hyphens, ligatures and the composition of
letters are made alike, and a word broken at a line's end is whole again. Letters and case must match.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from .folding import BROKEN, FoldedText, fold

_OMITTED = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")


class Place(NamedTuple):
    """Where a quote stands in a text: its first character and the one after its last, and the text's own wording."""

    start: int
    end: int
    wording: str


class Text:
    """A document's text, ready for quotes to be looked up in it."""

    def __init__(self, body: str) -> None:
        self.body = body

    def find(self, quote: str, start: int | None = None, paragraph: int | None = None) -> Place | None:
        """Return where a quote stands, None when it does not; of several places the one at or in what is given."""
        first = None
        for place in self._places(quote):
            first = first or place
            at_start = start is None or place.start >= start
            if at_start and (paragraph is None or self.paragraph_at(place.start) >= paragraph):
                fits = start is None and (paragraph is None or self.paragraph_at(place.start) == paragraph)
                return place if fits or place.start == start else first
        return first

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph, from 1, in which a character stands."""
        return max(bisect_right(self._paragraph_starts, offset), 1)

    def difference(self, quote: str) -> tuple[str, str] | None:
        """Return the words in which a quote differs from the most similar place: its own, and the text's.

        None when no place is similar.

        >>> Text("Iran’s Quds Force grew.").difference("Iran's Quds Force shrank")
        ('shrank', 'grew')
        """
        from .quote_difference import difference

        return difference(quote, self.body)

    def _places(self, quote: str) -> Iterator[Place]:
        """Yield where a quote stands with all its parts."""
        parts = [part for part in map(str.strip, _OMITTED.split(quote)) if part]
        if not parts:
            return
        for start, end in self._stands(parts[0]):
            if place := self._followed(start, end, parts[1:]):
                yield place

    def _followed(self, start: int, end: int, rest: list[str]) -> Place | None:
        """Return the place of a quote of which the first part stands here and the others follow in its paragraph."""
        wording = [self.body[start:end]]
        for part in rest:
            following = next(self._stands(part, end), None)
            if following is None or self.paragraph_at(following[1] - 1) != self.paragraph_at(start):
                return None
            wording.append(self.body[slice(*following)])
            end = following[1]
        return Place(start, end, " … ".join(wording))

    def _stands(self, part: str, after: int = 0) -> Iterator[tuple[int, int]]:
        """Yield where a part of a quote stands from a character on; as it is, if it ever does so."""
        at = self.body.find(part, after)
        exact = at >= 0
        while at >= 0:
            yield at, at + len(part)
            at = self.body.find(part, at + 1)
        if not exact and (wanted := fold(part).strip()):
            for begin, end in self._folded_places(wanted, self._folded.place(after)):
                start, stop = self._folded.offset(begin)[0], self._folded.offset(end - 1)[1]
                if start >= after:
                    yield start, stop

    def _folded_places(self, wanted: str, at: int) -> Iterator[tuple[int, int]]:
        text = self._folded.text
        if BROKEN in text or BROKEN in wanted:
            pattern = f"{BROKEN}?".join(map(_escaped, wanted))
            yield from (match.span() for match in re.compile(pattern).finditer(text, at))
            return
        while (at := text.find(wanted, at)) >= 0:
            yield at, at + len(wanted)
            at += 1

    @cached_property
    def _folded(self) -> FoldedText:
        return FoldedText(self.body)

    @cached_property
    def _paragraph_starts(self) -> array[int]:
        return paragraph_starts(self.body)


def _escaped(char: str) -> str:
    return {"-": f"[-{BROKEN}]", BROKEN: f"[-{BROKEN}]?"}.get(char) or re.escape(char)


def paragraphs(body: str) -> list[tuple[int, int]]:
    """List the paragraphs of a text, each by its first character and the one after its last.

    They are the lines that are not empty or, where the text is hard-wrapped, what blank lines part.
    """
    starts = paragraph_starts(body)
    ends = (start + len(body[start:after].rstrip()) for start, after in pairwise([*starts, len(body)]))
    return list(zip(starts, ends, strict=True))


def paragraph_starts(body: str) -> array[int]:
    """Return the first character of each paragraph; a text may have millions, so they stand in an array."""
    lines, blocks = array("q"), array("q")
    longest = followed = ended = 0
    last = slice(0, 0)  # the line before
    for match in _LINE.finditer(body):
        start, end = match.span()
        lines.append(start)
        longest = max(longest, end - start)
        if blocks and len(_LINE_END.findall(body, last.stop, start)) == 1:
            followed += 1
            ended += body[last].rstrip()[-1] in _SENTENCE_ENDS
        else:
            blocks.append(start)
        last = slice(start, end)
    hard_wrapped = longest <= _WIDEST and (followed - ended) * 2 > followed
    return blocks if hard_wrapped else lines


_LINE = re.compile(r"[^\S\r\n]*[^\s][^\r\n]*")
_LINE_END = re.compile(r"\r\n|[\r\n]")
_WIDEST = 120
"""Characters of the longest line of a hard-wrapped text."""
_SENTENCE_ENDS = ".!?:;”\"'’»"
"""How most lines end that are paragraphs of their own."""
