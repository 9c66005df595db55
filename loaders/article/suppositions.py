"""Sentences that only suppose or deny what they speak of, in a way that their verbs do not show."""

from __future__ import annotations

import re

from .records import Frame
from .topics import Setting

_CONDITION = re.compile(  # or what hardly anybody believes
    r"(?:One more|Another) [^,.]{1,40}(?:, and\b|,? and (?:the )?[A-Z]\w* \w+s\b)|(?:As|So) long as\b"
    r"|No (?:(?!\b(?:was|were|is|are|has|had|have)\b)[^,.]){1,40}, and (?:the )?[A-Z]\w* \w+s\b"
    r"|Nowhere\b|(?:At|On|Under|In) no (?:time|point|occasion|circumstances|way)\b"
    r"|(?:Few|Hardly any|Scarcely any)\w*(?: \w+){0,3} (?:believe|think|accept|suspect|claim|say)s? "
)
_PARTED = re.compile(r"(?:\bnot|\bnever|n['’]t), [^,]{1,60}, $")
"""A denial that a remark parts from its verb: "did not, as was thought, kill"."""
_REPORTED = re.compile(
    r"\b(?:claim|report|rumou?r|allegation|suggestion|accusation|charge|notion|idea|talk|tale|stor(?:y|ies)|letter|leaflet"
    r"|statement|video|photograph|picture|recording|post|message|document|article|tape|footage"
    r"|lie|hoax|fabrication|fiction|invention|myth|slander)(?:s|es)?"
    r" (?:that|of|[io]n which|which|showing|saying|claiming|about|purporting to show|said to show)\b"
    r"|\b(?:bogus|fake|hoax|satirical|spoof) \w+ (?:reported|claimed|said|showed|announced)\b"
)


def is_supposed(frame: Frame, setting: Setting) -> bool:
    """Check whether a sentence begins with a condition, parts a denial from its verb, or calls a report false."""
    text, at = setting.sentence.text, frame.start - setting.sentence.start
    if _CONDITION.match(text) or (text.startswith(", ", at - 2) and _PARTED.search(text, 0, at)):
        return True
    reported = _REPORTED.search(text) if "false" in setting.registers else None
    return reported is not None and at >= reported.end()
