"""Sentences that only suppose or deny what they speak of, in a way that their verbs do not show."""

from __future__ import annotations

import re

from .records import Frame
from .topics import Setting

_CONDITION = re.compile(r"(?:One more|Another) [^,.]{1,40}(?:,? and (?:the )?[A-Z]\w* \w+s\b|, and\b)|(?:As|So) long as\b")
_TOLD = re.compile(
    r"\b(?:claim|report|rumou?r|allegation|suggestion|accusation|charge|notion|idea|talk|tale|stor(?:y|ies)|letter|leaflet"
    r"|statement|video|photograph|picture|recording|post|message|document)(?:s|es)? (?:that|of|in which|which|showing"
    r"|about|purporting to show|said to show)\b"
)


def is_supposed(frame: Frame, setting: Setting) -> bool:
    """Check whether a sentence begins with a condition, or calls false the report that tells something."""
    sentence = setting.sentence
    if sentence.lower[0] in _OPENING and _CONDITION.match(sentence.text):
        return True
    if "false" not in setting.registers:
        return False
    told = _TOLD.search(sentence.text)
    return told is not None and frame.start - sentence.start >= told.end()


_OPENING = frozenset({"one", "another", "as", "so"})
"""First words of conditions without "if": "One more rocket, and Israel bombs Gaza"."""
