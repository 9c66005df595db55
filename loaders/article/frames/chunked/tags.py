"""Say of each word or name of a sentence what part of speech it is, as one letter.

Letters: D determiner, H his; J adjective, A adjective of a name (Iraqi), Z number, N noun, E name, U pronoun;
P preposition, O of, T to; V finite verb, B -ed form, G -ing form; b be, h have, d do, x modal, n not, R adverb;
W who or which, S conjunction that begins a clause, C and; t time; others stand for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ... import lexicon
from ...data import words as listed
from ...records import Mention, Sentence
from .closed import CLOSED, LONG_ADVERBS, LONG_BY_FIRST, TIME

_NOUNISH_LEFT = frozenset("DHJAZOP'")
_VERB_RIGHT = frozenset(
    lexicon.DETERMINERS
    | lexicon.POSSESSIVES
    | {"him", "them", "us", "me", "it", "that", "he", "she", "they"}
    | set(lexicon.NUMBERS)
)


class Unit(NamedTuple):
    """A word, a name or a long preposition; words `first` to `stop` (not included) of the sentence."""

    first: int
    stop: int
    word: str  # in lower case
    mention: Mention | None = None


class Tagged(NamedTuple):
    """The units of a sentence and a letter for each."""

    units: list[Unit]
    tags: str


def tag(sentence: Sentence, mentions: Sequence[Mention]) -> Tagged:
    """Tag the units of a sentence with their parts of speech."""
    units = _units(sentence, mentions)
    tags: list[str] = []
    for at, unit in enumerate(units):
        letter = _mention_tag(units, at) if unit.mention else _ALWAYS.get(unit.word)
        tags.append(letter or _word_tag(units, at, tags))
    _mend(units, tags)
    return Tagged(units, "".join(tags))


def _units(sentence: Sentence, mentions: Sequence[Mention]) -> list[Unit]:
    units: list[Unit] = []
    named: dict[int, tuple[int, Mention]] = {}
    for mention in mentions:
        first = sentence.word_at(mention.start)
        stop = sentence.word_at(mention.end - 1) + 1
        named[first] = (stop, mention)
    lower = sentence.lower
    at, count = 0, len(lower)
    while at < count:
        if at in named:
            stop, mention = named[at]
            units.append(Unit(at, stop, lower[stop - 1], mention))
            at = stop
            continue
        word = lower[at]
        stop = at + 1
        for phrase in LONG_BY_FIRST.get(word, ()):
            if lower[at : at + len(phrase)] == phrase:
                stop, word = at + len(phrase), " ".join(phrase)
                break
        units.append(Unit(at, stop, word))
        at = stop
    return units


def _mention_tag(units: list[Unit], at: int) -> str:
    mention = units[at].mention
    assert mention is not None  # noqa: S101  (the caller asks only of names)
    if mention.form == "adjective":
        return "A"
    if mention.form == "compound":
        return "J"
    if mention.form == "pronoun":
        return "H" if units[at].word in lexicon.POSSESSIVES and mention.rule == "possessive" else "U"
    return "E"


def _word_tag(units: list[Unit], at: int, tags: list[str]) -> str:
    word = units[at].word
    following = units[at + 1] if at + 1 < len(units) else None
    if word in ("last", "next", "this") and following is not None and following.word in _SPANS:
        return "t"
    fixed = CLOSED.get(word)
    if fixed is not None:
        return fixed
    previous = _left(tags)
    if word in _SPANS and previous == "t":
        return "t"
    if " " in word or not word[0].isalpha():
        return _other_tag(word, previous, following)
    if word == "that":
        return _that(units, at, previous)
    if _is_adjective_here(word, previous, following):
        return "J"
    verb = lexicon.verbs().get(word)
    if verb is not None:
        return _verb_tag(word, verb, previous, following)
    return _open_tag(word, previous, following)


_ALWAYS = {word: letter for word, letter in CLOSED.items() if word not in ("last", "next", "this")}
_SPANS = frozenset("week month year night weekend summer winter spring autumn decade century".split())


def _other_tag(word: str, previous: str, following: Unit | None) -> str:
    """Tag a number, a sign or a phrase."""
    if " " in word:
        return "T" if word == "in order to" else "R" if word in LONG_ADVERBS else "P"
    if word[0].isdigit():
        if previous == "t" or (following is not None and following.word in TIME):
            return "t"
        return "t" if len(word) == 4 and word[:2] in ("19", "20") and previous not in "DHJAN" else "Z"
    return word if word in ",;:().?!'" else "-" if word in ("-", "–", "—", "--") else ","


def _is_adjective_here(word: str, previous: str, following: Unit | None) -> bool:
    if word in _BEFORE_PREPOSITION:
        return previous in "NEb" and following is not None and following.word in lexicon.PREPOSITIONS
    if word not in _adjectives() or word in lexicon.nouns():
        return False
    right = following.word if following is not None else ""
    if right == "of" and lexicon.noun_like(word):
        return False
    verb = lexicon.verbs().get(word)
    if verb is not None and (previous in "bhxdTU" or (previous in "NE" and right in _VERB_RIGHT)):
        return False
    return verb is None or verb.form != "either" or previous in "DHJA'P"


@lru_cache(maxsize=1)
def _adjectives() -> frozenset[str]:
    return listed("adjectives.txt")


def _open_tag(word: str, previous: str, following: Unit | None) -> str:
    """Tag a word that no list has."""
    if word.endswith(("self", "selves")) and previous in "NE":
        return "R"
    if "-" in word and following and (lexicon.noun_like(following.word) or lexicon.is_adjective(following.word)):
        return "J"
    noun = lexicon.noun_like(word)
    if word.endswith("ly") and len(word) > 4 and not noun:
        return "R"
    if not noun and len(word) > 4 and previous not in "DHJA'O":
        if word.endswith("ing"):
            return "G"
        if word.endswith("ed"):
            return "B"
    return "J" if not noun and lexicon.is_adjective(word) else "N"


def _left(tags: list[str]) -> str:
    for letter in reversed(tags):
        if letter != "R":
            return letter
    return "^"


def _that(units: list[Unit], at: int, previous: str) -> str:
    following = units[at + 1] if at + 1 < len(units) else None
    if following is None:
        return "U"
    if (
        previous in "NE"
        and following.mention is None
        and (following.word in lexicon.verbs() or following.word in _AUXILIARY or following.word in lexicon.ADVERBS)
    ):
        return "W"
    if previous in "VBGN,JU":
        return "S"
    return "D" if following.mention is None and following.word not in _AUXILIARY else "S"


def _verb_tag(word: str, verb: lexicon.Verb, previous: str, following: Unit | None) -> str:
    right = following.word if following else ""
    names_right = following is not None and following.mention is not None
    if verb.form == "ing":
        return _ing_tag(word, previous, right, names_right)
    if verb.form in ("either", "participle"):
        return _ed_tag(word, previous, right, names_right)
    if verb.form == "past":
        return "V" if word not in lexicon.nouns() or previous not in _NOUNISH_LEFT else "N"
    return _present_tag(word, verb, previous, right, names_right)


def _ing_tag(word: str, previous: str, right: str, names_right: bool) -> str:
    ends = right in ("of", "in", "by", "on", "against", "at", ",", ".")
    if word in lexicon.nouns() and (previous in "DHJA'O" or (previous in "NE" and ends)):
        return "N"
    if previous in "DH'" and right in ("of", "in", "by", ",", "."):
        return "N"
    return "J" if previous in "DHA" and not names_right and lexicon.noun_like(right) else "G"


def _ed_tag(word: str, previous: str, right: str, names_right: bool) -> str:
    if previous in "DHJA'":
        if word in lexicon.nouns():
            return "N"
        if right not in ("by", "in", "to", "with", ",", ".", "and") or names_right:
            return "J"
    return "J" if previous in "ZOP" and lexicon.noun_like(right) else "B"


def _present_tag(word: str, verb: lexicon.Verb, previous: str, right: str, names_right: bool) -> str:
    noun = lexicon.noun_like(word)
    base = verb.form == "base"
    if previous == "T":
        return "N" if noun and not base else "V"
    if (previous in "xdn" and base) or (previous in "UW"):
        return "V"
    if previous in _NOUNISH_LEFT or (previous in "^,:" and noun and not names_right):
        return "N" if noun or previous in "DHOA'" else ("J" if lexicon.is_adjective(word) else "V")
    if base and previous in "bRC" and lexicon.is_adjective(word):
        return "J"
    if noun and previous in "VBG":
        return "N"
    verbal = not noun or right in _VERB_RIGHT or (names_right and previous in "NEC")
    return "V" if verbal else "N"


def _mend(units: list[Unit], tags: list[str]) -> None:
    """Make the first word that may be a verb one where a sentence has none ("Daesh claims responsibility")."""
    if any(letter in "VBbhdx" for letter in tags):
        return
    for at in range(1, len(tags)):
        verb = lexicon.verbs().get(units[at].word) if tags[at] == "N" else None
        if verb is not None and verb.form in ("s", "base") and tags[at - 1] in "NE" and at + 1 < len(tags):
            tags[at] = "V"
            return


_BEFORE_PREPOSITION = frozenset("present active responsible close loyal allied opposed similar subject".split())
_AUXILIARY = frozenset(lexicon.BE | lexicon.HAVE | lexicon.DO | lexicon.MODALS | set(lexicon.NEGATED_AUXILIARIES))
