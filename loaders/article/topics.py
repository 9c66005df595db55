"""Tell violence from sport, business and fiction, where nobody is hurt."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .frames.tree import LOOSELY
from .records import Frame, Mention, Sentence
from .registers import Subjects, harm_words, registers_of

HOSTILE = frozenset(
    "ATTACKED FIGHTS COERCED SANCTIONED THREATENED OPPOSES MOBILIZED_AGAINST WEAKENS PERPETRATED TARGETED KILLED "
    "INJURED CLAIMED".split()
)
"""Relations that mean harm."""
_VIOLENT = frozenset({"ATTACKED", "FIGHTS"})
_SCORE = re.compile(
    r"\b\d{1,2}[-–]\d{1,2}\b(?!,)(?= (?:in|at|on|to|win|victory|defeat|loss|after|with|and)\b|[,.]| *$)"
)
_IN_WORK = re.compile(
    r"\bin (?:the|this|a|his|her|its|one|\w+['’]s) (?:\w+ )?(?:game|series|book|play|show|drama|episode|story|scene)\b"
    r"|\b(?:play|series|show|drama|episode|story|game|script)"
    r"(?: (?:has|lets|sees|imagines|depicts|portrays|follows|opens|begins|ends|closes)\b"
    r"|['’]s (?:finale|plot|hero|heroine|villain)\b)"
    r"|\b(?:play|series|show|drama|episode|story|game|script|book|museum|exhibition)"
    r" (?:shows how|tells of|is about an?) ",
    re.IGNORECASE,
)
_IN_EXERCISE = re.compile(
    r"\b(?:in|during) (?:the|an?|this|its|their|\w+['’]s)(?: [\w'’-]+){0,3}"
    r" (?:exercises?|drills?|manoeuvres|maneuvers)\b",
    re.IGNORECASE,
)


class Ends(NamedTuple):
    """Who acts, and on whom."""

    doers: tuple[Mention, ...]
    targets: tuple[Mention, ...]


class Setting(NamedTuple):
    """The sentence in which something is said to happen: what it is about, and what its article is."""

    sentence: Sentence
    registers: frozenset[str]
    is_play: bool  # of sport or fiction
    is_plain: bool  # without words of suppositions, denials and falsehood
    subjects: Subjects

    @property
    def is_of_war(self) -> bool:
        """Check whether the sentence speaks of arms or troops, or does so most of its article."""
        return "war" in self.registers or self.subjects.are_warlike


def settings_of(sentences: Sequence[Sentence]) -> list[Setting]:
    """Make the settings of an article's sentences."""
    registers = [registers_of(sentence.lower) for sentence in sentences]
    subjects = Subjects(registers)
    return [
        Setting(sentence, each, _is_play(each, sentence.text), each.isdisjoint(_OPEN), subjects)
        for sentence, each in zip(sentences, registers, strict=True)
    ]


_OPEN = ("condition", "denial", "false")
"""The registers of words that leave open or deny what a sentence speaks of."""


def _is_play(registers: frozenset[str], text: str) -> bool:
    if "sport" in registers or "fiction" in registers:
        return True
    scored = "score" in registers and _SCORE.search(text) is not None
    return scored or ("work" in registers and _IN_WORK.search(text) is not None)


def is_figurative(relation: str, frame: Frame, ends: Callable[[], Ends], setting: Setting) -> bool:
    """Check whether a hostile relation is one of play, or of those who harm only each other's trade."""
    if setting.is_play or not setting.registers.isdisjoint(_HARMLESS) or _is_exercised(setting):
        return not _is_at_a_match(setting, ends().doers)
    if _is_done_to_bodies(frame, setting) and any(map(_is_whole_state, ends().targets)):
        return True  # "Cameroon beat Senegal", "sanctions hit Mali"
    if "business" in setting.registers and any(map(_is_in_trade, itertools.chain(*ends()))):
        return True
    if relation not in _VIOLENT and frame.predicate not in harm_words("seizure"):
        return False  # "sanctioned"
    if any(each.type == "Issue" or each.kind == "disaster" for each in frame.mentions("subject")):
        return True  # "Hurricane Ida killed"
    return not setting.is_of_war and _is_unlikely(frame, ends())


_HARMLESS = ("drill", "nature")
"""The registers of attacks that are exercised, or that no people made: "a heart attack"."""


def _is_exercised(setting: Setting) -> bool:
    return "exercise" in setting.registers and _IN_EXERCISE.search(setting.sentence.text) is not None


