"""Descriptions that a later stage resolves: "the terrorist group", "the security forces", "the country"."""

from __future__ import annotations

from .. import lexicon
from ..records import Sentence
from .actors import of_country
from .heads import Head
from .span import BETWEEN, Lookup, Span

_MODIFYING = frozenset(
    "military government police army opposition party state court company bank navy coalition".split()
)
_BARE = frozenset(
    "police troops soldiers authorities rebels militants insurgents gunmen guerrillas jihadists "
    "terrorists separatists lawmakers prosecutors officials".split()
)
_POINTING = ("the", "this", "that", "these", "those", "its", "their", "his")


def described(lookup: Lookup, sentence: Sentence, at: int, last: Span | None) -> Span | None:
    """Read the description whose head noun is at a word."""
    lower = sentence.lower
    head = lookup.heads.description.get(lower[at]) or lookup.heads.actor.get(lower[at])
    compound = last is not None and last.form == "compound"
    if head is None or (last is not None and last.stop == at and sentence.words[at - 1][0].isupper() and not compound):
        return None
    first = _first(lookup, lower, at)
    if compound and last is not None and last.stop <= at:
        first = max(first, last.stop)
    definite = bool(first) and lower[first - 1] in _POINTING
    span = Span(
        first, at + 1, "", head.type, head.kind, "description", "definite" if definite else "bare", head=lower[at]
    )
    if (owned := of_country(lookup, sentence, span, head)) is not None:
        return owned
    if at + 1 < len(lower) and _goes_on(lookup, sentence, at + 1, head):
        return None
    if (owned := _named_by_its_leader(span, last, lower)) is not None:
        return owned
    modified = first < at and lower[at] in lookup.heads.actor
    return span if definite or head.type == "Population" or modified or lower[at] in _BARE else None


def _named_by_its_leader(span: Span, last: Span | None, lower: tuple[str, ...]) -> Span | None:
    """Read the name in "the Saudi-led coalition", "Russia-backed separatists"."""
    if last is None or last.form != "compound" or last.stop != span.first:
        return None
    if span.kind != "coalition" and not (span.kind in ("armed_group", "militia") and lower[span.stop - 1][-1] == "s"):
        return None
    words = lower[last.stop - 1].rpartition("-")[2]
    name = f"{last.head}-{words} {' '.join(lower[span.first : span.stop])}"
    return span._replace(name=name, form="name", rule="named by its leader")


def _first(lookup: Lookup, lower: tuple[str, ...], at: int) -> int:
    first = at
    while first > max(at - 3, 0):
        word = lower[first - 1]
        if not (word in lookup.heads.modifiers or word in BETWEEN or lexicon.is_adjective(word)):
            break
        first -= 1
    return first


def _goes_on(lookup: Lookup, sentence: Sentence, after: int, head: Head) -> bool:
    """Check whether a noun is not the last of its phrase, or names its person itself."""
    word, lower, own = sentence.words[after], sentence.lower[after], sentence.lower[after - 1]
    if head.type == "Person" and (word[0].isupper() or lower == "of"):
        return True
    if lower in lookup.heads.actor or lower in lookup.heads.description:
        return True
    if not lower.isalpha() or not lexicon.noun_like(lower):
        return False
    if own in lookup.heads.modifiers or own in _MODIFYING:
        return True
    return lower not in lexicon.verbs() and lexicon.is_common(lower)
