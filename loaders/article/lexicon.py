"""Classify English words without a parser: verbs with their forms, nouns, adjectives, closed classes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from . import data
from .remembered import LARGEST


class Verb(NamedTuple):
    """A form of a verb; `form` is "base", "s", "past", "participle", "either" (past or participle) or "ing"."""

    lemma: str
    form: str


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _split("the a an this these those some any every each no another both all such many several most few")
POSSESSIVES = _split("his her its their our my your whose")
PRONOUNS = _split("he she it they we i you him them us me himself herself itself themselves who one")
PREPOSITIONS = _split(
    "in on at by with from against into to for about over under between among amid near inside "
    "outside within without "
    "through throughout during after before since until till toward towards across around along behind beyond "
    "despite via per upon onto off below above beneath besides alongside like unlike than as following including "
    "concerning regarding past of versus except"
)
SUBORDINATORS = _split("because although though while whereas if unless when whenever once where so whether lest that")
CONJUNCTIONS = _split("and or nor but")
RELATIVES = _split("who which that whom whose")
BE = {"be", "is", "are", "was", "were", "been", "being", "am", "'re", "'m"}
HAVE = {"have", "has", "had", "having", "'ve"}
DO = {"do", "does", "did"}
MODALS = _split("will would can could may might shall should must 'll cannot")
NEGATIONS = _split("not never n't neither nor hardly scarcely barely without")
NEGATED_AUXILIARIES = {
    "don't": "do", "doesn't": "does", "didn't": "did", "isn't": "is", "aren't": "are", "wasn't": "was",
    "weren't": "were",
    "hasn't": "has", "haven't": "have", "hadn't": "had", "won't": "will", "wouldn't": "would", "can't": "can",
    "couldn't": "could", "shouldn't": "should", "cannot": "can", "mustn't": "must", "mightn't": "might",
}  # fmt: skip
ADVERBS = _split(
    "also again already always almost ever even just only often once soon still then there thus "
    "today tomorrow tonight "
    "together too very well yesterday yet now later earlier recently finally eventually reportedly "
    "allegedly not never "
    "here away abroad overnight out up down apart aside ago further instead perhaps maybe meanwhile "
    "nevertheless however moreover quite rather "
    "far long so twice jointly officially publicly repeatedly directly indirectly openly secretly previously "
    "currently formally successfully reportedly apparently simultaneously largely mainly mostly partly"
)
PARTICLES = _split("out up off down over back away on in forward apart aside")
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
VAGUE = _split("several many dozens scores hundreds thousands millions some few numerous")
MONTHS = _split(
    "january february march april may june july august september october november december jan. feb. mar. apr. jun. "
    "jul. aug. sept. sep. oct. nov. dec."
)
DAYS = _split("monday tuesday wednesday thursday friday saturday sunday")

_NOUN_END = re.compile(
    r"(?:tion|sion|ment|ness|ship|ity|ance|ence|ism|ist|ists|er|ers|or|ors|age|hood|dom|ure|cy|ry|ics|th)s?$"
)
_ADJECTIVE_END = re.compile(
    r"(?:ous|ful|ive|al|ial|ic|ical|able|ible|ish|ary|less|ern|ian|ese|wide|ent|ant|-based|-led|-style|-like|-wide|-backed|-linked|-held|-controlled)$"
)


@cache
def verbs() -> dict[str, Verb]:
    """List every form of every verb."""
    forms: dict[str, Verb] = {}
    for word in sorted(data.words("verbs.txt")):  # of two verbs with one form the first, under any hash seed
        lemma, _, irregular = word.partition(":")
        doubled = lemma.endswith("+")
        lemma = lemma.rstrip("+")
        past, participle = irregular.split(":") if irregular else (None, None)
        rows = _forms(lemma, doubled, past, participle)
        if lemma.endswith("l") and lemma[-2] in "aeiou" and past is None:
            rows += _forms(lemma, True, past, participle)  # travelled beside traveled
        for form, spelling in rows:
            known = forms.get(spelling)
            if known is None or form == "base":
                forms[spelling] = Verb(lemma, form)
    return forms | _OTHER_FORMS


_OTHER_FORMS = {
    "found": Verb("find", "either"), "lay": Verb("lay", "base"), "ground": Verb("ground", "base"),
    "felt": Verb("feel", "either"), "fell": Verb("fall", "past"), "saw": Verb("see", "past"),
    "left": Verb("leave", "either"), "led": Verb("lead", "either"), "shot": Verb("shoot", "either"),
    "wound": Verb("wound", "base"), "proven": Verb("prove", "participle"),
}  # fmt: skip
"""Forms that two verbs share, with the one that articles mean; and second forms."""


def _forms(lemma: str, doubled: bool, past: str | None, participle: str | None) -> list[tuple[str, str]]:
    """List the forms of a verb with their spellings."""
    ing, ed = _ing_and_ed(lemma, lemma + lemma[-1] if doubled else lemma)
    forms = [("base", lemma), ("s", _third_person(lemma)), ("ing", ing)]
    if past is None or participle is None:
        return [*forms, ("either", ed)]
    if past == participle:
        return [*forms, ("either", past)] if past != lemma else forms
    return [*forms, ("past", past), ("participle", participle)] if participle != lemma else [*forms, ("past", past)]


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if _ends_in_y(lemma) else lemma + "s"


def _ing_and_ed(lemma: str, stem: str) -> tuple[str, str]:
    if lemma in ("lie", "die", "tie"):
        return lemma[:-2] + "ying", lemma + "d"
    if lemma.endswith("c"):
        return lemma + "king", lemma + "ked"
    if lemma.endswith("e"):
        return (lemma if lemma.endswith(("ee", "ye", "oe")) else lemma[:-1]) + "ing", lemma + "d"
    return (lemma + "ing", lemma[:-1] + "ied") if _ends_in_y(lemma) else (stem + "ing", stem + "ed")


def _ends_in_y(lemma: str) -> bool:
    """Check whether a verb ends in "y" after a consonant: carry, not deploy."""
    return lemma.endswith("y") and lemma[-2] not in "aeiou"


@lru_cache(maxsize=LARGEST)
def noun_lemma(word: str) -> str:
    """Find a noun's singular.

    >>> noun_lemma("bodies"), noun_lemma("attacks"), noun_lemma("forces"), noun_lemma("men")
    ('body', 'attack', 'force', 'man')
    """
    word = word.lower()
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")) and len(word) > 3:
        return word[:-1]
    return word


_IRREGULAR_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "policemen": "policeman",
    "gunmen": "gunman",
    "militiamen": "militiaman", "lives": "life", "thieves": "thief", "wives": "wife", "knives": "knife",
    "leaves": "leaf",
    "crises": "crisis", "chiefs": "chief", "servicemen": "serviceman", "news": "news", "headquarters": "headquarters",
    "clashes": "clash", "troops": "troop", "spokesmen": "spokesman", "businessmen": "businessman",
    "movies": "movie", "ties": "tie", "series": "series", "species": "species",
}  # fmt: skip


@cache
def nouns() -> frozenset[str]:
    """List nouns that are spelt like a verb, with plurals."""
    singular = data.words("nouns.txt")
    return singular | {word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s") for word in singular} | {
        "clashes", "losses", "pledges", "bodies", "supplies", "rallies", "replies", "enemies", "worries", "tries",
    }  # fmt: skip


@lru_cache(maxsize=LARGEST)
def is_common(word: str) -> bool:
    """Check whether a word in lower case is an English word rather than a name."""
    return is_listed(word) or (
        word.islower()
        and bool(_NOUN_END.search(word) or _ADJECTIVE_END.search(word) or word.endswith("ly"))
        and len(word) > 6
    )


@lru_cache(maxsize=LARGEST)
def is_listed(word: str) -> bool:
    """Check whether a list of English words has a word in lower case."""
    return (
        word in verbs()
        or word in nouns()
        or word in data.words("adjectives.txt")
        or word in _FUNCTION_WORDS
        or word in data.words("common.txt")
        or noun_lemma(word) in data.words("common.txt")
    )


_FUNCTION_WORDS = (
    DETERMINERS | POSSESSIVES | PRONOUNS | PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | RELATIVES | BE | HAVE | DO
    | MODALS | ADVERBS | NEGATIONS | set(NUMBERS) | VAGUE | MONTHS | DAYS | set(NEGATED_AUXILIARIES)
)  # fmt: skip


@lru_cache(maxsize=LARGEST)
def is_adjective(word: str) -> bool:
    """Check whether a word in lower case is an adjective."""
    return word in data.words("adjectives.txt") or (bool(_ADJECTIVE_END.search(word)) and word not in verbs())


@lru_cache(maxsize=LARGEST)
def looks_like_noun(word: str) -> bool:
    """Check whether a word in lower case ends as nouns do."""
    return bool(_NOUN_END.search(word))


@lru_cache(maxsize=LARGEST)
def noun_like(word: str) -> bool:
    """Check whether a word in lower case is more likely a noun than anything else."""
    lemma = noun_lemma(word)
    listed = any(form in common for form in (word, lemma) for common in _common_nouns())
    return word in nouns() or listed or looks_like_noun(word)


@cache
def _common_nouns() -> tuple[frozenset[str], ...]:
    return data.words("common.txt"), data.words("offices.txt")
