"""Names written with capitals that nobody knows yet, and how far they go."""

from __future__ import annotations

from itertools import takewhile

from .. import data, lexicon
from ..records import Sentence
from .actors import actor_name
from .heads import Head, is_office
from .names import Name
from .span import Lookup, Span

_OFFICE_MODIFIERS = frozenset(
    "Prime Vice Deputy Foreign Defense Defence Interior Finance Supreme Former Acting Interim Assistant "
    "Under Chief First Security National Secretary Executive Managing Crown Grand Lead Senior Staff "
    "Lieutenant Major Brigadier Rear Army Navy Federal State General Attorney Home Oil Health Trade "
    "Energy Information Justice Then".split()
)
_PORTFOLIOS = frozenset(
    "State Defense Defence Interior Health Finance Energy Commerce Labor Labour Transport Transportation Education "
    "Agriculture Justice Treasury Homeland Security Foreign Affairs War Oil Information Trade".split()
)
_PARTICLES = frozenset("al el bin ibn de la del da dos van von der den ul ur du".split())
_PREFIXES = ("al-", "el-", "ash-", "as-", "ad-", "ar-", "ul-", "an-", "ez-", "az-", "es-")
_OWNERS = frozenset("People Workers Women Men Lord Children Students Peoples Soldiers".split())
_NEVER = frozenset(
    "former mr mrs ms dr internet english god bible koran quran christmas easter ramadan eid twitter facebook".split()
)
_FIRST_HEADS = frozenset("Ansar Liwa Jaish Jaysh Jabhat Harakat Katibat Kataib Hizb Port Fort Mount Lake".split()) | {
    "Cape", "Camp", "Operation", "Hurricane", "Cyclone", "Typhoon", "Storm"
}  # fmt: skip
"""Heads that stand first in a name: Ansar al-Sharia, Port Sudan."""
_DIRECTIONS = frozenset(
    "West East North South Central Middle Latin Southern Northern Western Eastern Southeast".split()
)
_REGIONAL = frozenset("African Asian American European Eastern Indian Arab Slavic Baltic Pacific".split())
_UNITS = frozenset(
    "Force Group Battalion Brigade Unit Division Regiment Squadron Company Platoon Directorate Bureau".split()
)
"""Heads of names that end in a number."""
_NUMBERS = frozenset("One Two Three Four Five Six Seven Eight Nine Ten I II III IV V".split())
_AFTER_UNITS = lexicon.PREPOSITIONS | frozenset(
    "is was were has had will would and or which who that , said says".split()
)
_DASHES = ("-", "–", "—")
_DATES = lexicon.MONTHS | lexicon.DAYS


def run_end(lookup: Lookup, sentence: Sentence, first: int, at: int) -> int:
    """Find the end of a run of capitals that continues at a word."""
    words, lower = sentence.words, sentence.lower
    headed = any(word in lookup.heads.name for word in words[first:at])
    while at < len(words):
        word = words[at]
        if word[0].isupper():
            if lower[at] in _DATES or lower[at] in ("i", "the") or lower[at] in lexicon.SUBORDINATORS:
                break
            headed = headed or word in lookup.heads.name
            at += 1
            continue
        half = at == first + 1 and _is_half(lookup, sentence, first)
        if not (step := 1 if half else _joint(lookup, sentence, first, at, headed=headed)):
            break
        at += step
    return at


