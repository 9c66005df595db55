"""From frames to what they state: the dictionary applied, attitudes and moods read (stage 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...graph.schema import Schema
from .dictionary import Dictionary, Entry
from .ends import (
    acting,
    admitted,
    as_said,
    body_of,
    is_a_part,
    is_departure,
    is_mere_number,
    is_no_whole,
    without_counts,
)
from .frames.tree import LOOSELY
from .records import Frame, Mention
from .registers import harm_words
from .suppositions import is_supposed
from .topics import HOSTILE as HOSTILE_WORDS
from .topics import Ends, Setting, is_figurative

FRIENDLY = frozenset({"AIDED", "SUPPORTS", "MET_WITH", "COOPERATES_WITH", "AGREED_WITH", "YIELDED_TO"})
HOSTILE = frozenset(
    {"ATTACKED", "COERCED", "SANCTIONED", "MOBILIZED_AGAINST", "FIGHTS", "PROTESTED_AGAINST", "OPPOSES"}
)
_ADDRESSED = frozenset({"DEMANDED_OF", "ACCUSED", "THREATENED", "REJECTED"})
_IN_PERSON = frozenset({"MET_WITH", "LEADS", "MEMBER_OF", "PART_OF", "NOMINATED", "SUCCEEDED", "SUPPORTS", "OWNS"})
"""Relations to somebody, not to something of theirs: hosting a Syrian website is no meeting with Syria."""
_PLAIN = ("asserted", "claimed")
_ATTITUDES = frozenset({"threaten", "promise", "refuse", "accuse", "force"})


class Statement(NamedTuple):
    """A relation that a frame states between two mentions."""

    relation: str
    source: Mention
    target: Mention
    frame: Frame
    entry: Entry
    modality: str = "asserted"


class Clue(NamedTuple):
    """The content of one frame about an event."""

    frame: Frame
    entry: Entry
    perpetrators: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    killed: tuple[Mention, ...] = ()
    injured: tuple[Mention, ...] = ()
    claimed: tuple[Mention, ...] = ()
    modality: str = "asserted"


class Cause(NamedTuple):
    """A frame that states that one thing caused another; either may be an act."""

    frame: Frame
    entry: Entry
    modality: str


def read_frame(
    frame: Frame, setting: Setting, dictionary: Dictionary, schema: Schema
) -> Iterator[Statement | Clue | Cause]:
    """Yield what a frame states by the entries that it fits."""
    entries = () if frame.mood in ("question", "command") else dictionary.match(frame)
    if entries and not (setting.is_plain or frame.negated) and is_supposed(frame, setting):
        return
    for entry in entries:
        reading = _reading(entry, frame)
        if reading is None or _is_figurative(reading[0], entry, frame, setting):
            continue
        relations, modality = reading
        if "other" in setting.sentence.text and _is_mutual(entry, frame):
            yield from _mutual(entry, frame, relations, modality, schema)
        elif entry.category and modality in _PLAIN and relations == entry.relations:
            yield Clue(
                frame, entry, acting(entry.find("source", frame)), entry.find("target", frame),
                entry.find("killed", frame), entry.find("injured", frame), entry.find("claimed", frame), modality,
            )  # fmt: skip
        else:
            yield from _statements(entry, frame, reading, schema, setting.sentence.text)
            if relations == ("CAUSED",):
                yield Cause(frame, entry, modality)


def _is_figurative(relations: tuple[str, ...], entry: Entry, frame: Frame, setting: Setting) -> bool:
    """Check whether an entry's relation is meant in play or trade only."""
    relation = entry.relations[0] if relations == (entry.of_people,) else relations[0]
    if relation in HOSTILE_WORDS or (relation in _HOLDING and frame.predicate in harm_words("seizure")):
        return is_figurative(relation, frame, lambda: _ends(entry, frame), setting)
    return setting.is_play


_HOLDING = frozenset({"CONTROLS", "OPERATES_IN", "PRESENT_IN", "YIELDED_TO"})
"""Relations of those who seize land, and of those who lose it."""


def _ends(entry: Entry, frame: Frame) -> Ends:
    targets = (mention for part in ("target", "killed", "injured") for mention in entry.find(part, frame))
    return Ends(acting(entry.find("source", frame)), tuple(targets))


MUTUAL = "“each other”: every one of them"
"""How acts of two entities against each other are recorded."""
_EACH_OTHER = frozenset({"each other", "one another", "each other's", "each other’s"})


def _is_mutual(entry: Entry, frame: Frame) -> bool:
    """Check whether those who act do so to each other: "Chad and Libya attacked each other"."""
    roles = {role.partition(".")[0] for role in (*entry.slots.get("target", ()), *entry.slots.get("killed", ()))}
    return any(filler.text.lower() in _EACH_OTHER for role in roles for filler in frame.slots.get(role, ()))


def _mutual(
    entry: Entry, frame: Frame, relations: tuple[str, ...], modality: str, schema: Schema
) -> Iterator[Statement]:
    """Yield what each of those who act did to every other."""
    both = acting(entry.find("source", frame))
    for source in both:
        for target in both:
            relation = admitted(relations, source.type, target.type, schema) if source.key != target.key else ""
            if relation and source.name and target.name:
                yield Statement(relation, source, target._replace(resolved_by=MUTUAL), frame, entry, modality)


