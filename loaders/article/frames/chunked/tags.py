"""Say of each word or name of a sentence what part of speech it is, as one letter.

Letters: D determiner, H his; J adjective, A adjective of a name (Iraqi), Z number, N noun, E name, U pronoun;
P preposition, O of, T to; V finite verb, B -ed form, G -ing form; b be, h have, d do, x modal, n not, R adverb;
W who or which, S conjunction that begins a clause, C and; t time; others stand for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ... import lexicon
from ...records import Mention, Sentence

_NOT = frozenset({"not", "never", "n't", "hardly", "scarcely", "barely"})
_TIME = lexicon.MONTHS | lexicon.DAYS | {"today", "yesterday", "tomorrow", "tonight"}
_QUOTES = frozenset('"“”«»')
_LONG_PREPOSITIONS = (
    "in response to", "on behalf of", "in front of", "in support of", "in retaliation for", "in exchange for", "according to",
    "because of", "due to", "instead of", "as well as", "along with", "together with", "as part of", "in favor of",
    "in favour of", "in addition to", "ahead of", "out of", "close to", "next to", "prior to", "such as", "as a result of",
    "in collaboration with", "in cooperation with", "in coordination with", "in connection with", "with the support of",
    "with the help of", "at the hands of", "apart from", "away from", "in order to", "in protest at", "in protest against",
    "on the border with", "with the cooperation of",
)  # fmt: skip
_LONG_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _phrase in sorted(_LONG_PREPOSITIONS, key=lambda phrase: -len(phrase.split())):
    _LONG_BY_FIRST.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
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
    """Return the units of a sentence with their parts of speech."""
    units = _units(sentence, mentions)
    tags: list[str] = []
    for at, unit in enumerate(units):
        tags.append(_mention_tag(units, at) if unit.mention else _word_tag(sentence, units, at, tags))
    _mend(units, tags)
    return Tagged(units, "".join(tags))


def _units(sentence: Sentence, mentions: Sequence[Mention]) -> list[Unit]:
    units: list[Unit] = []
    starts = {start: at for at, start in enumerate(sentence.starts)}
    named: dict[int, tuple[int, Mention]] = {}
    for mention in mentions:
        first = sentence.word_at(mention.start)
        stop = sentence.word_at(mention.end - 1) + 1
        named[first] = (stop, mention)
    del starts
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
        for phrase in _LONG_BY_FIRST.get(word, ()):
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
    return "U" if mention.form == "pronoun" else "E"


def _word_tag(sentence: Sentence, units: list[Unit], at: int, tags: list[str]) -> str:
    word = units[at].word
    fixed = _CLOSED.get(word)
    if fixed is not None:
        return fixed
    if " " in word:
        return "T" if word == "in order to" else "P"
    previous = _left(tags)
    following = units[at + 1] if at + 1 < len(units) else None
    if word == "that":
        return _that(units, at, previous)
    verb = lexicon.verbs().get(word)
    if verb is not None:
        return _verb_tag(sentence, word, verb, previous, tags, following)
    if word[0].isdigit():
        return "t" if len(word) == 4 and word[:2] in ("19", "20") and previous not in "DHJAN" else "Z"
    if not word[0].isalpha():
        return (
            word if word in ",;:().?!'" else ("'" if word in ("’",) else "-" if word in ("-", "–", "—", "--") else ",")
        )
    if word.endswith("ly") and len(word) > 4 and not lexicon.noun_like(word):
        return "R"
    if lexicon.noun_like(word):
        return "N"
    if word.endswith("ing") and len(word) > 5 and previous not in "DHJA'O":
        return "G"
    if word.endswith("ed") and len(word) > 4 and previous not in "DHJA'":
        return "B"
    return "J" if lexicon.is_adjective(word) else "N"


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


def _verb_tag(
    sentence: Sentence, word: str, verb: lexicon.Verb, previous: str, tags: list[str], following: Unit | None
) -> str:
    right = following.word if following else ""
    names_right = following is not None and following.mention is not None
    if verb.form == "ing":
        if (
            (word in lexicon.nouns()
            and previous in "DHJA'NEO")
            or (previous in "DH'"
            and right in ("of", "in", "by", ",", "."))
        ):
            return "N"
        return "J" if previous in "DHA" and not names_right and lexicon.noun_like(right) else "G"
    if verb.form in ("either", "participle"):
        if word in lexicon.nouns() and previous in "DHJA'":
            return "N"
        if (
            previous in "DHJAZ'OP"
            and (names_right or lexicon.noun_like(right))
            and (previous in "DHJA'" or lexicon.noun_like(right))
        ):
            return "J"
        return "B"
    if verb.form == "past":
        return "V" if word not in lexicon.nouns() or previous not in _NOUNISH_LEFT else "N"
    return _present_tag(word, verb, previous, right, names_right)


def _present_tag(word: str, verb: lexicon.Verb, previous: str, right: str, names_right: bool) -> str:
    noun = word in lexicon.nouns() or lexicon.looks_like_noun(word) or word in lexicon.data.words("common.txt")
    if previous == "T":
        return "N" if noun and verb.form == "s" else "V"
    if previous in "xdn" and verb.form == "base":
        return "V"
    if previous in _NOUNISH_LEFT or (previous in "^,:" and noun and not names_right):
        return "N" if noun or previous in "DHO" else ("J" if lexicon.is_adjective(word) else "V")
    if lexicon.is_adjective(word) and verb.form == "base" and previous in "bRC":
        return "J"
    if previous in "UW" or not noun:
        return "V"
    if right in _VERB_RIGHT or (names_right and previous in "NEC"):
        return "V"
    return "N"


def _mend(units: list[Unit], tags: list[str]) -> None:
    """Make the first word that may be a verb one where a sentence has none ("Daesh claims responsibility")."""
    if any(letter in "VBbhdx" for letter in tags):
        return
    for at in range(1, len(tags)):
        verb = lexicon.verbs().get(units[at].word) if tags[at] == "N" else None
        if verb is not None and verb.form in ("s", "base") and tags[at - 1] in "NE" and at + 1 < len(tags):
            tags[at] = "V"
            return


_AUXILIARY = frozenset(lexicon.BE | lexicon.HAVE | lexicon.DO | lexicon.MODALS | set(lexicon.NEGATED_AUXILIARIES))


def _closed() -> dict[str, str]:
    closed: dict[str, str] = {}
    for words, letter in (
        (lexicon.ADVERBS, "R"), (lexicon.PREPOSITIONS, "P"), (lexicon.SUBORDINATORS - {"that", "so", "once"}, "S"),
        (lexicon.DETERMINERS, "D"), (lexicon.POSSESSIVES, "H"), (lexicon.PRONOUNS - {"one", "who"}, "U"),
        (set(lexicon.NUMBERS), "Z"), (lexicon.VAGUE - {"some", "few", "many", "several"}, "Z"),
        (lexicon.CONJUNCTIONS, "C"), (lexicon.RELATIVES - {"that", "whose"}, "W"), (lexicon.BE, "b"), (lexicon.HAVE, "h"),
        (lexicon.DO, "d"), (lexicon.MODALS, "x"), (_NOT, "n"), (_TIME - {"march", "may"}, "t"),
        ({"'s", "’s", "'", "’"}, "'"), (_QUOTES, '"'),
    ):  # fmt: skip
        closed.update(dict.fromkeys(words, letter))
    closed.update(dict.fromkeys(lexicon.NEGATED_AUXILIARIES, "x"))
    closed.update({"of": "O", "to": "T", "cannot": "x", "that": "", "'s": "'", "whose": "H", "neither": "n", "nor": "C", "both": "D",
                   "others": "N", "part": "N", "all": "D", "others'": "N", "no": "D", "none": "U", "nobody": "U"})  # fmt: skip
    del closed["that"]
    for word in ("following", "past", "including", "concerning", "like", "back", "further"):
        closed[word] = "P" if word in ("following", "including", "concerning", "like") else closed[word]
    return closed


_CLOSED = _closed()
