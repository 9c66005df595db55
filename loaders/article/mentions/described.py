"""Descriptions that a later stage resolves: "the terrorist group", "the security forces", "the country"."""

from __future__ import annotations

from .. import lexicon
from ..records import Sentence
from .actors import of_country
from .heads import Head, is_office
from .span import BETWEEN, Lookup, Span

_MODIFYING = frozenset(
    "military government police army opposition party state court company bank navy coalition".split()
)
_BARE = frozenset(
    "police troops soldiers authorities rebels militants insurgents gunmen guerrillas jihadists "
    "terrorists separatists lawmakers prosecutors officials".split()
)
_POINTING = ("the", "this", "that", "these", "those", "its", "their", "his")


def _after(last: Span | None, first: int, at: int) -> int:
    """Let a description begin behind a compound that was read before it."""
    return max(first, last.stop) if last is not None and last.form == "compound" and last.stop <= at else first


def _ends_a_name(sentence: Sentence, at: int, last: Span | None) -> bool:
    """Check whether the word goes on a name with capitals that was just read."""
    if last is None or last.stop != at or last.form == "compound":
        return False
    return sentence.words[at - 1][0].isupper()


def described(lookup: Lookup, sentence: Sentence, at: int, last: Span | None) -> Span | None:
    """Read the description whose head noun is at a word."""
    lower = sentence.lower
    head = lookup.heads.description.get(lower[at]) or lookup.heads.actor.get(lower[at])
    if head is None or _ends_a_name(sentence, at, last):
        return None
    first = _after(last, _first(lookup, lower, at), at)
    definite = bool(first) and lower[first - 1] in _POINTING
    rule = "definite" if definite else "bare"
    span = Span(first, at + 1, "", head.type, head.kind, "description", rule, head=lower[at])
    if (owned := of_country(lookup, sentence, span, head)) is not None:
        return owned
    if _has_officer(sentence, at):
        return span._replace(rule="definite")
    if at + 1 < len(lower) and _goes_on(lookup, sentence, at + 1, head):
        return None
    if not definite and (name := _followers(lookup, sentence, span)):
        return span._replace(name=name, form="name", rule=FOLLOWERS)
    if (owned := _named_by_its_leader(span, last, lower)) is not None:
        return owned
    modified = first < at and lower[at] in lookup.heads.actor
    return span if definite or head.type == "Population" or modified or lower[at] in _BARE else None


def _has_officer(sentence: Sentence, at: int) -> bool:
    """Check whether an officer of a body follows with his name: "army spokesman Omar Said"."""
    after = sentence.words[at + 1 : at + 3]
    return sentence.lower[at] in _STAFFED and len(after) == 2 and is_office(after[0]) and after[1][0].isupper()


_STAFFED = frozenset("army military police government navy".split())


def _followers(lookup: Lookup, sentence: Sentence, span: Span) -> str:
    """Name armed people by whom they follow: "a faction led by Omar Said", "forces loyal to Khalifa Haftar"."""
    bond, at = sentence.lower[span.stop : span.stop + 2], span.stop + 2
    if bond not in _BONDS or span.type != "Organization" or span.kind not in ("armed_group", "militia", "military"):
        return ""
    while at < len(sentence.words) and (sentence.lower[at] == "the" or is_office(sentence.lower[at])):
        at += 1
    known = lookup.names.longest(sentence.words, at) if at < len(sentence.words) else None
    stop = known[0] if known is not None else at
    bare = known is None or known[1].form == "adjective"
    while stop < len(sentence.words) and bare and _belongs(lookup, sentence, stop):
        stop += 1
    return " ".join([*sentence.lower[span.first : span.stop], *bond, *sentence.words[at:stop]]) if stop > at else ""


def _belongs(lookup: Lookup, sentence: Sentence, at: int) -> bool:
    return sentence.words[at][0].isupper() or sentence.lower[at] in lookup.heads.actor


FOLLOWERS = "named by whom they follow"
_BONDS = frozenset(
    {("led", "by"), ("headed", "by"), ("commanded", "by"), ("loyal", "to"), ("allied", "with"), ("allied", "to")}
    | {("backed", "by"), ("armed", "by"), ("supported", "by")}
)


def _named_by_its_leader(span: Span, last: Span | None, lower: tuple[str, ...]) -> Span | None:
    """Read the name in "the Saudi-led coalition", "Russia-backed separatists"."""
    if last is None or last.form != "compound" or last.stop != span.first:
        return None
    if span.kind != "coalition" and not (span.kind in ("armed_group", "militia") and lower[span.stop - 1][-1] == "s"):
        return None
    compound = lower[last.stop - 1]
    prefix, words = compound.partition("-")[0], compound.rpartition("-")[2]
    whose = f"{prefix}-{last.head}" if prefix in ("pro", "anti") else f"{last.head}-{words}"
    name = f"{whose} {' '.join(lower[span.first : span.stop])}"
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
