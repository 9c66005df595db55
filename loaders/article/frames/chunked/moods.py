"""What a sentence makes of its clauses: said by somebody, denied, asked, only possible."""

from __future__ import annotations

from ...records import Mention
from .clauses import DENYING, SAYING, Clause, Parsed

_REAL = ("asserted", "forecast")


def settle_moods(parsed: Parsed) -> None:  # noqa: C901  (TODO)
    """Give every clause the mood, negation and speaker that the sentence gives it."""
    for clause in parsed.clauses:
        _take_agent(clause)
        if _has_no(clause):
            clause.negated = True
    for clause in parsed.clauses:
        governor = clause.governing
        if clause.reported and governor is not None:
            _report(clause, governor)
        elif governor is not None and governor.speaker is not None and not clause.speaker and clause.relative is False:
            clause.speaker, clause.mood = governor.speaker, _claimed(clause.mood, governor)
    _said_at_the_end(parsed)
    if parsed.source is not None and parsed.source.filler.mentions:
        for clause in parsed.clauses:
            clause.speaker = clause.speaker or parsed.source.filler.mentions[0]
            clause.mood = "claimed" if clause.mood == "asserted" else clause.mood
    if parsed.tagged.tags.rstrip('" ').endswith("?"):
        for clause in parsed.clauses:
            clause.mood = "question"
    if parsed.tagged.tags.startswith("h"):
        for clause in parsed.clauses:
            clause.mood = "hypothetical"


def _take_agent(clause: Clause) -> None:
    if not clause.passive or clause.subject is not None:
        return
    for at, (prep, phrase) in enumerate(clause.prepositions):
        if prep == "by" and not phrase.filler.head.isdigit():
            clause.subject = phrase
            del clause.prepositions[at]
            return


def _has_no(clause: Clause) -> bool:
    subject = clause.subject is not None and clause.subject.negative
    return subject or any(phrase.negative for phrase in clause.objects)


def _report(clause: Clause, governor: Clause) -> None:
    if governor.lemma in DENYING and not governor.negated:
        clause.negated = not clause.negated
        clause.attitude = "deny"
    if governor.lemma in SAYING or governor.lemma in DENYING:
        clause.speaker = clause.speaker or _first(governor)
        clause.mood = "claimed" if clause.mood == "asserted" else clause.mood
    if governor.mood in ("hypothetical", "question") or (governor.negated and governor.lemma not in SAYING):
        clause.mood = "hypothetical"


def _claimed(mood: str, governor: Clause) -> str:
    return "claimed" if mood == "asserted" and governor.mood in ("claimed", "asserted") else mood


def _first(clause: Clause) -> Mention | None:
    names = clause.subject.filler.mentions if clause.subject else ()
    return names[0] if names else None


def _said_at_the_end(parsed: Parsed) -> None:
    """Read "…, police said": what stands before is what is said."""
    for at, clause in enumerate(parsed.clauses):
        if at and clause.lemma in SAYING and not clause.relative and clause.finite and _after_comma(parsed, clause):
            speaker = _first(clause)
            for earlier in parsed.clauses[:at]:
                earlier.speaker = earlier.speaker or speaker
                earlier.mood = "claimed" if earlier.mood == "asserted" else earlier.mood


def _after_comma(parsed: Parsed, clause: Clause) -> bool:
    if clause.subject is None:
        return False
    before = parsed.chunks[clause.subject.first - 1].kind if clause.subject.first else ""
    later = [each for each in parsed.clauses if each.chunk > clause.chunk]
    return before in (",", '"') and all(not each.finite or each.relative for each in later)
