"""Make frames of what was read in a sentence."""

from __future__ import annotations

from functools import lru_cache

from ...records import Filler, Frame, Mention
from ..words import ARMS, FOLLOWING, LISTING, are_followers
from .clause import Clause, Parsed
from .phrases import Phrase
from .vocabulary import GIVING

Slots = dict[str, list[Filler]]


def frame(  # noqa: PLR0913  (a frame has that many parts)
    parsed: Parsed, form: str, predicate: str, unit: int, slots: Slots, negated: bool, mood: str,
    speaker: Mention | None,
    attitude: str, *, via: str = "", passive: bool = False,
) -> Frame:  # fmt: skip
    """Make a frame whose predicate is a unit of the sentence."""
    start, end = parsed.tagged.starts[unit], parsed.tagged.ends[unit]
    first, last = start, end
    for fillers in slots.values():
        for filler in fillers:
            if filler.start < first:  # noqa: PLR1730 - min and max take three times as long
                first = filler.start
            if filler.end > last:  # noqa: PLR1730
                last = filler.end
    return Frame(
        parsed.sentence.number, form, predicate, {role: tuple(fillers) for role, fillers in slots.items()}, start, end,
        (first, last),
        negated, mood, speaker, via, passive, "patterns", attitude,
    )  # fmt: skip


def add_inner(role: str, phrase: Phrase, parsed: Parsed, slots: Slots) -> None:
    """Add whom an unnamed phrase belongs to or speaks of: "rejected a call by Iran" has `object.by`."""
    if phrase.filler.mentions:
        return
    if phrase.of is not None and not (phrase.filler.head in FOLLOWING and are_followers(phrase.of.filler.mentions)):
        slots.setdefault(f"{role}.of", []).append(phrase.of.filler)
    for prep, other in phrase.after:
        slots.setdefault(f"{role}.{prep}", []).append(other.filler)
    words, mentions = parsed.tagged.words, parsed.tagged.mentions
    head = phrase.heads[0]
    for at in range(head.first, head.stop - 1):
        mention = mentions[at]
        if mention is not None and mention.name and mention.form != "count":
            inner = "poss" if words[at + 1] in ("'s", "’s", "'", "’") or mention.form == "pronoun" else "mod"
            filler = Filler(mention.start, mention.end, words[at], (mention,), mention.text)
            slots.setdefault(f"{role}.{inner}", []).append(filler)


def nearer(parsed: Parsed, unit: int) -> Mention | None:
    """Find the speaker of the clause around a unit."""
    speaker = None
    for clause in parsed.clauses:
        if parsed.chunks[clause.chunk].first <= unit:
            speaker = clause.speaker
    return speaker


def predicates_of(clause: Clause, verbs: frozenset[str]) -> list[str]:
    """List the predicates of a clause in the dictionary: "shoot", "shoot at", "claim responsibility"."""
    if clause.lemma not in _heads_of(verbs):
        return []
    after = [prep for prep, _ in clause.prepositions]
    if clause.objects:
        filler = clause.objects[-1].filler
        after = [filler.head, filler.text.rsplit(None, 1)[-1].lower(), *after]
    words = [clause.lemma, *(f"{clause.lemma} {word}" for word in after)]
    return [predicate for predicate in dict.fromkeys(words) if predicate in verbs]


@lru_cache(maxsize=16)
def _heads_of(verbs: frozenset[str]) -> frozenset[str]:
    """List what the predicates of a dictionary begin with: "carry" and "carry out", of "carry out attack"."""
    words = [verb.split() for verb in verbs]
    return frozenset(" ".join(each[:stop]) for each in words for stop in range(1, len(each) + 1))


def verb_frame(parsed: Parsed, clause: Clause, predicate: str) -> Frame:
    """Make the frame of a clause for one of its predicates."""
    slots: Slots = {}
    if clause.subject is not None:
        slots["subject"] = [clause.subject.filler]
        if predicate in LISTING or clause.subject.filler.head in ARMS:
            add_inner("subject", clause.subject, parsed, slots)
            _add_owner(parsed, clause.subject, slots)
    _add_objects(parsed, clause, predicate, slots)
    for prep, phrase in clause.prepositions:
        slots.setdefault(prep, []).append(phrase.filler)
        add_inner(prep, phrase, parsed, slots)
    _complete_all(parsed, clause, slots)
    return frame(
        parsed, "verb", predicate, clause.unit, slots, clause.negated, clause.mood, clause.speaker,
        clause.attitude,
        passive=clause.passive,
    )  # fmt: skip


