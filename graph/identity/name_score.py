"""Rate the similarity of two names, from 0 to 1: a reason to ask about two entities, never to merge them.

Names are romanized and split into words, legal forms or titles dropped; then the words of one name are paired with
those of the other, by edits or by consonants. Words left over on both sides count against the pair, those left over on
one side less, and generic words ("province", "forces") little. Differing numbers count against it; an acronym of the
other name counts for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

from .name_words import (
    GENERIC,
    LEGAL_FORMS,
    LOOK_ALIKES,
    ONES,
    ORDINALS,
    PARTICLES,
    ROMAN,
    SHORT_FORMS,
    SOUNDS,
    TENS,
    TITLES,
)

PAIRED = 0.72
"""Likeness from which two words are paired."""
ACRONYM = 0.85
SAME_CONSONANTS = 0.88
ONE_EDIT = 0.9
INITIAL = 0.75
SWAP = 2.2
"""Cost, times its weight, of an unpaired word where both sides have one: one word replaces another."""
LONGER = 0.25
ONE_WORD = 0.6
"""Cost of a word that only one side has: if several words are paired, and if only one is."""
LIGHT = 0.4
"""Weight of a generic word, relative to another word."""
OTHER_NUMBERS, MISSING_NUMBERS = 0.6, 0.8


class NameWords(NamedTuple):
    """A name prepared for comparison: words, numbers, both in order, and its letters without spaces."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    all: tuple[str, ...]
    letters: str


def name_score(name: str, other: str, *, person: bool = False) -> float:
    """Compare two names: 1 for spellings of one name, 0 for names that have nothing in common.

    >>> name_score("Acme Shipping Ltd", "ACME Shipping Limited"), name_score("Unit 8200", "Unit 8100")
    (1.0, 0.6)
    """
    return words_score(name_words(name, person=person), name_words(other, person=person), person=person)


def words_score(first: NameWords, second: NameWords, *, person: bool = False) -> float:
    """Compare two names that have been split into words."""
    if not first.letters or not second.letters:
        return 0.0
    if first.letters == second.letters or sorted(first.all) == sorted(second.all):
        return 1.0
    if not person and (is_acronym(first, second) or is_acronym(second, first)):
        return ACRONYM
    score = max(_paired(first.words, second.words), _joined(first.letters, second.letters))
    if set(first.numbers) != set(second.numbers):
        score *= OTHER_NUMBERS if first.numbers and second.numbers else MISSING_NUMBERS
    return round(score, 4)


@lru_cache(maxsize=20_000)
def name_words(name: str, *, person: bool = False) -> NameWords:
    """Prepare a name for comparison.

    >>> name_words("Brigade Forty-Four of the U.S. Army")
    NameWords(words=('brigade', 'united', 'states', 'army'), numbers=('44',), all=('brigade', '44', 'of', 'the', \
'united', 'states', 'army'), letters='brigade44oftheunitedstatesarmy')
    """
    text = name if person or name.isupper() else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    text = re.sub(r"(?<=\w)[.'`’]", "", anyascii(text).casefold())
    whole = list(_expanded(_WORD.findall(text)))
    kept = [word for word in whole if word not in (TITLES if person else LEGAL_FORMS)] or whole
    numbers = [word for word in kept if word.isdigit()]
    words = [word for word in kept if word not in PARTICLES and not word.isdigit()] or kept
    if not person:
        numbers += [ROMAN[word] for word in words if word in ROMAN]
        words = [word for word in words if word not in ROMAN] or words
    return NameWords(tuple(words), tuple(numbers), tuple(kept), "".join(kept))


_WORD = re.compile(r"[a-z]+[0-9](?=[a-z])[a-z0-9]*[a-z]|[a-z]+|\d+(?:st|nd|rd|th)?\b|\d+")


_DIGITS = frozenset("123456789")


def _expanded(words: Sequence[str]) -> Iterator[str]:
    """Yield words with short forms written out, and numbers in digits."""
    tens = 0
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word in TENS and (ONES.get(following, 10) < 10 or following in _DIGITS):
            tens = TENS[word]
        elif word in SHORT_FORMS and len(words) > 1:
            yield from SHORT_FORMS[word].split()
        elif word in ONES or word in TENS or word in ORDINALS or word[0].isdigit():
            digits = _digits(word)
            yield str(tens + int(digits)) if tens else digits
            tens = 0
        else:
            yield word if word.isalpha() else word.translate(LOOK_ALIKES)


