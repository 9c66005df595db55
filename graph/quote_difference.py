"""Find the words in which a quote differs from the most similar place of a text."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from unicodedata import category

from .folding import fold

LONGEST = 400_000
"""The most characters of a text that is searched for a similar place."""


def difference(quote: str, body: str) -> tuple[str, str] | None:
    """Find the differing words of a quote and of the text; None if no place is similar."""
    if len(body) > LONGEST:
        return None
    quoted, words = _words(quote), _words(body)
    keys, text_keys = [_key(word) for word in quoted], [_key(word) for word in words]
    start = _alignment(keys, text_keys)
    if start is None:
        return None
    window = slice(max(start - 2, 0), max(start + len(keys) + 2, 0))
    blocks = SequenceMatcher(None, keys, text_keys[window], autojunk=False).get_matching_blocks()
    matching = [block for block in blocks if block.size]
    if sum(block.size for block in matching) * 2 < len(keys):
        return None
    begin = min(matching[0].b, matching[0].b - matching[0].a) if matching[0].b >= matching[0].a else 0
    last = matching[-1]
    end = last.b + last.size + len(keys) - last.a - last.size
    mine, theirs = _differing(quoted, words[window][max(begin, 0) : end], keys, text_keys[window][max(begin, 0) : end])
    return (mine, theirs) if mine or theirs else None


def _words(text: str) -> list[str]:
    """Split a text at white space and after dashes between words."""
    return re.findall(r"\S+?(?:(?<=\w)[–—](?=\w)|(?=\s)|$)", text)


def _differing(quoted: list[str], words: list[str], keys: list[str], text_keys: list[str]) -> tuple[str, str]:
    mine: list[str] = []
    theirs: list[str] = []
    for tag, i, j, k, m in SequenceMatcher(None, keys, text_keys, autojunk=False).get_opcodes():
        if tag != "equal":
            mine.append(_shown(quoted[i:j]))
            theirs.append(_shown(words[k:m]))
    if not any(mine) and not any(theirs):
        mine, theirs = _otherwise_punctuated(quoted, words)
    return ", ".join(filter(None, mine)), ", ".join(filter(None, theirs))


def _alignment(keys: list[str], text_keys: list[str]) -> int | None:
    """Find the word of the text at which the quote would have to begin for most of its words to match."""
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    votes = Counter(at - place for at, key in enumerate(text_keys) for place in places.get(key, ()))
    if not votes:
        return None
    # An added or missing word shifts the words after it by one, so neighbouring votes count half.
    return max(votes, key=lambda start: (votes[start] + votes[start - 1] * 0.5 + votes[start + 1] * 0.5, -start))


def _key(word: str) -> str:
    return _bare(fold(word))


def _otherwise_punctuated(quoted: list[str], words: list[str]) -> tuple[list[str], list[str]]:
    """List the words of a quote whose punctuation differs, and the text's; the quote may begin or end inside one."""
    last = len(quoted) - 1
    pairs = [
        (word, other)
        for place, (word, other) in enumerate(zip(quoted, words, strict=False))
        if fold(word) != fold(other)
        and not (place == 0 and fold(other).endswith(fold(word)))
        and not (place == last and fold(other).startswith(fold(word)))
    ]
    return [word for word, _ in pairs], [other for _, other in pairs]


def _shown(words: list[str]) -> str:
    """Join words without the punctuation around them, unless it is all they have."""
    joined = re.sub(r"(?<=\w[–—]) ", "", " ".join(words))
    return _bare(joined) or joined


def _bare(words: str) -> str:
    """Strip the punctuation around words, but no vowel signs."""
    return words.strip("".join({char for char in words if not char.isalnum() and category(char)[0] != "M"}))
