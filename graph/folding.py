"""Fold texts for comparing quotes, without differences of typography (docs/semantics.md, Evidence)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

BROKEN = "\x01"
"""Replaces a hyphen at the end of a line, which may belong to the word or only break it."""

_FOLDED = {
    **dict.fromkeys("\"“”„‟«»‹›″'‘’‚‛′ʼ`´「」『』〝〞〟＂＇", "'"),
    **dict.fromkeys("-‐‑‒–—―−﹘﹣－", "-"),
    BROKEN: BROKEN,
}  # fmt: skip
# Several of these count as one: two apostrophes may be a quotation mark, two hyphens a dash; a dash may have spaces.
_RUNS = re.compile(r"[ -]*-[ -]*| +|'+")
_INSIDE = re.compile(r"(?<!\w[«‹])(?<=[«‹])[ \u00a0\u202f]|[ \u00a0\u202f](?=[»›](?!\w))")
"""A space inside quotation marks as French sets them: « like this »."""

_BREAK = re.compile(r"(?<=\w)[-‐\u00ad][^\S\n]*\r?\n\s*(?=\w)")

PIECE = 4_000
"""Characters of a piece of text; a piece is aligned with its folded form only when an offset in it is needed."""

_PIECE_END = re.compile(r"[A-Za-z0-9.,](?=\s+[A-Za-z0-9])")


class FoldedText:
    """A folded text that maps its offsets to the original."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._starts: list[int] = []  # of pieces in the original
        self._folded_starts: list[int] = []  # of pieces in the folded text
        folded: list[str] = []
        length = 0
        for start, end in _pieces(body):
            self._starts.append(start)
            self._folded_starts.append(length)
            folded.append(fold(body[start:end]))
            length += len(folded[-1])
        self.text = "".join(folded)
        self._starts.append(len(body))
        self._aligned: dict[int, Alignment] = {}

    def offset(self, place: int) -> tuple[int, int]:
        """Find the start and end in the original of a character of the folded text."""
        piece = bisect_right(self._folded_starts, place) - 1
        start = self._starts[piece]
        if piece not in self._aligned:
            if len(self._aligned) > 100:
                self._aligned.clear()
            self._aligned[piece] = align(self._body[start : self._starts[piece + 1]])
        begin, end = self._aligned[piece][place - self._folded_starts[piece]]
        return start + begin, start + end

    def place(self, offset: int) -> int:
        """Find the start in the folded text of the piece with this character of the original."""
        return self._folded_starts[max(bisect_right(self._starts, offset, 0, len(self._starts) - 1) - 1, 0)]


def fold(text: str) -> str:
    """Fold a text.

    >>> fold("“We  back  the o\ufb03ce” — twice")
    "'We back the office'-twice"
    """
    from unicodedata import normalize

    text = _BREAK.sub(BROKEN, _plain(text))
    return _RUNS.sub(_one, normalize("NFD", text.translate(_TABLE)))


def _one(run: re.Match[str]) -> str:
    return "-" if "-" in run[0] else run[0][0]


Alignment = list[tuple[int, int]]


def align(text: str) -> Alignment:
    """List, for each character of the folded text, the start and end of its original."""
    text = _plain(text)
    breaks = {match.start(): match.end() for match in _BREAK.finditer(text)}
    alignment: Alignment = []
    last = ""
    at = 0
    while at < len(text):
        end = breaks.get(at, at + 1)
        for char in BROKEN if at in breaks else _decomposed(text[at]):
            if last and _RUNS.fullmatch(last + char):
                alignment[-1] = alignment[-1][0], end
                last = "-" if "-" in (last, char) else char
            else:
                alignment.append((at, end))
                last = char
        at = end
    return alignment


def _plain(text: str) -> str:
    """Replace what folding drops or uses itself, character for character."""
    if any(map(text.__contains__, "«»‹›")):  # either may stand alone in a piece
        text = _INSIDE.sub("\u200b", text)
    return text.replace(BROKEN, " ") if BROKEN in text else text


def _decomposed(char: str) -> str:
    from unicodedata import normalize

    return normalize("NFD", _TABLE[ord(char)])


def _pieces(body: str) -> Iterator[tuple[int, int]]:
    """Cut a text into pieces that end after a word, so that each can be folded by itself."""
    start = 0
    while start < len(body):
        match = _PIECE_END.search(body, start + PIECE)
        end = match.end() if match else len(body)
        yield start, end
        start = end


class _Table(dict[int, str]):
    """The translation of each character before decomposition, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        from unicodedata import category, normalize

        char = chr(code)
        if char in _FOLDED:
            folded = _FOLDED[char]
        elif char.isspace():
            folded = " "
        elif category(char) == "Cf":  # invisible: soft hyphens, joiners, marks of direction
            folded = ""
        elif "\ufb00" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc":  # ligatures, positional letter forms
            folded = normalize("NFKD", char)
        else:
            folded = char
        self[code] = folded
        return folded


_TABLE = _Table()