def _add_owner(parsed: Parsed, arms: Phrase, slots: Slots) -> None:
    """Add who used what acts: "a missile fired by X hit", "a bomb planted by Y killed" have `subject.by`."""
    for clause in parsed.clauses:
        if clause.passive and clause.relative and clause.subject is not None and clause.objects[:1] == [arms]:
            slots.setdefault("subject.by", []).append(clause.subject.filler)


def _add_objects(parsed: Parsed, clause: Clause, predicate: str, slots: Slots) -> None:
    """Fill the object of a verb, and to whom it is given; what "shot at" is about is its object too."""
    if clause.objects:
        *indirect, direct = clause.objects if len(clause.objects) == 2 else clause.objects[:1]
        if indirect:
            slots["indirect"] = [indirect[0].filler]
        elif clause.lemma in GIVING and (recipient := _recipient(parsed, direct)):
            slots["indirect"] = [recipient]
        slots["object"] = [direct.filler]
        add_inner("object", clause.objects[-1], parsed, slots)
        return
    verb, _, prep = predicate.partition(" ")
    if prep and verb == clause.lemma:
        slots["object"] = [phrase.filler for word, phrase in clause.prepositions if word == prep]


def _recipient(parsed: Parsed, given: Phrase) -> Filler | None:
    """Find who is given what in one phrase: "gave the army technical help"."""
    words, first = parsed.tagged.words, given.heads[0].first
    mention = parsed.tagged.mentions[first + 1] if given.heads[0].stop - first > 2 else None
    if mention is None or not mention.name or mention.form != "name" or words[first] not in ("the", "its", "their"):
        return None
    if parsed.tagged.tags[first + 2] not in "JN":
        return None
    return Filler(mention.start, mention.end, words[first + 1], (mention,), mention.text)


def add_aim(parsed: Parsed, chunk: int, slots: Slots) -> None:
    """Add what an infinitive at a chunk says that something is for: "an effort to defeat Y"."""
    at = parsed.infinitives.get(chunk)
    if at is None:
        return
    clause = parsed.clauses[at]
    start = parsed.tagged.starts[clause.unit]
    slots.setdefault("aim", []).append(Filler(start, start, clause.lemma))
    later = parsed.clauses[at + 1 : at + 2] if not clause.objects else []  # "to degrade and defeat Y"
    for each in (clause, *later):
        slots.setdefault("aim.object", []).extend(phrase.filler for phrase in each.objects)


def _complete_all(parsed: Parsed, clause: Clause, slots: Slots) -> None:
    """Add what the clauses that depend on a verb make of it: an aim, a complement, whom they are about."""
    for other in parsed.clauses:
        if other.governing is not clause:
            continue
        if other.group.form == "infinitive" and not clause.objects:
            add_aim(parsed, other.chunk, slots)
        if other.reported or other.group.form in ("infinitive", "gerund"):
            _complete(other, slots)


def _complete(other: Clause, slots: Slots) -> None:
    """Add what a verb completes: whom a reported clause is about, what an infinitive is."""
    if other.reported:
        subject = other.actor
        if subject is not None:
            slots.setdefault("that", []).append(subject.filler)
        return
    named = [
        phrase for phrase in (*other.objects, *(phrase for _, phrase in other.prepositions)) if phrase.filler.mentions
    ]
    filler = named[0].filler if named else Filler(0, 0, "")
    start = filler.start or clause_start(other)
    slots.setdefault("complement", []).append(
        Filler(start, filler.end or start, other.lemma, filler.mentions, filler.text)
    )


def clause_start(clause: Clause) -> int:
    """Find the beginning of a clause's subject, 0 without one."""
    return clause.subject.start if clause.subject is not None else 0
