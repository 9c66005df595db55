"""Say of each word or name of a sentence what part of speech it is, as one letter.

Letters: D determiner, H his; J adjective, A adjective of a name (Iraqi), Z number, N noun, E name, U pronoun;
P preposition, O of, T to; V finite verb, B -ed form, G -ing form; b be, h have, d do, x modal, n not, R adverb;
W who or which, S conjunction that begins a clause, C and; t time; others stand for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from ... import lexicon
from ...data import words as listed
from ...records import Mention, Sentence
from ...remembered import Remembered
from .closed import CLOSED, LONG_ADVERBS, LONG_BY_FIRST, TIME
from .verb_tags import VERB_RIGHT, verb_tag


@dataclass(slots=True)
class Tagged:
    """The units of a sentence (a word, a name or a long preposition each) as parallel lists, and a letter for each."""

    words: list[str]  # in lower case; of a name the last one
    mentions: list[Mention | None]
    starts: list[int]  # offsets into the article's text
    ends: list[int]
    tags: str


def tag(sentence: Sentence, mentions: Sequence[Mention]) -> Tagged:
    """Tag the units of a sentence with their parts of speech."""
    words, starts, ends = list(sentence.lower), list(sentence.starts), list(sentence.ends)
    tags, names = list(map(_SURE.__getitem__, words)), list[Mention | None]([None]) * len(words)
    for first, stop, mention in reversed(_joined(sentence, mentions)):
        word = " ".join(words[first:stop]) if mention is None else words[stop - 1]
        tags[first:stop] = [_SURE[word] if mention is None else _mention_tag(word, mention)]
        names[first:stop] = [mention]
        if stop - first > 1:
            words[first:stop], starts[first:stop], ends[first:stop] = [word], [starts[first]], [ends[stop - 1]]
    at = -1
    for _ in range(tags.count("")):
        at = tags.index("", at + 1)
        tags[at] = _word_tag(words, names, at, tags)
    _mend(words, tags)
    return Tagged(words, names, starts, ends, "".join(tags))


def _joined(sentence: Sentence, mentions: Sequence[Mention]) -> list[tuple[int, int, Mention | None]]:
    """List the words that are read as one: names, long prepositions and adverbs; where two overlap the first."""
    joined: list[tuple[int, int, Mention | None]] = []
    named = {sentence.word_at(mention.start): mention for mention in mentions}
    spans = [(first, sentence.word_at(mention.end - 1) + 1, mention) for first, mention in named.items()]
    at = 0
    for first, stop, mention in sorted([*spans, *_long_phrases(sentence.lower)], key=itemgetter(0)):
        if first >= at:
            joined.append((first, stop, mention))
            at = stop
    return joined


def _long_phrases(words: tuple[str, ...]) -> Iterator[tuple[int, int, None]]:
    """Yield the first and last word (not included) of each long preposition and adverb."""
    for at in [at for at, word in enumerate(words[:-1]) if word in LONG_BY_FIRST]:
        for phrase in LONG_BY_FIRST[words[at]].get(words[at + 1], ()):
            if words[at : at + len(phrase)] == phrase:
                yield at, at + len(phrase), None
                break


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
        return "" if word[0].isdigit() else _other_tag(word, "", "")
    if "-" in word or word in _adjectives() or word in lexicon.verbs():
        return ""
    alone = lexicon.noun_like(word) or not word.endswith(("ing", "ed"))
    return _open_tag(word, "^", "") if alone and not word.endswith(("self", "selves")) else ""


_SURE = Remembered(_sure_tag)


def _word_tag(words: list[str], names: list[Mention | None], at: int, tags: list[str]) -> str:
    """Tag a word by the tags before it and the word after it."""
    word = words[at]
    right = words[at + 1] if at + 1 < len(words) else ""
    if word in _POINTING and right in _SPANS:
        return "t"
    if word in CLOSED:
        return CLOSED[word]
    previous = _left(tags, at)
    if word in _SPANS and previous == "t":
        return "t"
    if not word[0].isalpha() or " " in word:
        return _other_tag(word, previous, right)
    names_right = bool(right) and names[at + 1] is not None
    if word == "that":
        return _that(right, previous, names_right)
    if _is_adjective_here(word, previous, right, names_right):
        return "J"
    verb = lexicon.verbs().get(word)
    if verb is not None:
        return verb_tag(word, verb, previous, right, names_right)
    return _open_tag(word, previous, right)


_POINTING = ("last", "next", "this")
_SPANS = frozenset("week month year night weekend summer winter spring autumn decade century".split())


def _other_tag(word: str, previous: str, right: str) -> str:
    """Tag a number, a sign or a phrase."""
    if " " in word:
        return "T" if word == "in order to" else "R" if word in LONG_ADVERBS else "P"
    if word[0].isdigit():
        if previous == "t" or right in TIME:
            return "t"
        return "t" if len(word) == 4 and word[:2] in ("19", "20") and previous not in "DHJAN" else "Z"
    return word if word in ",;:().?!'" else "-" if word in ("-", "–", "—", "--") else ","


def _is_adjective_here(word: str, previous: str, right: str, names_right: bool) -> bool:
    if word not in _adjectives():
        return False
    if word in _BEFORE_PREPOSITION:
        return previous in "NEb" and right in lexicon.PREPOSITIONS
    if right == "of" and lexicon.noun_like(word):
        return False
    if previous in "DH" and right in _AUXILIARY:
        return False  # "whose military is part of"
    if word == "chief" and (names_right or not right[:1].isalpha()):
        return False  # "the army chief, X,"
    verb = lexicon.verbs().get(word)
    if verb is not None and (previous in "bhxdTU" or (previous in "NE" and right in VERB_RIGHT)):
        return False
    return verb is None or verb.form != "either" or previous in "DHJA'P"


@cache
def _adjectives() -> frozenset[str]:
    return (listed("adjectives.txt") - lexicon.nouns()) | _BEFORE_PREPOSITION


def _open_tag(word: str, previous: str, right: str) -> str:
    """Tag a word that no list has."""
    if word.endswith(("self", "selves")) and previous in "NE":
        return "R"
    if "-" in word and right and (lexicon.noun_like(right) or lexicon.is_adjective(right)):
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


def _that(right: str, previous: str, names_right: bool) -> str:
    if not right:
        return "U"
    verbal = right in lexicon.verbs() or right in _AUXILIARY or right in lexicon.ADVERBS
    if previous in "NE" and not names_right and verbal:
        return "W"
    if previous in "VBGN,JU":
        return "S"
    return "D" if not names_right and right not in _AUXILIARY else "S"


def _mend(words: list[str], tags: list[str]) -> None:
    """Make the first word that may be a verb one where a sentence has none ("Daesh claims responsibility")."""
    if not _VERBAL.isdisjoint(tags):
        return
    for at in range(1, len(tags)):
        verb = lexicon.verbs().get(words[at]) if tags[at] == "N" else None
        if verb is not None and verb.form in ("s", "base") and tags[at - 1] in "NE" and at + 1 < len(tags):
            tags[at] = "V"
            return


_VERBAL = frozenset("VBbhdx")
_BEFORE_PREPOSITION = frozenset("present active responsible close loyal allied opposed similar subject".split())
_AUXILIARY = frozenset(lexicon.BE | lexicon.HAVE | lexicon.DO | lexicon.MODALS | set(lexicon.NEGATED_AUXILIARIES))
