"""Find words that may be spellings of each other, without comparing all pairs."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .name_score import consonants, word_likeness

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

NEAR = 0.58
"""Likeness from which words find each other; lower than for pairing, for names of one short word."""

CHUNK = 250
"""Words looked up at a time; bounds memory."""

SHORTEST_SKELETON = 5
LONG_WORD = 7


def near_words(words: Sequence[str], weights: np.ndarray[Any, Any]) -> csr_matrix:
    """Build the matrix of words that may be paired, with their mean weights."""
    import numpy as np
    from scipy.sparse import coo_matrix

    left, right = array("i", range(len(words))), array("i", range(len(words)))
    for i, j in _near_word_pairs(words):
        if word_likeness(words[i], words[j]) >= NEAR:
            left.extend((i, j))
            right.extend((j, i))
    rows, columns = np.asarray(left), np.asarray(right)
    means = ((weights[rows] + weights[columns]) / 2).astype(np.float32)
    pairs: Any = coo_matrix((means, (rows, columns)), shape=(len(words), len(words)))
    return pairs.tocsr()


def _near_word_pairs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of words that share a key, or of which one is the other's initial; each once."""
    by_letter: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        by_letter.setdefault(word[0], []).append(number)
    for number, word in enumerate(words):
        if len(word) == 1:
            yield from ((number, other) for other in by_letter[word] if other != number)
    yield from _with_a_key(words)


def _with_a_key(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of words that share a key."""
    import numpy as np
    from scipy.sparse import csr_matrix

    hashes, ends = array("q"), array("q", [0])
    for word in words:
        hashes.extend(set(_keys(word)))
        ends.append(len(hashes))
    keys, columns = np.unique(np.asarray(hashes), return_inverse=True)
    ones = np.ones(len(columns), dtype=np.int8)
    keyed = csr_matrix((ones, columns, np.asarray(ends)), shape=(len(words), len(keys)))
    by_key = keyed.T.tocsr()
    for start in range(0, len(words), CHUNK):
        met = (keyed[start : start + CHUNK] @ by_key).tocoo()
        rows = met.row + start
        once = rows < met.col
        yield from zip(rows[once].tolist(), met.col[once].tolist(), strict=True)


def _keys(word: str) -> Iterator[int]:
    """Yield keys of which near words share one: consonants, and the word or them without any one letter."""
    yield hash(word)
    if len(word) == 1:
        return
    skeleton = consonants(word)
    if len(skeleton) > 1:
        yield hash(("consonants", skeleton))
    if len(word) >= LONG_WORD:
        yield hash(("begins", word[:4]))
        yield hash(("ends", word[-4:]))
    for text in (word, skeleton) if len(skeleton) >= SHORTEST_SKELETON else (word,):
        yield from map(hash, shortened(text))


def shortened(text: str) -> Iterator[str]:
    """Yield a skeleton without any one of its letters; two equal neighbours become one."""
    for at in range(len(text)):
        before, after = text[:at], text[at + 1 :]
        yield before + (after[1:] if before[-1:] == after[:1] else after)
