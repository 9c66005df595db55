"""People in numbers: "at least 12 civilians", "six people", "killing six"."""

from __future__ import annotations

import re
from itertools import dropwhile

from .. import lexicon
from ..records import Sentence
from .actors import with_head
from .span import BETWEEN, Lookup, Span

_NUMBER = re.compile(r"\d[\d,.]*")
_QUALIFIERS = tuple(
    tuple(phrase.split())
    for phrase in (
        "at least", "more than", "fewer than", "less than", "up to", "as many as", "over", "about", "around", "some",
        "nearly", "almost", "approximately",
    )
)  # fmt: skip
_GOES_ON = frozenset("of hundred thousand million dozen more other".split())
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
_OWNED = ("its", "his", "their", "the")
_HARM = frozenset("killing injuring wounding killed wounded injured".split())
_AFTER = frozenset("killed injured wounded dead others".split())


def counted(lookup: Lookup, sentence: Sentence, at: int) -> Span | None:
    """Read the people that a number at a word counts."""
    lower = sentence.lower
    if at and (lower[at - 1] in _ASKING or lower[at - 1] in lexicon.MONTHS):
        return None  # "how many people", "on July 27 the army"
    start = _after_number(sentence, at)
    head_at, country, body = _head(lookup, sentence, start)
    if head_at < 0:
        head_at = _headless(sentence, at, start)
        if head_at < 0:
            return None
    amount, first = _amount(sentence, at, start)
    if amount is None:
        return None
    if body is not None and body.stop == head_at + 1:
        return body._replace(first=first, form="count", amount=amount)
    while start < head_at and lower[start] in _OWNED:
        start += 1
    name = " ".join(sentence.words[start : head_at + 1])
    name = name if name and _AFTER.isdisjoint(name.split()) else "people"
    kind = _kind(lookup, lower[head_at])
    return Span(first, head_at + 1, name, "Population", kind, "count", "count", country, amount, lower[head_at])


_ASKING = ("how", "so", "too")
"""Words that make a number of what follows none: "how many people"."""


def _after_number(sentence: Sentence, at: int) -> int:
    """Find the word after a number, and after the number of those that it is a part of: "two of the three men"."""
    lower = sentence.lower
    start = at + 1
    while start < len(lower) and (lower[start] in lexicon.NUMBERS or lower[start] in _GOES_ON) and start - at < 5:
        start += 1
    if lower[start - 1 : start] == ("of",) and lower[start : start + 1] and lower[start] in _OWNED:
        whole = start + 1
        if whole < len(lower) and (lower[whole] in lexicon.NUMBERS or _NUMBER.fullmatch(lower[whole])):
            return whole + 1
    return start


def _kind(lookup: Lookup, word: str) -> str:
    """Say whether a word means civilians or any victims."""
    head = lookup.heads.victim.get(word)
    return "civilians" if head is not None and head.what == "civilians" else "victims"


def _head(lookup: Lookup, sentence: Sentence, start: int) -> tuple[int, str | None, Span | None]:
    """Find the word that says who is counted, -1 without one; their country; them as an actor."""
    lower, words = sentence.lower, sentence.words
    country, body, head_at = None, None, -1
    end = start
    while end < len(lower) and end - start < 6:
        if head_at >= 0 and lower[end] in _AFTER:
            break  # "left 15 soldiers dead"
        if lower[end] in lookup.heads.victim:
            head_at = end
        elif (known := lookup.names.longest(words, end)) and known[1].form != "people" and known[1].type == "State":
            country = known[1].name
            body = with_head(lookup, sentence, end, known[0], " ".join(words[end : known[0]]), country)
            end = known[0]
            continue
        elif not (_modifies(lower[end]) or words[end] in lookup.peoples or _names_a_trade(lookup, lower, end)):
            break
        end += 1
    return head_at, country, body


def _names_a_trade(lookup: Lookup, lower: tuple[str, ...], at: int) -> bool:
    """Check whether a noun says which people follow: "seven dock workers"."""
    follows = at + 1 < len(lower) and lower[at + 1] in lookup.heads.victim
    return follows and lower[at].isalpha() and (lexicon.noun_like(lower[at]) or not lexicon.is_listed(lower[at]))


def _modifies(word: str) -> bool:
    """Check whether a word may stand between a number and who is counted."""
    return lexicon.is_adjective(word) or word in BETWEEN or word in _OWNED


def _headless(sentence: Sentence, at: int, start: int) -> int:
    """Find the last word of a number that counts people without saying so: "killing six", "five injured"."""
    lower = sentence.lower
    following = lower[start] if start < len(lower) else ""
    if following in _AFTER:
        return start if following == "others" else start - 1
    alone = start == at + 1 and following not in lexicon.NUMBERS and not lexicon.noun_like(following)
    return start - 1 if alone and at and lower[at - 1] in _HARM else -1


def _amount(sentence: Sentence, at: int, stop: int) -> tuple[int | str | None, int]:
    """Read a count (a number, or words such as "at least 12"), and find the word at which it begins."""
    lower = sentence.lower
    value = _value(sentence, at)
    if value is None:
        vague = {"some": "several", "few": None}.get(lower[at], lower[at]) if lower[at] in lexicon.VAGUE else None
        return vague, at
    value *= _SCALES.get(lower[at + 1] if at + 1 < stop else "", 1)
    for parts in _QUALIFIERS:
        if lower[max(at - len(parts), 0) : at] == parts:
            return f"{' '.join(parts)} {value}", at - len(parts)
    return value, at


def _value(sentence: Sentence, at: int) -> int | None:
    text, word = sentence.words[at], sentence.lower[at]
    if _NUMBER.fullmatch(text):
        digits = text.replace(",", "")
        year = digits.isdigit() and 1900 <= int(digits) <= 2100 and "," not in text
        return int(digits) if digits.isdigit() and not year else None
    if word in lexicon.NUMBERS:
        return lexicon.NUMBERS[word]
    tens, _, ones = word.partition("-")
    if tens in lexicon.NUMBERS and ones in lexicon.NUMBERS:
        return lexicon.NUMBERS[tens] + lexicon.NUMBERS[ones]
    return None


def counted_people(text: str) -> str:
    """Name who is counted, without the number.

    >>> counted_people("dozens of Chadian soldiers"), counted_people("at least 12 troops")
    ('Chadian soldiers', 'troops')
    """
    return " ".join(dropwhile(_is_amount, text.split())) or text


def _is_amount(word: str) -> bool:
    lower = word.lower()
    listed = lower in lexicon.VAGUE or lower in _GOES_ON or lower in _BOUNDS
    return listed or lower[0].isdigit() or lower.partition("-")[0] in lexicon.NUMBERS


_BOUNDS = frozenset(word for phrase in _QUALIFIERS for word in phrase)