def _joint(lookup: Lookup, sentence: Sentence, first: int, at: int, *, headed: bool) -> int:
    """Count the words in lower case that a name goes on over: "of" in "Ministry of Defense"."""
    words, word = sentence.words, sentence.lower[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    capital = following[:1].isupper() and following.lower() not in _DATES
    if at > first and words[at - 1] in _OWNERS and word in ("'s", "’s") and capital:
        return 1
    if word == "the" and at == first + 1 and capital and lexicon.is_adjective(following.lower()):
        return 1  # "Ivan the Terrible"
    if (word in _PARTICLES and capital) or (word.startswith(_PREFIXES) and len(word) > 4):
        return 1
    if not headed:
        return 0
    if word in ("of", "for", "on") and following == "the" and at + 2 < len(words) and words[at + 2][0].isupper():
        return 2
    if word == "of" and capital:
        return 1
    if word in _DASHES and (
        following == "Operation" or (capital and any(map(is_office, sentence.lower[at + 2 : at + 5])))
    ):
        return 1  # "Task Force - Operation Northern Shield", "Task Force – Northern Shield Commander"
    return int(word in ("for", "on", "and") and capital and lookup.names.longest(words, at + 1) is None)


def _is_half(lookup: Lookup, sentence: Sentence, first: int) -> bool:
    """Check whether a word is but half of a name with "and": "Justice and Equality Movement"."""
    if sentence.lower[first + 1 : first + 2] != ("and",):
        return False
    word, head = sentence.words[first], lookup.heads.name.get((*sentence.words[first + 3 : first + 4], "")[0])
    if head is None or head.type != "Organization" or lookup.names.longest(sentence.words, first) is not None:
        return False
    return (lexicon.noun_like(word.lower()) or word in _PORTFOLIOS) and sentence.words[first + 2][0].isupper()


def _is_no_name(lookup: Lookup, word: str, *, first: bool) -> bool:
    """Check whether a word with a capital is a common one, perhaps only as the first of its sentence."""
    if first and _is_head(lookup, word):
        return True  # "Gunmen killed"
    named = not first and not lexicon.is_listed(word) and word.endswith(("th", "or"))  # "in Perth"
    return lexicon.is_common(word) and not named and not _is_given_name(word)


def unknown_name(lookup: Lookup, sentence: Sentence, at: int) -> Span | None:
    """Read the name that begins at a capital, with the type of its head noun."""
    words, lower = sentence.words, sentence.lower
    if span := _numbered_unit(lookup, sentence, at):
        return span
    if _is_none(lookup, sentence, at) and not _is_half(lookup, sentence, at):
        return None
    end = _cut(lookup, sentence, at, run_end(lookup, sentence, at, at + 1))
    if end - at > 1 and words[at] in _DIRECTIONS and words[end - 1] in _REGIONAL:
        return None  # "the West African bloc"
    head = head_of(lookup, words, at, end)
    name = " ".join(words[at:end]).replace(" 's", "'s").replace(" ’s", "’s")
    if end - at == 1:
        if head is not None and head.kind is not None and (at or head.kind == "coalition"):
            return Span(at, end, "", head.type, head.kind, "description", "head noun", head=lower[at])
        if _is_no_name(lookup, lower[at], first=not at):
            return None
    elif head is not None:
        return Span(at, end, name, head.type, head.kind, "name", "head noun")
    return _with_troops(lookup, sentence, at, end) or Span(at, end, name, "", None, "name", "capitals")


def _is_head(lookup: Lookup, word: str) -> bool:
    """Check whether a word in lower case says what somebody is: gunmen, rebels."""
    return word in lookup.heads.actor or word in lookup.heads.description or word in lookup.heads.victim


def ordinal_unit(lookup: Lookup, sentence: Sentence, at: int) -> Span | None:
    """Read a numbered unit: "33rd Front", "5th Special Forces Group"."""
    words, lower = sentence.words, sentence.lower
    if not lower[at].endswith(("st", "nd", "rd", "th")) or not words[at + 1 : at + 2] or not words[at + 1][0].isupper():
        return None
    end = run_end(lookup, sentence, at, at + 1)
    head = head_of(lookup, words, at + 1, end)
    if head is None or head.type != "Organization":
        return None
    return Span(at, end, " ".join(words[at:end]), head.type, head.kind, "name", "ordinal unit")


def _numbered_unit(lookup: Lookup, sentence: Sentence, at: int) -> Span | None:
    """Read a unit whose name ends in its number: "Task Force 76", "CTF 50"."""
    words = sentence.words
    end = at + 1
    while end < len(words) and words[end] in _UNITS:
        end += 1
    number, following = (*words[end : end + 2], "", "")[:2]
    if not number.isdigit() or len(number) > 3 or (following.islower() and following not in _AFTER_UNITS):
        return None
    head = lookup.heads.name.get(words[end - 1]) if words[end - 1] in _UNITS else None
    if head is None and not (words[at].isupper() and words[at].isalpha() and 2 < len(words[at]) < 6):
        return None
    name = " ".join(words[at : end + 1])
    return Span(at, end + 1, name, "Organization", head.kind if head else None, "name", "numbered unit")


def _with_troops(lookup: Lookup, sentence: Sentence, at: int, end: int) -> Span | None:
    """Read "Shona rebels": an unknown name with the head noun of an armed or official body."""
    head = lookup.heads.actor.get(sentence.lower[end]) if end < len(sentence.lower) else None
    if head is None or head.type != "Organization" or is_office(sentence.lower[end]):
        return None
    name = actor_name(lookup, sentence.words, (at, end, end + 1), "", head, None)
    return Span(at, end + 1, name, head.type, head.kind, "name", "name and head noun", head=sentence.lower[end])


def _is_none(lookup: Lookup, sentence: Sentence, at: int) -> bool:
    """Check whether a word with a capital is no name: a date, a post, the first word of a sentence."""
    words, lower = sentence.words, sentence.lower
    word = lower[at]
    if "-" in word and all(lookup.names.longest((part,), 0) for part in words[at].split("-")):
        return True  # "the US-Iran talks" is nobody's name
    if word in _DATES or word in _NEVER or words[at] == "I" or is_office(word):
        return True
    if words[at] in _PORTFOLIOS and _is_of_post(sentence, at):
        return True  # "Secretary of State Rice"
    if word.replace("’", "'").split("'")[0] in lexicon.PRONOUNS:
        return True  # "We've" is nobody's name
    if words[at] in _OFFICE_MODIFIERS and at + 1 < len(words):
        return is_office(lower[at + 1]) or words[at + 1] in _OFFICE_MODIFIERS
    if at or words[at] in lookup.heads.name or _is_given_name(word):
        return False
    return lexicon.is_common(word) or _modifies(lookup, sentence)


def _is_of_post(sentence: Sentence, at: int) -> bool:
    """Check whether a word says of what somebody is minister or secretary."""
    while at and sentence.words[at - 1] in _PORTFOLIOS:
        at -= 1
    return at > 1 and sentence.lower[at - 1] in ("of", "for") and sentence.lower[at - 2] in ("secretary", "minister")


def _modifies(lookup: Lookup, sentence: Sentence) -> bool:
    """Check whether the first word of a sentence stands before a noun, and so is an adjective: "Angry activists"."""
    first, following = (*sentence.words, "", "")[:2]
    if not following.islower() or following in lookup.heads.actor or following in lexicon.verbs():
        return False
    return lexicon.noun_like(following) and first.isalpha() and not first.isupper()


def _is_given_name(word: str) -> bool:
    return word in data.words("first_names.txt")


def _cut(lookup: Lookup, sentence: Sentence, at: int, end: int) -> int:
    """Find the real end of a run of capitals: before a post."""
    for place in range(at + 1, end):
        named = sentence.words[place] in lookup.heads.name or sentence.lower[place - 1] == "of"  # "Group of Experts"
        if not named and is_office(sentence.lower[place]):
            modifiers = takewhile(_OFFICE_MODIFIERS.__contains__, reversed(sentence.words[at + 1 : place]))
            return place - len(tuple(modifiers))
    return end


def head_of(lookup: Lookup, words: tuple[str, ...], at: int, end: int) -> Head | None:
    """Find the type by the head noun of a name: its last word, or the one before "of"."""
    if words[at] in _FIRST_HEADS and end - at > 1:
        return lookup.heads.name.get(words[at])
    for place in range(at, end - 1):
        if words[place + 1] in ("of", "for", "on", *_DASHES) and (head := lookup.heads.name.get(words[place])):
            return head
    last = end - 2 if words[end - 1] in _NUMBERS and end - at > 2 else end - 1  # "Mobile Unit Two"
    return lookup.heads.name.get(words[last])


def longer(lookup: Lookup, sentence: Sentence, at: int, stop: int, name: Name) -> Span | None:
    """Read a name with a head noun that begins with a known one: Iraqi National Intelligence Service."""
    words = sentence.words
    country = name.name if name.type == "State" else name.country
    known = lookup.names.longest(words, stop) if stop < len(words) else None
    for end in range(run_end(lookup, sentence, at, stop), stop, -1):
        if any(is_office(word) for word in sentence.lower[stop:end]):
            continue
        if known and known[0] == end and known[1].type == "Organization" and known[1].country in (None, country):
            return Span(at, end, known[1].name, known[1].type, known[1].kind, "name", "dictionary", country)
        head = head_of(lookup, words, stop, end)
        if head is not None:
            full = " ".join(words[at:end]).replace(" 's", "'s")
            return Span(at, end, full, head.type, head.kind, "name", "head noun", country)
    return None
