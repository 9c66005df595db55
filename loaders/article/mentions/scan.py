"""Find the names of a sentence: known ones, capitals with a head noun, adjectives with troops, counts of people."""

from __future__ import annotations

from .. import lexicon
from ..records import Sentence
from ..remembered import Remembered
from .actors import fighters, shared, with_head
from .capitals import longer, ordinal_unit, unknown_name
from .counts import counted
from .described import described
from .names import Name, Names
from .span import POSSESSIVE, Span, lookup_of

_COMPOUNDED = frozenset(
    "backed led linked supported sponsored funded controlled held based aligned allied trained affiliated "
    "armed financed occupied inspired dominated run owned made born educated brokered mediated imposed "
    "friendly equipped claimed".split()
)
_SITES = frozenset("airport prison bridge stadium seaport dam refinery airfield airbase hospital".split())
"""Nouns that make a place of their own with the name of a town: the Baghdad airport."""
_SHOUTED = ("IS", "PA", "CAR", "AU")
"""Names that are words in a headline of capitals."""


class Scanner:
    """Find names in sentences, one after the other."""

    def __init__(self, names: Names) -> None:
        """Look names up in a dictionary."""
        self._lookup = lookup_of(names)
        heads = self._lookup.heads
        self._names_begin = {*names.first_words(), *lexicon.NUMBERS, *lexicon.VAGUE}
        self._described = heads.description.keys() | heads.actor.keys()
        self._begun = Remembered(self._begun_by)

    def scan(self, sentence: Sentence) -> list[Span]:
        """Find the names of a sentence in their order; they do not overlap."""
        spans: list[Span] = []
        headline = sentence.kind == "title" and _is_headline(sentence.words)
        stop = 0
        for at, begun in enumerate(map(self._begun.__getitem__, sentence.words)):
            if not begun or at < stop:
                continue
            last = spans[-1] if spans else None
            if begun == "description":
                span = described(self._lookup, sentence, at, last)
            else:
                span = self._span_at(sentence, at, last, headline)
            if span is not None:
                while spans and spans[-1].stop > span.first:
                    spans.pop()
                spans.append(span)
                stop = span.stop
        return shared(spans, sentence) if len(spans) > 1 else spans

    def _begun_by(self, word: str) -> str:
        """Say what may be found at a word: a "name" (or count), only a "description", or "" for nothing."""
        if word[0].isupper() or word[0].isdigit() or word in self._names_begin or word.startswith(("pro-", "anti-")):
            return "name"
        if word not in self._described:
            return ""
        return "name" if "-" in word else "description"

    def _span_at(self, sentence: Sentence, at: int, last: Span | None, headline: bool) -> Span | None:
        words, lookup = sentence.words, self._lookup
        word, lower = words[at], sentence.lower[at]
        if "-" in word and (compound := self._compound(words, at)):
            return compound
        known = lookup.names.longest(words, at)
        if known is not None and not (headline and word in _SHOUTED and known[1].rule != "store"):
            return self._known(sentence, at, *known)
        if word[0].isdigit() and (unit := ordinal_unit(lookup, sentence, at)):
            return unit
        if at and word[0].isupper() and lower in lexicon.NUMBERS and (span := self._capital(sentence, at, headline)):
            return span  # "the Three Brotherhood Alliance"
        if word[0].isdigit() or lower in lexicon.NUMBERS or lower in lexicon.VAGUE:
            return counted(lookup, sentence, at)
        if word[0].isupper() and (span := self._capital(sentence, at, headline)):
            return span
        return described(lookup, sentence, at, last)

    def _capital(self, sentence: Sentence, at: int, headline: bool) -> Span | None:
        word = sentence.words[at]
        following = sentence.words[at + 1][:1] if at + 1 < len(sentence.words) else ""
        head = self._lookup.heads.name.get(word)
        allies = head is not None and head.kind == "coalition"  # "Coalition nations"
        if word in self._lookup.peoples:
            if span := with_head(self._lookup, sentence, at, at + 1, word, None):
                return span
            if not following.isupper() and not allies:
                return None
        if word in self._lookup.plurals:
            return Span(at, at + 1, word, "Population", "community", "people", "people")
        if headline or (not at and not allies and lexicon.is_common(sentence.lower[at]) and not following.isupper()):
            return None
        return unknown_name(self._lookup, sentence, at)

    def _compound(self, words: tuple[str, ...], at: int) -> Span | None:
        """Read the name in "Iran-backed", "al Qaeda-linked" or "pro-Iranian"."""
        word = words[at]
        prefix, _, rest = word.partition("-")
        before, _, last = word.rpartition("-")
        if prefix.lower() in ("pro", "anti") and rest[:1].isupper():
            spelling = rest
        elif last.lower() in _COMPOUNDED and before[:1].isupper():
            spelling = before
        else:
            return None
        for first in (at - 2, at - 1, at):
            spelt = (*words[first:at], spelling) if first >= 0 else ()
            known = self._lookup.names.longest(spelt, 0) if spelt else None
            if known and known[0] == len(spelt) and (first == at or spelling == before):
                name = known[1]
                return Span(
                    first, at + 1, name.name, name.type, name.kind, "compound", name.rule, name.country, head=spelling
                )
        name = Name(spelling, "", None)
        return Span(at, at + 1, name.name, name.type, name.kind, "compound", name.rule, name.country, head=spelling)

    def _known(self, sentence: Sentence, at: int, stop: int, name: Name) -> Span | None:
        following = sentence.words[stop] if stop < len(sentence.words) else ""
        if following[:1].isupper() and (span := longer(self._lookup, sentence, at, stop, name)):
            return span
        if name.form == "adjective" and at and sentence.lower[at - 1] == "ethnic":  # "an ethnic Albanian leader"
            return with_head(self._lookup, sentence, at, stop, " ".join(sentence.words[at:stop]), None)
        span = None
        if name.type == "State":
            after = stop + (following in POSSESSIVE)
            span = with_head(self._lookup, sentence, at, after, " ".join(sentence.words[at:stop]), name.name)
        elif name.type == "Organization":
            span = fighters(self._lookup, sentence, at, stop, name)
        if name.type == "Place" and following in _SITES:
            full = " ".join(sentence.words[at : stop + 1])
            return Span(at, stop + 1, full, "Place", "site", "name", "place and site", name.country)
        return span or Span(at, stop, name.name, name.type, name.kind, name.form, name.rule, name.country)


def _is_headline(words: tuple[str, ...]) -> bool:
    if words[-1:] == (":",):
        return False  # it leads in what follows
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) > 0.7 * len(long)
