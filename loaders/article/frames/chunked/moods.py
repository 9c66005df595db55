"""Find the moods of a sentence's clauses: said by somebody, denied, asked, only possible."""

from __future__ import annotations

from ... import lexicon
from ...records import Mention
from ..words import FALSE, RUMORS, SUPPOSING
from .clause import Clause, Parsed
from .vocabulary import DENYING, HOPING, SAYING, UNDOING


def settle_moods(parsed: Parsed) -> None:
    """Give every clause the mood, negation and speaker that the sentence gives it."""
    for clause in parsed.clauses:
        _take_agent(clause)
        if _has_no(clause):
            clause.negated = True
    for clause in parsed.clauses:
        if clause.governing is not None:
            _hang(clause, clause.governing)
            if _is_bare(clause, clause.governing) and parsed.tagged.words[clause.governing.unit] == "has":
                clause.mood = "hypothetical"  # of a play or film: "has Mossad murder"
    _said_at_the_end(parsed)
    if parsed.source is not None and parsed.source.filler.mentions:
        for clause in parsed.clauses:
            clause.speaker = clause.speaker or parsed.source.filler.mentions[0]
            clause.mood = "claimed" if clause.mood == "asserted" else clause.mood
    _whole_sentence(parsed)


def _whole_sentence(parsed: Parsed) -> None:
    """Read questions, "Had he attacked, …", "Never did he attack"."""
    tags = parsed.tagged.tags.lstrip('"')
    first = parsed.tagged.words[:2]
    mood = "question" if tags.rstrip('" ').endswith("?") else "hypothetical" if tags[:1] in ("h", "x", "b") else ""
    if tags[1:2] in ("D", "H") and _is_imperative(first[0]):
        mood = mood or "hypothetical"  # "Cross the border and Chad attacks"
    if first[:1] and (first[0] in SUPPOSING or "in case" in parsed.sentence.text.lower()):
        mood = mood or "hypothetical"
    if mood:
        for clause in parsed.clauses:
            clause.mood = mood
    if tags.startswith("n") and first[1:] != ["only"]:
        for clause in parsed.clauses[:2]:
            clause.negated = True


def _is_imperative(word: str) -> bool:
    verb = lexicon.verbs().get(word)
    return verb is not None and verb.form == "base"


def _hang(clause: Clause, governor: Clause) -> None:
    """Give a clause what the clause that it depends on makes of it."""
    if clause.reported:
        _report(clause, governor)
    elif not clause.relative and clause.group.form != "finite":
        clause.speaker = clause.speaker or governor.speaker
        if governor.mood in ("claimed", "hypothetical", "forecast") and clause.mood == "asserted":
            clause.mood = governor.mood
    elif not clause.relative and governor.speaker is not None and not clause.speaker:
        clause.speaker, clause.mood = governor.speaker, _claimed(clause.mood, governor)
    if clause.group.form == "gerund" and governor.lemma in UNDOING:
        clause.negated = not governor.negated
    if _is_bare(clause, governor):
        clause.negated = clause.negated or governor.negated
        clause.mood = governor.mood if governor.mood != "asserted" else clause.mood


def _is_bare(clause: Clause, governor: Clause) -> bool:
    """Check whether a verb completes another without "to": "helped Russia attack Ukraine"."""
    return governor.lemma in ("help", "let", "make", "see", "watch", "have") and clause.subject in governor.taken


def _take_agent(clause: Clause) -> None:
    if not clause.passive or clause.subject is not None:
        return
    for at, (prep, phrase) in enumerate(clause.prepositions):
        if prep == "by" and not phrase.filler.head.isdigit():
            clause.subject = phrase
            del clause.prepositions[at]
            return


def _has_no(clause: Clause) -> bool:
    if clause.subject is not None and clause.subject.negative:
        return True
    return bool(clause.objects) and any(phrase.negative for phrase in clause.objects)


def _report(clause: Clause, governor: Clause) -> None:
    clause.speaker = clause.speaker or governor.speaker
    if governor.lemma in DENYING:
        clause.negated = clause.negated == governor.negated
        clause.attitude = "deny"
    if governor.lemma in SAYING or governor.lemma in DENYING:
        clause.speaker = _first(governor) or clause.speaker
        clause.mood = "claimed" if clause.mood == "asserted" else clause.mood
        if clause.group.would and clause.mood == "hypothetical":
            clause.mood = "forecast"
    said_to_be = governor.objects[0].filler.head if governor.lemma == "be" and governor.objects else ""
    if governor.adjective in FALSE or said_to_be in FALSE:
        clause.negated = not governor.negated
    if governor.lemma in HOPING or said_to_be in RUMORS or governor.mood in ("hypothetical", "question"):
        clause.mood = "hypothetical"
    elif governor.negated and governor.lemma not in DENYING:
        clause.mood = "hypothetical" if governor.lemma in SAYING else clause.mood
        clause.negated = clause.negated or governor.lemma not in SAYING


def _claimed(mood: str, governor: Clause) -> str:
    return "claimed" if mood == "asserted" and governor.mood in ("claimed", "asserted") else mood


def _first(clause: Clause) -> Mention | None:
    names = clause.subject.filler.mentions if clause.subject else ()
    return names[0] if names else None


def _said_at_the_end(parsed: Parsed) -> None:
    """Read "…, police said": the text before it is the statement."""
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
