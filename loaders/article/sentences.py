"""Split running text into sentences and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from .records import Article, Block, Sentence

_TITLES = "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Spc|Pvt|Brig|Adm|Sen|Rep|Gov|Pres|Hon|Rev|Fr|St|Ft|Mt"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|approx|est|Inc|Corp|Ltd|Co|Jr|Sr"
_WORD = re.compile(
    rf"""
    ((?=\S)(?:                                         # tries nothing at a space
    [A-Za-z][a-z]*(?=[ ,])                             # most words, recognized fast
    | (?:[^\W\d_]\.){{2,}}(?:-[a-z]+)*                 # U.S., U.S.-led
    | (?:{_TITLES}|{_SHORT})\.(?=\s|$)
    | \b[A-Z]\.(?=\s?[A-Z]\w)                          # an initial
    | [$€£]?\d+(?:[.,:]\d+)*(?:-?[^\W\d_]+)*(?:-[^\W\d_]+)*%?
    | [^\W_]+(?:[-‐‑&/][^\W_]+|['’ʼ`](?![sS]\b)[^\W_]+|\.(?=com\b|org\b)[^\W_]+)*
    | ['’][sS]\b
    | \.\.\.|--|[^\w\s\u00ad\u200b-\u200f\u2060\ufeff]
    ))
    """,
    re.VERBOSE,
)
_END = re.compile(r"[.!?…”\"](?:(?<=[.!?…])[.!?…]*)?[\"”’'\)\]]*(?=\s|$)")  # begins with a set: found fast
_TERMINAL = frozenset(".!?…")
_ABBREVIATED = re.compile(rf"(?:\b(?:{_TITLES}|{_SHORT})|\b[A-Z]|(?:\b[^\W\d_]\.)+[^\W\d_])\.$")
_OPENS = frozenset(
    "the in on at but and he she it they we this that these those a an if when while after before as for from "
    "however meanwhile there its his her their our also according".split()
)
_CITY = r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+)*"
_DATE = r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]+\.?(?:,? \d{4})?))"
_AREA = rf"(?:, [A-Z][\w.]*(?: (?:of )?(?:the )?[A-Z][\w.]*)*)?{_DATE}?"
_DATELINE = re.compile(
    rf"(?:{_CITY}{_AREA}(?: ?\([^)\n]{{2,30}}\))?|[A-Z]\w+(?: [A-Z]\w+)?"
    rf"(?:{_AREA} ?\([A-Z][\w /.]{{1,25}}\)|{_DATE}))"
    r" ?(?:--?|–|—|_|(?<=\)):) ?(?=[\"“‘']?[A-Z0-9])"
)
"""The dateline before the first sentence of a report: "KABUL, May 9 (Reuters) - "."""
LONGEST_SENTENCE = 2000
"""The most characters of a sentence; a longer one is a list or table, and is cut at a space."""


def sentences_of(article: Article) -> list[Sentence]:
    """Split an article into sentences.

    >>> text = "Iran and the U.S. Army met. It was Monday."
    >>> [s.text for s in sentences_of(Article(text, (Block(0, len(text), 1),)))]
    ['Iran and the U.S. Army met.', 'It was Monday.']
    """
    sentences: list[Sentence] = []
    paragraphs = _Paragraphs(article.text)
    for block in article.blocks:
        for start, end in _bounds(article.text, block):
            sentence = sentence_of(article.text, start, end, len(sentences), paragraphs.number(start), block.kind)
            if sentence.words:
                sentences.append(sentence)
    return sentences


def sentence_of(
    text: str, start: int = 0, end: int | None = None, number: int = 0, paragraph: int = 1, kind: str = "text"
) -> Sentence:
    """Make a sentence of a stretch of text, with its words."""
    end = len(text) if end is None else end
    own = text[start:end]
    pieces = _WORD.split(own)  # words at odd places, what stands between them at even ones
    bounds = tuple(accumulate(map(len, pieces), initial=start))
    words = tuple(pieces[1::2])
    lower = tuple("\n".join(words).lower().split("\n")) if words else ()  # one call for all words
    return Sentence(number, start, end, paragraph, own, words, lower, bounds[1:-1:2], bounds[2::2], kind)


def _bounds(text: str, block: Block) -> Iterator[tuple[int, int]]:
    dateline = _DATELINE.match(text, block.start, block.end) if block.kind == "text" else None
    start = dateline.end() if dateline else block.start
    for match in _END.finditer(text, start, block.end):
        if match.end() < block.end and not _ends_here(text, match, block.end):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, block.end)


def _ends_here(text: str, match: re.Match[str], limit: int) -> bool:
    after = text[match.end() : min(match.end() + 40, limit)].split(maxsplit=1)
    if not after:
        return True
    following = after[0].lstrip("\"“‘'([")
    if not following[:1].isupper() and not following[:1].isdigit():
        return not following and match.group()[0] in _TERMINAL
    if match.group()[0] not in _TERMINAL:
        return False
    if match.group()[:1] == "." and len(match.group()) == 1:
        before = text[max(match.start() - 12, 0) : match.end()]
        if _ABBREVIATED.search(before):
            return following.lower().rstrip(",") in _OPENS and not re.search(r"(?<![.\w])[A-Z]\.$", before[-4:])
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut + 1
    if start < end:
        yield start, end


class _Paragraphs:
    """Finds the number of the non-empty line at an offset; offsets must ascend."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = 0  # where the current line starts
        self._number = 0

    def number(self, offset: int) -> int:
        if self._number == 0:
            self._number = int(self._has_text(0, self._end(0)))
        while (end := self._end(self._line)) < offset:
            self._line = end + 1
            self._number += self._has_text(self._line, self._end(self._line))
        return self._number

    def _end(self, start: int) -> int:
        end = self._text.find("\n", start)
        return len(self._text) if end < 0 else end

    def _has_text(self, start: int, end: int) -> bool:
        return bool(self._text[start:end].strip())
