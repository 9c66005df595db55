"""Frames of names with what follows them: "Basra in Iraq", "Hezbollah in Lebanon", "NATO, including Turkey"."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Filler, Frame, Mention
from ..words import OFFICIAL
from .building import Slots, frame, nearer
from .clause import Parsed
from .nouns import before
from .phrases import Phrase

_AFTER = {"Place": ("in", "near", "outside"), "Organization": ("in", "including"), "Issue": ("in",)}
_WITHIN = ("State", "Place")
_UNIT = "ordinal unit"
"""The rule of names such as 5th Regiment."""


def name_frames(parsed: Parsed, words: frozenset[str]) -> Iterator[Frame]:
    """Yield names whose place or members their own phrase tells.

    A body is somewhere only where it is a subject: in "met Hamas in Cairo" the verb is.
    """
    subjects = {id(clause.subject) for clause in parsed.clauses if clause.subject is not None}
    for phrase in parsed.phrases:
        unit = phrase.heads[-1].stop - 1
        mention = parsed.tagged.mentions[unit]
        if mention is None or not mention.name or mention.form != "name" or mention.type.lower() not in words:
            continue
        bare = not phrase.after and mention.rule != _UNIT
        if bare and (mention.type == "Place" or phrase.heads[-1].first == unit):
            continue  # nothing follows or goes before
        slots = _slots(parsed, phrase, mention, is_subject=id(phrase) in subjects)
        if len(slots) > 1:
            yield frame(
                parsed, "name", mention.type.lower(), unit, slots, False, "asserted", nearer(parsed, unit), ""
            )  # fmt: skip


def _next_name(parsed: Parsed, phrase: Phrase) -> Mention | None:
    """Find the name after a comma: the regiment, of "the 2nd Battalion, 5th Regiment"."""
    following = parsed.chunks[phrase.stop : phrase.stop + 2]
    if [chunk.kind for chunk in following] != [",", "K"]:
        return None
    return parsed.tagged.mentions[following[1].stop - 1]


def _slots(parsed: Parsed, phrase: Phrase, mention: Mention, *, is_subject: bool) -> Slots:
    """Fill the slots of a name from its own phrase: whose it is, where it is, whom it includes."""
    last = mention.text.split()[-1].lower()
    slots: Slots = {"subject": [Filler(mention.start, mention.end, last, (mention,), mention.text)]}
    if mention.type in ("Issue", "Organization"):  # "Lebanon's economic crisis", "Hamas's Qassam Brigades"
        before(parsed, phrase.heads[-1], slots)
        if mention.type == "Organization":
            slots.pop("mod", None)
    for prep, other in phrase.after:
        body = mention.type == "Organization" and prep == "in"
        if body and mention.kind in OFFICIAL:
            continue
        names = tuple(each for each in other.filler.mentions if prep == "including" or each.type in _WITHIN)
        if prep in _AFTER.get(mention.type, ()) and names and (not body or is_subject):
            slots.setdefault(prep, []).append(other.filler._replace(mentions=names))
    if mention.rule == _UNIT and (whole := _next_name(parsed, phrase)) and whole.rule == _UNIT:
        slots["unit of"] = [Filler(whole.start, whole.end, last, (whole,), whole.text)]
    return slots
