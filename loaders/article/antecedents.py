"""Which names a pronoun or description may stand for, and how surely (stage 3)."""

from __future__ import annotations

from collections.abc import Sequence

from . import lexicon
from .records import Mention, Sentence


def is_actor(mention: Mention) -> bool:
    """Check whether somebody is named or described."""
    return bool(mention.name) or (mention.form == "description" and mention.rule in ("definite", "bare"))


def is_free(sentence: Sentence, mention: Mention) -> bool:
    """Check whether a name follows no preposition, and so may be what its sentence is about."""
    at = sentence.word_at(mention.start) - 1
    while at >= 0 and (sentence.lower[at] in lexicon.DETERMINERS or lexicon.is_adjective(sentence.lower[at])):
        at -= 1
    return at < 0 or not (sentence.lower[at] in lexicon.PREPOSITIONS or sentence.lower[at] in ("of", "to"))


def sure(candidates: Sequence[Mention]) -> bool:
    """Check whether candidates are one, or the first of them is the subject of their sentence."""
    return len({each.key for each in candidates}) == 1 or candidates[0].form == "name"


def alone(candidates: Sequence[Mention]) -> bool:
    """Check whether candidates are all the same one."""
    return len({each.key for each in candidates}) == 1


def topic(candidates: Sequence[Mention]) -> Mention:
    """Pick the candidate that the sentence is about: the first."""
    return candidates[0]
