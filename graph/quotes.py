"""Find quotes in texts (docs/semantics.md, Evidence).

Both are folded: white space, quotation marks, apostrophes, dashes, soft hyphens, ligatures and composed letters are
unified, and a word broken at a line's end is joined again. Letters and case must match.
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

_OMITTED = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.")


class Place(NamedTuple):
    """The place of a quote in a text: its start, its end, and its wording there."""

    start: int
    end: int
    wording: str


class Text:
    """A document's text, indexed for looking up quotes."""

    def __init__(self, body: str) -> None:
        self.body = body

    def find(self, quote: str, start: int | None = None, paragraph: int | None = None) -> Place | None:
        """Find the place of a quote, None if it has none; of several places prefer the stated start or paragraph."""
        first = None
        for place in self._places(quote):
            first = first or place
            at_start = start is None or place.start >= start
            if at_start and (paragraph is None or self.paragraph_at(place.start) >= paragraph):
                fits = start is None and (paragraph is None or self.paragraph_at(place.start) == paragraph)
                return place if fits or place.start == start else first
        return first

    def paragraph_at(self, offset: int) -> int:
        """Count paragraphs up to the one of a character, from 1."""
        return max(bisect_right(self._paragraph_starts, offset), 1)

    def difference(self, quote: str) -> tuple[str, str] | None:
        """Find the words in which a quote differs from the most similar place: the quote's, and the text's.

        None when no place is similar.

        >>> Text("Iran’s Quds Force grew.").difference("Iran's Quds Force shrank")
        ('shrank', 'grew')
        """
        from .quote_difference import difference

        return difference(quote, self.body)

    def _places(self, quote: str) -> Iterator[Place]:
        """Yield the places of a quote with all its parts."""
        parts = [part for part in map(str.strip, _OMITTED.split(quote)) if part]
        if not parts:
            return
        if len(parts) > 1 and (at := self.body.find(quote)) >= 0:  # an ellipsis of the text's own
            yield Place(at, at + len(quote), quote)
        for start, end in self._stands(parts[0]):
            if place := self._followed(start, end, parts[1:]):
                yield place

    def _followed(self, start: int, end: int, rest: list[str]) -> Place | None:
        """Make the place of a quote whose first part stands here, if the other parts follow in its paragraph."""
        wording = [self.body[start:end]]
        for part in rest:
            following = next(self._stands(part, end), None)
            if following is None or self.paragraph_at(following[1] - 1) != self.paragraph_at(start):
                return None
            wording.append(self.body[slice(*following)])
            end = following[1]
        return Place(start, end, " … ".join(wording))

    def _stands(self, part: str, after: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the places of a part of a quote from a character on, folded ones only if none is exact."""
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
    """List the paragraphs of a text as (first character, one after the last).

    They are the lines that are not empty or, in hard-wrapped text, the blocks between blank lines.
    """
    starts = paragraph_starts(body)
    ends = (start + len(body[start:after].rstrip()) for start, after in pairwise([*starts, len(body)]))
    return list(zip(starts, ends, strict=True))


def paragraph_starts(body: str) -> array[int]:
    """List the first character of each paragraph, in an array since a text may have millions."""
    lines, blocks = array("q"), array("q")
    longest = followed = ended = 0
    last = slice(0, 0)  # the previous line
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
"""The most characters in a line of hard-wrapped text."""
_SENTENCE_ENDS = ".!?:;”\"'’»"
"""Endings of most lines that are paragraphs of their own."""
