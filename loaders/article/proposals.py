"""From acts and statements to proposals: facts with their evidence, not yet fused (stage 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...graph.model import NOTHING
from ...graph.schema import Schema
from .ends import admitted
from .events import Act, places_of
from .links import answers, causes_of, clue_in
from .records import Frame, Mention, Proposal, Sentence, Time
from .statements import Cause, Clue, Statement, is_to_itself, pairs

MOODS = {"asserted": 1.0, "claimed": 0.95, "negated": 0.85, "forecast": 0.7, "hypothetical": 0.6}
"""The factor of a mood for a proposal's grade: the further from a plain statement, the more can be misread."""


class Context(NamedTuple):
    """What the proposals of one article have in common."""

    sentences: Sequence[Sentence]
    schema: Schema
    precision: Callable[[str, str, str], float]  # of a rule, its builder and its relation
    time_of: Callable[[Frame], Time | None]


class _End(NamedTuple):
    """An end of a fact: a mention, or an event by the word that speaks of it."""

    name: str
    type: str
    text: str
    kind: str | None = None
    resolved_by: str = ""
    grade: float = 1.0


def of_statements(statements: Sequence[Statement], context: Context) -> Iterator[Proposal]:
    """Yield a proposal for each statement."""
    for statement in statements:
        frame = statement.frame
        time = context.time_of(frame)
        attributes = _attributes(statement.entry.attributes, frame)
        place = places_of(frame)
        yield _proposal(
            context, frame, statement.entry.name, _end(statement.source), statement.relation, _end(statement.target),
            statement.modality, time, attributes,
            place[0].name if place and place[0].key not in (statement.source.key, statement.target.key) else "",
        )  # fmt: skip


def of_acts(acts: Sequence[Act], causes: Sequence[Cause], context: Context) -> Iterator[Proposal]:
    """Yield the proposals of each act: an Event with its parts, else a plain relation; and what they caused."""
    links, caused = answers(acts), causes_of(causes, acts)
    linked = {id(act) for one, other, _ in (*links, *caused) for act in (one, other)}
    names: dict[int, str] = {}
    counts: dict[str, int] = {}
    for act in acts:
        if act.is_event or id(act) in linked:
            name = event_name(act)
            counts[name] = counts.get(name, 0) + 1
            names[id(act)] = name if counts[name] == 1 else f"{name} ({counts[name]})"
            yield from _event(act, names[id(act)], context)
        else:
            yield from _plain(act, context)
    for answer, cause, clue in links:
        ends = [_of_event(names[id(act)], act, act.clues[0].frame, context) for act in (answer, cause)]
        yield _proposal(context, clue.frame, clue.entry.name, ends[0], "RESPONSE_TO", ends[1], clue.modality, None, {})
    for one, other, said in caused:
        ends = [_thing(each, names, said.frame, context) for each in (one, other)]
        yield _proposal(context, said.frame, said.entry.name, ends[0], "CAUSED", ends[1], said.modality, None, {})


def _thing(thing: Act | Mention, names: Mapping[int, str], frame: Frame, context: Context) -> _End:
    """Make an act or a crisis the end of a fact, by the word for it in the sentence."""
    if not isinstance(thing, Act):
        return _end(thing)
    clue = clue_in(thing, frame.sentence) or thing.clues[0]
    return _of_event(names[id(thing)], thing, clue.frame, context)


_NAMING = frozenset(
    "attack assault raid ambush onslaught crackdown incursion invasion massacre airstrike strike bombing bombardment "
    "shelling offensive campaign operation explosion blast shooting killing murder assassination execution".split()
)
"""Nouns that an event is named by; else it is named by its category."""


def event_name(act: Act) -> str:
    """Make a name that distinguishes an event: "Attack on Kirkuk (2019-12-27)"."""
    what = next((clue.frame.predicate for clue in act.clues if clue.frame.predicate in _NAMING), act.category)
    words = what.capitalize()
    targets = _targets(act)
    if targets or act.killed:
        target = next(iter(targets.values()), None) or act.killed[0]
        words += f" on {target[0].name}" if targets else f" that killed {target[0].name}"
    elif act.perpetrators:
        words += f" by {next(iter(act.perpetrators.values()))[0].name}"
    if act.places:
        words += f" in {next(iter(act.places.values()))[0].name}"
    return f"{words} ({act.time.date or act.time.text})" if act.time else words


def _targets(act: Act) -> dict[tuple[str, str], tuple[Mention, Clue]]:
    """List whom an act was aimed at, without those that the same word says were hurt."""
    hurt = {(mention.key, clue.frame.start) for mention, clue in (*act.killed, *act.injured)}
    return {
        key: found
        for key, found in act.targets.items()
        if (key, found[1].frame.start) not in hurt and key not in act.perpetrators  # nobody attacks himself
    }


