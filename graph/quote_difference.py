"""In which words a quote differs from the place of a text that is most like it."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from .folding import fold

LONGEST = 400_000
"""Characters of a text in which a similar place is looked for."""


def difference(quote: str, body: str) -> tuple[str, str] | None:
    """Return the words of a quote that a text has otherwise, and its own there; None when no place is similar."""
    if len(body) > LONGEST:
        return None
    quoted, words = quote.split(), body.split()
    keys, known = [_key(word) for word in quoted], [_key(word) for word in words]
    start = _alignment(keys, known)
    if start is None:
        return None
    window = slice(max(start - 2, 0), max(start + len(keys) + 2, 0))
    blocks = SequenceMatcher(None, keys, known[window], autojunk=False).get_matching_blocks()
    matching = [block for block in blocks if block.size]
    if sum(block.size for block in matching) * 2 < len(keys):
        return None
    begin = min(matching[0].b, matching[0].b - matching[0].a) if matching[0].b >= matching[0].a else 0
    last = matching[-1]
    end = last.b + last.size + len(keys) - last.a - last.size
    return _differing(quoted, words[window][max(begin, 0) : end], keys, known[window][max(begin, 0) : end])


def _differing(quoted: list[str], words: list[str], keys: list[str], known: list[str]) -> tuple[str, str]:
    mine: list[str] = []
    theirs: list[str] = []
    for tag, i, j, k, m in SequenceMatcher(None, keys, known, autojunk=False).get_opcodes():
        if tag != "equal":
            mine.append(_bare(" ".join(quoted[i:j])))
            theirs.append(_bare(" ".join(words[k:m])))
    return ", ".join(filter(None, mine)), ", ".join(filter(None, theirs))


def _alignment(keys: list[str], known: list[str]) -> int | None:
    """Return at which word of the text the quote would begin for most of its words to match."""
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    votes = Counter(at - place for at, key in enumerate(known) for place in places.get(key, ()))
    if not votes:
        return None
    # An added or missing word moves the rest by one.
    return max(votes, key=lambda start: (votes[start] + votes[start - 1] * 0.5 + votes[start + 1] * 0.5, -start))


def _key(word: str) -> str:
    return _bare(fold(word))


def _bare(words: str) -> str:
    """Return words without the punctuation around them."""
    return re.sub(r"^\W+|\W+$", "", words)
