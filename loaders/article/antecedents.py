"""Which names a pronoun or description may stand for, and how surely (stage 3)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from . import lexicon
from .frames.words import HELPING
from .mentions.names import adjective_of
from .records import Mention, Sentence


def is_actor(mention: Mention) -> bool:
    """Check whether somebody is named or described."""
    return bool(mention.name) or (mention.form == "description" and mention.rule in ("definite", "bare"))


def is_free(sentence: Sentence, mention: Mention) -> bool:
    """Check whether a name follows no preposition, and so may be what its sentence is about."""
    at = sentence.word_at(mention.start) - 1
    while at >= 0 and (sentence.lower[at] in lexicon.DETERMINERS or lexicon.is_adjective(sentence.lower[at])):
        at -= 1
    if at < 0 or not (sentence.lower[at] in lexicon.PREPOSITIONS or sentence.lower[at] in ("of", "to")):
        return True
    if sentence.lower[at] not in _OPENING:
        return False
    after = sentence.word_at(mention.end)
    return after < len(sentence.lower) and sentence.lower[after] in lexicon.verbs()


_OPENING = frozenset({"as", "after", "before", "since", "until"})
"""Prepositions that may open a clause: "as Hezbollah launches rockets"."""


def belongs_elsewhere(sentence: Sentence, description: Mention) -> bool:
    """Check whether a name beside it says whose a body is: "the rebels of the North", "the al Qaeda linked group"."""
    stop = sentence.word_at(description.end - 1) + 1
    first = stop - 1 - description.text.count(" ")
    if first > 1 and sentence.lower[first - 1] in _TIES and sentence.words[first - 2][:1].isupper():
        return True
    if sentence.lower[stop : stop + 1] != ("of",):
        return False
    after = sentence.lower[stop + 1 : stop + 2] == ("the",)
    name = sentence.words[stop + 1 + after : stop + 2 + after]
    return bool(name) and name[0][:1].isupper()


_TIES = frozenset("linked backed affiliated aligned allied inspired sponsored supported led".split())


def helped(sentence: Sentence, pronoun: Mention, here: Sequence[Mention]) -> Mention | None:
    """Find whose fight it is in "backs Mali in its fight": of whom is helped, not of who helps."""
    at = sentence.word_at(pronoun.start)
    last = here[-1] if here else None
    if pronoun.rule != "possessive" or sentence.lower[at - 1] != "in" or last is None or not last.name:
        return None
    if sentence.word_at(last.end) != at - 1 or last.type not in ("State", "Organization", "Population"):
        return None
    verbs = lexicon.verbs()
    before = sentence.lower[: sentence.word_at(last.start)]
    return last if any(word in verbs and verbs[word].lemma in HELPING for word in before) else None


def owns_ministers(sentence: Sentence, pronoun: Mention) -> bool:
    """Check whether only a state can be meant: "its information minister", "its ambassador"."""
    at = sentence.word_at(pronoun.start)
    return sentence.lower[at] == "its" and not _OF_STATES.isdisjoint(sentence.lower[at + 1 : at + 4])


_OF_STATES = frozenset("minister ministry ambassador parliament premier".split())


def is_named_next(sentence: Sentence, mention: Mention) -> bool:
    """Check whether the name of who is described follows: "its foreign minister, Omar Said,"."""
    after = (*sentence.words[sentence.word_at(mention.end) :][:2], "", "")
    return after[0] == "," and after[1][:1].isupper()


def is_part_of_name(sentence: Sentence, mention: Mention) -> bool:
    """Check whether a noun before a description says whose people they are: "camp residents"."""
    before = sentence.lower[sentence.word_at(mention.start) - 1 :][:1]
    return bool(before) and lexicon.noun_like(before[0]) and before[0] not in lexicon.verbs()


_DOUBT = 0.85
"""Factor of a reference that may well mean somebody else."""


def surety(sentence: Sentence, pronoun: Mention, candidates: Sequence[Mention]) -> float:
    """Grade "it" or "they": lower among several candidates, and where a thing stands nearer than the antecedent."""
    grade = 0.8 if alone(candidates) else 0.7
    return grade * _DOUBT if _has_rival(sentence, pronoun, candidates[0]) else grade


def _has_rival(sentence: Sentence, pronoun: Mention, antecedent: Mention) -> bool:
    """Check whether a thing without a name stands nearer than an earlier sentence: "the mission … its commander"."""
    if antecedent.end > sentence.start:
        return False
    before = sentence.lower[: sentence.word_at(pronoun.start)]
    return any(
        word in ("the", "a", "an") and lexicon.noun_like(noun) and noun not in _TIMES for word, noun in pairwise(before)
    )


_TIMES = frozenset("day week month year night morning evening afternoon weekend time end same next".split())


def sameness(description: Mention) -> float:
    """Grade a description; lower where it sets its group apart: "the northern rebels", "rival militias"."""
    return 0.85 if _APART.isdisjoint(description.text.lower().split()) else 0.85 * _DOUBT


_APART = frozenset(
    "northern southern eastern western central local foreign rival other various former new smaller remaining "
    "so-called several".split()
)


def sure(candidates: Sequence[Mention]) -> bool:
    """Check whether candidates are one, or the first of them is the subject of their sentence."""
    return len({each.key for each in candidates}) == 1 or candidates[0].form == "name"


def alone(candidates: Sequence[Mention]) -> bool:
    """Check whether candidates are all the same one."""
    return len({each.key for each in candidates}) == 1


def is_owned(sentence: Sentence, mention: Mention) -> bool:
    """Check whether "its" or "their" stands before a description."""
    at = sentence.word_at(mention.start)
    return at > 0 and sentence.lower[at - 1] in ("its", "their")


def citizens_of(mention: Mention, country: str, why: str) -> Mention:
    """Make "citizens", "protesters" those of a country."""
    name, reason = f"{adjective_of(country)} {mention.text}", f"“{mention.text}”: of {country}, {why}"
    return mention._replace(name=name, country=country, resolved_by=reason, grade=0.85)


def put_for(mention: Mention, antecedent: Mention, grade: float) -> Mention:
    """Resolve a mention to an antecedent, with the reason and a grade."""
    how = f"“{mention.text}” stands for {antecedent.name}"
    return mention._replace(
        name=antecedent.name, type=antecedent.type, kind=antecedent.kind, country=antecedent.country,
        resolved_by=how, grade=min(grade, antecedent.grade),
    )  # fmt: skip
