"""How the act that a noun names is meant: by its verb and the words before it."""

from __future__ import annotations

from typing import NamedTuple

from ...records import Mention
from .clause import Clause
from .phrases import Phrase
from .vocabulary import DENYING

_UNREAL = frozenset(
    "possible potential planned imminent future feared likely foiled failed attempted would-be thwarted "
    "alleged hypothetical".split()
)
_WISHED = frozenset(
    "want seek urge demand expect propose consider plan threaten call fear oppose avert avoid stop prevent end "
    "halt abandon drop renounce simulate rehearse practise practice".split()
)
_ALLEGED = frozenset(["alleged", "suspected", "reported", "purported"])
BLAMING = frozenset(["blame", "attribute", "ascribe"])
"""Verbs after which stands who is said to have done it: "an attack blamed on X"."""


class NounStance(NamedTuple):
    """The stance that its verb and the words before it give a noun, in the order of the parts of a frame."""

    negated: bool
    mood: str
    speaker: Mention | None
    attitude: str


def stance_of(clause: Clause | None, phrase: Phrase, via: str, words: set[str]) -> NounStance:
    """Find the stance of a noun from its verb and the words before it."""
    negated, mood, speaker, attitude = phrase.negative, "asserted", None, ""
    if clause is not None:
        negated = negated or clause.negated
        mood, speaker, attitude = clause.mood, clause.speaker, clause.attitude
        if " " not in via:
            if clause.lemma in DENYING:
                negated, attitude = not negated, ""
            elif clause.lemma in _WISHED:
                mood = "hypothetical"
        elif clause.lemma in ("call", "prepare", "wait", "hope", "plan", "ask", "appeal") and via.endswith(
            (" for", " to")
        ):
            mood = "hypothetical"
    if words & _UNREAL or ("any" in words and not negated):
        mood = "hypothetical"
    if mood == "asserted" and (via in BLAMING or words & _ALLEGED):
        mood = "claimed"
    return NounStance(negated, mood, speaker, attitude)