def _event(act: Act, name: str, context: Context) -> Iterator[Proposal]:
    hurt = {mention.key for mention, _ in (*act.killed, *act.injured)}
    doers = {key: doer for key, doer in act.perpetrators.items() if key not in hurt}
    for _, (mention, clue) in sorted(doers.items(), key=_position):
        yield _part(act, name, "PERPETRATED", *_surest(act, mention, clue, context), context, source=True)
    for _, (mention, clue) in sorted(act.claimed.items(), key=_position):
        yield _part(act, name, "CLAIMED", mention, clue, context, source=True)
    for _, (mention, clue) in sorted(_targets(act).items(), key=_position):
        yield _part(act, name, "TARGETED", mention, clue, context)
    for relation, victims in (("KILLED", act.killed), ("INJURED", act.injured)):
        for mention, clue in victims:
            yield _part(act, name, relation, mention, clue, context)
    for _, (mention, clue) in sorted(act.places.items(), key=_position):
        yield _part(act, name, "OCCURRED_AT", mention, clue, context)


def _surest(act: Act, mention: Mention, clue: Clue, context: Context) -> tuple[Mention, Clue]:
    """Find the surest word for who did it: of "an operation by X, which killed Y" the second."""
    if len(act.clues) == 1:
        return mention, clue
    said = [(each, other) for other in act.clues for each in other.perpetrators if each.key == mention.key]
    return max(
        [(mention, clue), *said],
        key=lambda doer: doer[0].grade * context.precision(doer[1].entry.name, doer[1].frame.builder, "PERPETRATED"),
    )


def _position(item: tuple[Any, tuple[Mention, Clue]]) -> int:
    return item[1][0].start


def _part(
    act: Act, name: str, relation: str, mention: Mention, clue: Clue, context: Context, *, source: bool = False
) -> Proposal:  # fmt: skip
    frame = clue.frame
    event = _of_event(name, act, frame, context)
    one, other = (_end(mention), event) if source else (event, _end(mention))
    attributes = {"count": mention.amount} if mention.amount is not None and relation in ("KILLED", "INJURED") else {}
    return _proposal(context, frame, clue.entry.name, one, relation, other, clue.modality, act.time, attributes)


def _of_event(name: str, act: Act, frame: Frame, context: Context) -> _End:
    return _End(name, "Event", _word(frame, context), act.category)


def _word(frame: Frame, context: Context) -> str:
    """Cut the word of a frame's predicate out of its sentence."""
    sentence = context.sentences[frame.sentence]
    return sentence.text[frame.start - sentence.start : frame.end - sentence.start]


def _plain(act: Act, context: Context) -> Iterator[Proposal]:
    clue = act.clues[0]
    sources = tuple(mention for mention, _ in act.perpetrators.values())
    targets = tuple(mention for mention, _ in act.targets.values())
    for source, target in pairs(sources, targets):
        relation = admitted(clue.entry.relations, source.type, target.type, context.schema)
        if relation and not is_to_itself(relation, source, target):
            yield _proposal(
                context, clue.frame, clue.entry.name, _end(source), relation, _end(target), clue.modality, act.time, {}
            )


def _end(mention: Mention) -> _End:
    return _End(mention.name, mention.type, mention.text, mention.kind, mention.resolved_by, mention.grade)


def _attributes(attributes: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    return {key: frame.predicate if value == "=predicate" else value for key, value in attributes.items()}


def _proposal(
    context: Context, frame: Frame, rule: str, source: _End, relation: str, target: _End, modality: str,
    time: Time | None, attributes: Mapping[str, Any], place: str = "",
) -> Proposal:  # fmt: skip
    sentence = context.sentences[frame.sentence]
    precision = context.precision(rule, frame.builder, relation)
    dates = _dates(relation, time)
    return Proposal(
        source.name, source.type, relation, target.name, target.type,
        sentence.paragraph, sentence.start, sentence.end, sentence.text,
        rule, round(precision * source.grade * target.grade * MOODS[modality], 3),
        method="nlp" if frame.builder == "parser" else "rules",
        source_kind=source.kind, target_kind=target.kind,
        source_as=source.text, target_as=target.text,
        resolved_by="; ".join(dict.fromkeys(filter(None, (source.resolved_by, target.resolved_by)))),
        sentence=sentence.text, **dates, trigger=_word(frame, context), place=place, modality=modality,
        attributed_to=frame.speaker.name if frame.speaker is not None else "", attributes=attributes or NOTHING,
    )  # fmt: skip


_STANDING = frozenset(
    {"LEADS", "PART_OF", "LOCATED_IN", "NEAR", "RELATED_TO", "AFFILIATED_WITH", "ORIGINATES_FROM", "MEMBER_OF"}
    | {"ACTS_FOR"}
)
"""Ties that a sentence mentions beside what it dates: "the attack on Monday on Soleimani, commander of …"."""


def _dates(relation: str, time: Time | None) -> dict[str, str]:
    """Date a fact: a tie gets a start or an end only from "since" and "until"."""
    if time is None or not (time.first or time.last):
        return {}
    if relation in _STANDING and time.kind == "on":
        return {}
    if time.kind == "since":
        return {"start": time.first, "date_basis": time.basis}
    if time.kind == "until":
        return {"end": time.last, "date_basis": time.basis}
    if time.date:
        return {"date": time.date, "date_basis": time.basis}
    return {"start": time.first, "end": time.last, "date_basis": time.basis}