def _is_done_to_bodies(frame: Frame, setting: Setting) -> bool:
    """Check whether a verb says what is done to people, or what measures do."""
    if frame.predicate in harm_words("bodily"):
        return True
    return "measures" in setting.registers and frame.predicate in harm_words("blow")


def _is_whole_state(mention: Mention) -> bool:
    return mention.type == "State" and mention.form == "name" and mention.rule != LOOSELY


def _is_at_a_match(setting: Setting, doers: tuple[Mention, ...]) -> bool:
    """Check whether armed men act where sport is only the place: "Hamas killed three fans at a football match"."""
    sport = "sport" in setting.registers and setting.registers.isdisjoint(("fiction", *_HARMLESS))
    return sport and any(each.kind in ("armed_group", "militia") for each in doers)


def _is_unlikely(frame: Frame, ends: Ends) -> bool:
    """Check whether an act needs signs of war to be read as violence: "Nokia retook Finland", "hit it with a tax"."""
    if not ends.doers and _has_heads(frame, "subject", "unable"):
        return True
    if frame.predicate in harm_words("literal"):
        return _is_of_trade(ends) or _is_beyond_persons(frame, ends)
    if not ends.doers and frame.form == "verb" and frame.slots.get("subject") and not _is_somebody(frame):
        return True  # "Bangladesh's tail hit back"
    if (ends.doers and not any(map(_is_able, ends.doers))) or _has_heads(frame, "object", "immaterial"):
        return True
    if not ends.targets and "object" not in frame.slots and all(each.type == "State" for each in ends.doers):
        return frame.form == "verb"  # "India struck twice before lunch"
    if ends.doers and not any(map(_is_armed, ends.doers)):
        crowd = any(each.type == "Population" for each in ends.doers)
        return not crowd or all(each.type in ("State", "Place") for each in ends.targets)  # "The senator attacked Iran"
    if frame.predicate in harm_words("defeat") and any(each.type == "State" for each in ends.targets):
        return any(each.type == "State" for each in ends.doers)  # "Cameroon beat Senegal"
    return "with" in frame.slots and not _has_heads(frame, "with", "manner") and not frame.mentions("with")


def _is_of_trade(ends: Ends) -> bool:
    """Check whether even a killing is one of trade: "Nestle killed its brand", "TikTok killed off Vine"."""
    if not ends.doers or not all(map(_is_in_trade, ends.doers)):
        return False
    known = all(each.kind in ("company", "media") for each in ends.doers)
    return known or all(map(_is_in_trade, ends.targets))


def _is_somebody(frame: Frame) -> bool:
    """Check whether the subject of a verb, though it has no name, is people or arms."""
    able = harm_words("able")
    return any(filler.mentions or filler.head in able for filler in frame.slots["subject"])


def _is_beyond_persons(frame: Frame, ends: Ends) -> bool:
    """Check whether a person or an unknown name seems to use arms of armies: "Haaland shelled Brighton"."""
    if frame.predicate not in harm_words("heavy"):
        return False
    return bool(ends.doers) and all(each.type == "Person" or _is_guessed(each) for each in ends.doers)


def _has_heads(frame: Frame, role: str, name: str) -> bool:
    """Check whether a phrase in a role names nobody itself and has a head of a list."""
    heads = harm_words(name)
    return any(
        filler.head in heads and all(each.rule == LOOSELY for each in filler.mentions)
        for filler in frame.slots.get(role, ())
    )


def _is_able(mention: Mention) -> bool:
    """Check whether somebody can use force: no town or company, nor a name of which the text says no more."""
    if _is_guessed(mention) and mention.type != "Person":
        return False
    if mention.type == "Organization":
        return mention.kind not in _PEACEFUL
    return mention.type != "Place"


def _is_armed(mention: Mention) -> bool:
    """Check whether a name is a state's or a body's that can fight, rather than some people's."""
    if _is_guessed(mention):
        return False
    if mention.type == "Organization":
        return mention.kind not in _PEACEFUL
    return mention.type == "State"


_PEACEFUL = frozenset((None, "company", "media", "research", "university", "other"))


def _is_in_trade(mention: Mention) -> bool:
    """Check whether a name may be a company's: also one of which the text does not say what it is."""
    if _is_guessed(mention):
        return True
    return mention.type == "Organization" and mention.kind in (None, "company", "media", "other")


def _is_guessed(mention: Mention) -> bool:
    """Check whether nothing says clearly what a name with capitals stands for."""
    return mention.rule == "capitals" and mention.grade < 1
