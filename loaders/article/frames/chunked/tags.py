"""Say of each word or name of a sentence what part of speech it is, as one letter.

Letters: D determiner, H his; J adjective, A adjective of a name (Iraqi), Z number, N noun, E name, U pronoun;
P preposition, O of, T to; V finite verb, B -ed form, G -ing form; b be, h have, d do, x modal, n not, R adverb;
W who or which, S conjunction that begins a clause, C and; t time; others stand for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ... import lexicon
from ...data import words as listed
from ...records import Mention, Sentence
from ...remembered import Remembered
from .closed import CLOSED, LONG_ADVERBS, LONG_BY_FIRST, TIME
from .verb_tags import VERB_RIGHT, verb_tag


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
    tags = [_SURE[word] if mention is None else _mention_tag(word, mention) for _, _, word, mention in units]
    at = -1
    for _ in range(tags.count("")):
        at = tags.index("", at + 1)
        tags[at] = _word_tag(units, at, tags)
    _mend(units, tags)
    return Tagged(units, "".join(tags))


def _units(sentence: Sentence, mentions: Sequence[Mention]) -> list[Unit]:
    lower, units = sentence.lower, list[Unit]()
    named = {sentence.word_at(mention.start): mention for mention in mentions}
    at = 0
    for first, mention in named.items():
        at = _add_words(units, lower, at, first)
        if at == first:
            at = sentence.word_at(mention.end - 1) + 1
            units.append(Unit(first, at, lower[at - 1], mention))
    _add_words(units, lower, at, len(lower))
    return units


def _add_words(units: list[Unit], words: tuple[str, ...], at: int, stop: int) -> int:
    """Add the words up to a name, with the long prepositions and adverbs among them; return where they end."""
    while at < stop:
        word, after = words[at], at + 1
        if word in LONG_BY_FIRST and after < len(words) and words[after] in LONG_BY_FIRST[word]:
            for phrase in LONG_BY_FIRST[word][words[after]]:
                if words[at : at + len(phrase)] == phrase:
                    word, after = " ".join(phrase), at + len(phrase)
                    break
        units.append(_new_unit(Unit, (at, after, word, None)))
        at = after
    return at


_new_unit = tuple.__new__  # half the time of calling Unit, which makes one for every word


def _mention_tag(word: str, mention: Mention) -> str:
    if mention.form == "adjective":
        return "A"
    if mention.form == "compound":
        return "J"
    if mention.form == "pronoun":
        return "H" if word in lexicon.POSSESSIVES and mention.rule == "possessive" else "U"
    return "E"


def _sure_tag(word: str) -> str:
    """Tag a word that has the same tag wherever it stands; "" for any other."""
    if word in _POINTING or word in _SPANS or word == "that":
        return ""
    if word in CLOSED:
        return CLOSED[word]
    if not word[0].isalpha() or " " in word:
        return "" if word[0].isdigit() else _other_tag(word, "", None)
    if "-" in word or word in _adjectives() or word in lexicon.verbs():
        return ""
    alone = lexicon.noun_like(word) or not word.endswith(("ing", "ed"))
    return _open_tag(word, "^", None) if alone and not word.endswith(("self", "selves")) else ""


_SURE = Remembered(_sure_tag)


def _word_tag(units: list[Unit], at: int, tags: list[str]) -> str:
    """Tag a word by the tags before it and the word after it."""
    word = units[at].word
    following = units[at + 1] if at + 1 < len(units) else None
    if word in _POINTING and following is not None and following.word in _SPANS:
        return "t"
    if word in CLOSED:
        return CLOSED[word]
    previous = _left(tags, at)
    if word in _SPANS and previous == "t":
        return "t"
    if not word[0].isalpha() or " " in word:
        return _other_tag(word, previous, following)
    if word == "that":
        return _that(units, at, previous)
    if _is_adjective_here(word, previous, following):
        return "J"
    verb = lexicon.verbs().get(word)
    if previous == "C" and at > 1 and tags[at - 2] == "J" and _is_like_adjective(verb, following):
        return "J"  # "heavy and sustained fire"
    if verb is not None:
        right, names_right = (following.word, following.mention is not None) if following else ("", False)
        return verb_tag(word, verb, previous, right, names_right)
    return _open_tag(word, previous, following)


def _is_like_adjective(verb: lexicon.Verb | None, following: Unit | None) -> bool:
    """Check whether a participle stands before a noun."""
    if verb is None or following is None or verb.form not in ("either", "participle"):
        return False
    return following.mention is None and lexicon.noun_like(following.word)


_POINTING = ("last", "next", "this")
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
    if word not in _adjectives():
        return False
    if word in _BEFORE_PREPOSITION:
        return previous in "NEb" and following is not None and following.word in lexicon.PREPOSITIONS
    right = following.word if following is not None else ""
    if right == "of" and lexicon.noun_like(word):
        return False
    if word == "chief" and (following is None or following.mention is not None or not right[0].isalpha()):
        return False  # "the army chief, X,"
    verb = lexicon.verbs().get(word)
    if verb is not None and (previous in "bhxdTU" or (previous in "NE" and right in VERB_RIGHT)):
        return False
    return verb is None or verb.form != "either" or previous in "DHJA'P"


@cache
def _adjectives() -> frozenset[str]:
    return (listed("adjectives.txt") - lexicon.nouns()) | _BEFORE_PREPOSITION


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


def _left(tags: list[str], at: int) -> str:
    """Find the tag before a unit, over adverbs; "^" at the beginning."""
    while at and tags[at - 1] == "R":
        at -= 1
    return tags[at - 1] if at else "^"


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


def _mend(units: list[Unit], tags: list[str]) -> None:
    """Make the first word that may be a verb one where a sentence has none ("Daesh claims responsibility")."""
    if not _VERBAL.isdisjoint(tags):
        return
    for at in range(1, len(tags)):
        verb = lexicon.verbs().get(units[at].word) if tags[at] == "N" else None
        if verb is not None and verb.form in ("s", "base") and tags[at - 1] in "NE" and at + 1 < len(tags):
            tags[at] = "V"
            return


_VERBAL = frozenset("VBbhdx")
_BEFORE_PREPOSITION = frozenset("present active responsible close loyal allied opposed similar subject".split())
_AUXILIARY = frozenset(lexicon.BE | lexicon.HAVE | lexicon.DO | lexicon.MODALS | set(lexicon.NEGATED_AUXILIARIES))