def _digits(word: str) -> str:
    """Write a number in words, or with the ending of an ordinal, in digits."""
    number = ONES.get(word) or TENS.get(word) or ORDINALS.get(word)
    return str(number) if number else word.rstrip("stndrh").lstrip("0") or "0"


@lru_cache(maxsize=200_000)
def consonants(word: str) -> str:
    """Reduce a word to its consonants, unifying the ones that transcriptions confuse.

    >>> consonants("mohammed") == consonants("muhamad"), consonants("qadhafi") == consonants("kadafi")
    (True, True)
    """
    for sound, plain in SOUNDS:
        word = word.replace(sound, plain)
    return re.sub(r"(.)\1+", r"\1", word[:1] + re.sub(r"[aeiouyh]", "", word[1:]))


def is_acronym(short: NameWords, long: NameWords) -> bool:
    """Check whether a name of one word has the initials of the other."""
    if len(short.all) != 1 or len(short.letters) < 2 or len(long.all) < len(short.letters):
        return False
    return short.letters in initials(long)


def initials(name: NameWords) -> set[str]:
    """List the acronyms that a name may have: of all its words, and without particles."""
    return {"".join(word[0] for word in words) for words in (name.all, name.words)}


def _paired(words: Sequence[str], others: Sequence[str]) -> float:
    """Weigh paired words against unpaired ones."""
    left, right = dict(enumerate(words)), dict(enumerate(others))
    matched = total = 0.0
    pairs = 0
    for likeness, i, j in sorted(_likenesses(words, others), reverse=True):
        if i in left and j in right:
            weight = (word_weight(left.pop(i)) + word_weight(right.pop(j))) / 2
            matched, total, pairs = matched + likeness * weight, total + weight, pairs + 1
    return matched / (total + _cost(pairs, _weigh(left.values()), _weigh(right.values()))) if pairs else 0.0


def _likenesses(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[float, int, int]]:
    for i, word in enumerate(words):
        for j, other in enumerate(others):
            if (likeness := word_likeness(word, other)) >= PAIRED:
                yield likeness, i, j


def _cost(pairs: int, left: float, right: float) -> float:
    """Compute the cost of unpaired words: more on both sides (a swap) than on one (a short form)."""
    less, more = sorted((left, right))
    if less:
        return SWAP * less + 0.35 * (more - less)
    return (LONGER if pairs > 1 else ONE_WORD) * more


def _weigh(words: Iterable[str]) -> float:
    return sum(map(word_weight, words))


@lru_cache(maxsize=200_000)
def word_weight(word: str) -> float:
    """Weigh a word of a name: long ones more, generic ones and initials little."""
    if len(word) == 1:
        return 0.5
    return float((2 * len(word)) ** 0.5 * (LIGHT if word in GENERIC else 1))


@lru_cache(maxsize=200_000)
def word_likeness(word: str, other: str) -> float:
    """Compare two words by edits, and by consonants where vowels are a matter of transcription."""
    if word == other:
        return 1.0
    if len(word) == 1 or len(other) == 1:
        return INITIAL if word[0] == other[0] else 0.0
    edits, longest = DamerauLevenshtein.distance(word, other), max(len(word), len(other))
    score = 1 - edits / longest
    if edits == 1:
        score = max(score, ONE_EDIT) if longest >= 5 else score * 0.9
    skeleton = consonants(word)
    if len(skeleton) >= 2 and skeleton == consonants(other):
        score = max(score, SAME_CONSONANTS)
    return score if word[0] == other[0] or edits <= 1 else score * 0.9


def _joined(letters: str, others: str) -> float:
    """Compare names whose words are split in other places."""
    longest = max(len(letters), len(others))
    most = max(1, longest // 12)
    if abs(len(letters) - len(others)) > most:
        return 0.0
    edits = DamerauLevenshtein.distance(letters, others, score_cutoff=most)
    return (1 - edits / longest) * (0.9 if longest < 5 else 1) if edits <= most else 0.0
