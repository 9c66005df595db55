"""Resolve "we" and "us" in quoted speech (stage 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Mention, Sentence

SPEAKS_FOR = 0.75
"""Grade of "we" for the body that its speaker speaks for."""

WE = frozenset({"we", "us", "our"})
_SAYS = re.compile(
    r"\b(?:said|says|told|added|warned|stated|declared|announced|insisted|wrote|tweeted|vowed|according to)\b"
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")
_BODIES = ("State", "Organization")


def first_persons(sentence: Sentence) -> list[Mention]:
    """Find each "we", "us" and "our" inside quotation marks, not resolved yet."""
    if WE.isdisjoint(sentence.lower):
        return []
    quotes = [
        (match.start() + sentence.start, match.end() + sentence.start) for match in _QUOTED.finditer(sentence.text)
    ]
    return [
        Mention(
            start, sentence.ends[at], sentence.words[at], "", "Organization", form="pronoun",
            rule="possessive" if word == "our" else "we",
        )
        for at, (word, start) in enumerate(zip(sentence.lower, sentence.starts, strict=True))
        if word in WE and any(first < start < last for first, last in quotes)
    ]  # fmt: skip


def spoken(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Resolve "we" to the body that speaks: "“We will strike back,” the Israeli army said"."""
    if WE.isdisjoint(sentence.lower) or not any(
        mention.form == "pronoun" and mention.text.lower() in WE for mention in mentions
    ):
        return list(mentions)
    body = _speaker(sentence, mentions)
    if body is None:
        return list(mentions)
    return [
        mention._replace(
            name=body.name, type=body.type, kind=body.kind, country=body.country,
            resolved_by=f"“{mention.text}” stands for {body.name}, which speaks", grade=SPEAKS_FOR,
        )
        if mention.form == "pronoun" and not mention.name and mention.text.lower() in WE
        else mention
        for mention in mentions
    ]  # fmt: skip


def _speaker(sentence: Sentence, mentions: Sequence[Mention]) -> Mention | None:
    """Find the only body named outside the quotation, beside a verb of saying."""
    outside = _QUOTED.sub(lambda match: " " * len(match.group()), sentence.text)
    if not _SAYS.search(outside):
        return None
    bodies = {
        mention.key: mention
        for mention in mentions
        if mention.name and mention.type in _BODIES and mention.form in ("name", "description")
        and outside[mention.start - sentence.start : mention.end - sentence.start].strip()
    }  # fmt: skip
    return next(iter(bodies.values())) if len(bodies) == 1 else None