def _statements(
    entry: Entry, frame: Frame, reading: tuple[tuple[str, ...], str], schema: Schema, sentence: str
) -> Iterator[Statement]:
    sources = acting(entry.find("source", frame))
    if not sources:
        return
    targets = entry.find("target", frame) or entry.find("killed", frame) or entry.find("injured", frame)
    sources, targets = without_counts(sources), without_counts(targets)
    if entry.of_state:
        targets = tuple(body_of(target, entry.of_state) for target in targets)
    if sources == targets and len(targets) > 2 and _are_two_groups(sentence, targets):
        sources = targets = tuple(target._replace(grade=min(target.grade, _UNSURE)) for target in targets)
    relations, modality = reading
    for source, place_or_other in pairs(sources, targets):
        for target in dict.fromkeys((place_or_other, *acting((place_or_other,)))):  # "sent weapons to Kyiv"
            relation = admitted(relations, source.type, target.type, schema)
            if relation and not _is_misread(relation, source, target, frame, schema):
                yield Statement(relation, *as_said(source, target, relation, frame, schema), frame, entry, modality)
                break


def _is_misread(relation: str, source: Mention, target: Mention, frame: Frame, schema: Schema) -> bool:
    """Check whether two ends, though of the right types, cannot be meant: a number, a place, a mere part."""
    if schema.relations[relation].aspect == "tie" and is_mere_number(source, target):
        return True
    if is_to_itself(relation, source, target) or (relation in _IN_PERSON and target.rule == LOOSELY):
        return True
    match relation:
        case "PART_OF":
            return is_no_whole(source, target)
        case "LEADS":
            return is_a_part(target, frame)
        case "RESIGNED_FROM":
            return is_departure(target, frame)
    return False


def _are_two_groups(sentence: str, mentions: tuple[Mention, ...]) -> bool:
    """Check whether of several only some met: of "talks between X and the envoys Y and Z", Y and Z did not."""
    first, last = sentence.find(mentions[0].text), sentence.find(mentions[-1].text)
    return sentence.count(" and ", first, last) > 1


_UNSURE = 0.75
"""Grade of one of several who met when it is not sure which of them did."""


def pairs(sources: tuple[Mention, ...], targets: tuple[Mention, ...]) -> Iterator[tuple[Mention, Mention]]:
    """Yield every source with every target; where they are the same names, each two of them once."""
    together = sources == targets
    for number, source in enumerate(sources):
        for target in targets[number + 1 :] if together else targets:
            if source.name and target.name and source.key != target.key:
                yield source, target


def is_to_itself(relation: str, one: Mention, other: Mention) -> bool:
    """Check whether a state would act on a body of its own, which is a misreading: "China summoned the envoy"."""
    state, body = (one, other) if one.type == "State" else (other, one)
    if state.type != "State" or body.country != state.name or relation not in FRIENDLY | HOSTILE | _ADDRESSED:
        return False
    return body.kind == "government" or (body.kind in ("military", "police") and relation != "COERCED")


def _speaks_for_itself(frame: Frame) -> bool:
    """Check whether nobody else foretells what somebody will do: "Finland will give Tanzania a grant"."""
    speaker = frame.speaker
    if speaker is None or not speaker.name:
        return True
    own = frame.mentions("subject")
    return any(speaker.key == each.key or speaker.country in (each.name, each.country) for each in own)


def _attitude(relation: str, frame: Frame) -> tuple[tuple[str, ...], str] | None:
    """Read what a frame under a verb of attitude states: a threat, an agreement, a rejection or nothing."""
    friendly, hostile = relation in FRIENDLY, relation in HOSTILE
    match frame.attitude:
        case "threaten" if friendly or hostile:
            return ("THREATENED",), "asserted"
        case "promise" if friendly:
            return ("AGREED_WITH",), "negated" if frame.negated else "asserted"
        case "promise" if hostile and not frame.negated:
            return ("THREATENED",), "asserted"
        case "refuse" if friendly or relation == "PRESENT_IN":
            return ("REJECTED",), "asserted"
        case _:
            return None


def _reading(entry: Entry, frame: Frame) -> tuple[tuple[str, ...], str] | None:
    """Read relations and modality of an entry in this frame; None when it states nothing.

    "Refused to meet" is a rejection, "threatened to attack" a threat, "agreed to help" an agreement.
    """
    relation = entry.relations[0]
    if "attitude" in entry.where:  # "tried to retake Bol from the rebels"
        return None if frame.negated else (entry.relations, "asserted")
    if frame.attitude in _ATTITUDES:
        return _attitude(relation, frame)
    announced = relation in FRIENDLY and relation not in ("MET_WITH", "AGREED_WITH")  # "will meet" only foretells
    if frame.mood == "forecast" and announced and not frame.negated and _speaks_for_itself(frame):
        return ("AGREED_WITH",), "asserted"
    relations = (entry.of_people,) if entry.of_people and _are_people(entry.find("target", frame)) else entry.relations
    if frame.negated:
        return (relations, "negated") if frame.mood in _PLAIN or frame.attitude == "deny" else None
    return relations, frame.mood


def _are_people(targets: tuple[Mention, ...]) -> bool:
    return bool(targets) and all(each.type in ("Person", "Population") or each.form == "count" for each in targets)
