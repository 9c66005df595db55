"""Clauses of a sentence: each verb with its subject, objects and prepositions, from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from ... import lexicon
from ...records import Mention, Sentence
from ..words import AVERTING, HELPING
from .chunks import chunks_of
from .clause import Clause, Parsed, name_holders, share_arguments
from .finite import FiniteReader
from .phrases import Phrase
from .tags import tag
from .verbs import verb_group
from .vocabulary import (
    ACHIEVED,
    ATTITUDES,
    DENYING,
    GIVING,
    HOPING,
    OBJECT_CONTROL,
    PATIENTS,
    PHRASAL,
    PLANS,
    READY,
    UNDONE,
)


def parse(sentence: Sentence, mentions: Sequence[Mention], verbs: frozenset[str]) -> Parsed:
    """Parse the clauses of a sentence; `verbs` are the predicates, with particles, that matter."""
    tagged = tag(sentence, mentions)
    reader = ClauseReader(sentence, tagged, chunks_of(tagged), verbs)
    reader.read()
    share_arguments(reader.parsed)
    name_holders(reader.parsed)
    return reader.parsed


class ClauseReader(FiniteReader):
    """Reads verbs: who their subject is, what they govern, in which voice."""

    def read_verb(self, at: int) -> int:
        """Read the verb group at a chunk; return the chunk after it."""
        if self._chunks[at].word == "back" and self.late_particle(self._chunks[at]):
            return at + 1
        clause = self._begun(at)
        stop = self._particle(clause, at + 1)
        match clause.group.form:
            case "infinitive":
                self._infinitive(clause, at)
            case "gerund":
                self._gerund(clause, at)
            case "participle":
                self._participle(clause, at, stop)
            case _:
                self.read_finite(clause, at)
        self._settle(clause)
        return stop

    def _begun(self, at: int) -> Clause:
        """Begin the clause of the verb group at a chunk."""
        group = verb_group(self._tagged, self._chunks[at])
        return Clause(
            group, at, lemma=group.lemma, negated=group.negated, mood=group.mood, passive=group.passive,
            unit=self._chunks[at].first + group.verb, governing=self._clause, finite=group.form == "finite",
        )  # fmt: skip

    def _particle(self, clause: Clause, at: int) -> int:
        unit = self._chunks[at].first if at < len(self._chunks) else -1
        if unit < 0 or self._tagged.mentions[unit] is not None:
            return at
        word = self._tagged.words[unit]
        words = f"{clause.lemma} {word}"
        if (
            word in lexicon.PARTICLES
            and (words in self._verbs or words in PHRASAL)
            and self._chunks[at].kind in "RPJNV"
        ):
            clause.lemma = words
            whole = self._chunks[at].kind != "V" or self._chunks[at].stop == unit + 1
            return at + whole  # of "ruled out attacking", the rest is a verb
        return at

    def _infinitive(self, clause: Clause, at: int) -> None:
        governor = self._clause
        clause.mood = "hypothetical" if clause.mood == "asserted" else clause.mood
        if governor is None:
            self.take_subject_from_left(clause)
            return
        if governor.adjective:
            clause.subject, clause.attitude = governor.actor, READY.get(governor.adjective, "")
            return
        noun = governor.objects[-1] if governor.objects else None
        if noun is not None and noun is self._last and noun.stop == at and not noun.filler.mentions:
            self._after_noun(clause, governor, noun)
        else:
            self._after_verb(clause, governor)

    def _after_verb(self, clause: Clause, governor: Clause) -> None:
        """Read "urged Iran to attack", "refused to meet", "managed to kill"."""
        if governor.lemma in OBJECT_CONTROL and governor.objects:
            clause.subject = governor.objects[0]
        else:
            clause.subject = governor.actor
        clause.attitude = ATTITUDES.get(governor.lemma, "")
        if clause.attitude == "attempt" and governor.mood not in ("asserted", "claimed"):
            clause.attitude = "aim"  # nobody has tried yet
        if governor.lemma in ACHIEVED and governor.mood in ("asserted", "claimed"):
            clause.mood = governor.mood
        clause.negated = clause.negated or governor.negated
        if clause.attitude in ("demand", "allow", "force") and governor.passive and governor.objects:
            clause.subject = governor.objects[0]

    def _after_noun(self, clause: Clause, governor: Clause, noun: Phrase) -> None:
        """Read "rejected an offer to meet": who made the offer is not who rejected it."""
        if governor.lemma in DENYING or governor.lemma in HOPING or governor.lemma in AVERTING:
            return
        clause.subject = governor.actor
        clause.attitude = PLANS.get(noun.filler.head, "")

    def _gerund(self, clause: Clause, at: int) -> None:
        governor = self._clause
        prep, self._prep = self._prep, ""
        adjacent = self._last is not None and self._last.stop == at
        if prep:
            self._after_preposition(clause, governor, prep)
        elif adjacent and not self._comma:
            clause.subject = self._last
        elif governor is not None and not self._comma and not governor.objects:
            clause.subject = governor.actor  # "denied attacking", "began shelling"
            clause.attitude = ATTITUDES.get(governor.lemma, "")
            clause.negated = governor.negated or governor.lemma in DENYING
            if governor.lemma in UNDONE:
                clause.mood = "hypothetical"
        else:
            clause.subject = self.actor()
        if governor is not None and clause.mood == "asserted" and prep != "":
            clause.mood = governor.mood if governor.mood != "asserted" else clause.mood
        clause.negated = clause.negated or self._is_denied(at)

    def _is_denied(self, at: int) -> bool:
        """Check whether a chunk follows a participle that denies it: "denied having attacked"."""
        verb = lexicon.verbs().get(self._chunks[at - 1].word) if at and self._chunks[at - 1].kind == "B" else None
        return verb is not None and verb.lemma in DENYING

    def _after_preposition(self, clause: Clause, governor: Clause | None, prep: str) -> None:
        """Read "accused Iran of attacking", "without attacking", "is keen on attacking"."""
        clause.subject = self.actor()
        controlled = governor is not None and governor.lemma in OBJECT_CONTROL and governor.objects
        if governor is not None and controlled and prep in ("of", "from", "for", "into"):
            clause.subject = governor.objects[0]
            clause.attitude = ATTITUDES.get(governor.lemma, "")
            if governor.lemma in ("accuse", "suspect", "blame"):
                clause.mood, clause.speaker = "claimed", _speaker(governor)
        if governor is not None and governor.objects and prep == "in" and governor.lemma in HELPING:
            clause.subject = governor.objects[0]  # "backed Niger in defeating"
        if governor is not None and governor.adjective:
            clause.mood = "hypothetical"
        if prep in ("without", "instead of", "against", "rather than"):
            clause.negated = True
        if prep in ("of", "from", "about", "into") and clause.mood == "asserted":
            clause.mood = "hypothetical"

    def _participle(self, clause: Clause, at: int, after: int) -> None:
        last, adjacent = self._last, self._last is not None and self._last.stop == at
        kind, word = self._chunks[after][::3] if after < len(self._chunks) else ("", "")
        to_object, by = kind == "K", word == "by"
        nominative = adjacent and last is not None and last.filler.head in ("he", "she", "they", "we", "i")
        if self._relative is not None or nominative:
            clause.finite = True
            self.read_finite(clause, at)
        elif self._conj and self._clause is not None and self._clause.passive and not to_object and not self._left:
            clause.passive, clause.finite = True, True
            clause.objects = list(self._clause.objects[:1])
        elif not self._left and self._clause is None and self._last is None:
            clause.passive = True
            self._dangling = clause
        elif by or (not to_object and clause.lemma in PATIENTS and not self._conj):
            self._reduced_relative(clause, adjacent=adjacent)
        else:
            clause.finite = True
            self.read_finite(clause, at)

    def _reduced_relative(self, clause: Clause, *, adjacent: bool) -> None:
        """Read "people killed in Mosul", "the Gulf Clan, a cartel headed by"."""
        last = self._last
        clause.passive = clause.relative = True
        if last is not None:
            clause.objects = [last if last.filler.mentions or self._apposed is None else self._apposed]
        self._suspend(adjacent=adjacent)

    def _suspend(self, *, adjacent: bool) -> None:
        """Suspend the sentence's own subject while a reduced relative clause is read."""
        if (self._left and adjacent) or self._comma:
            self._outer = self._left or self._outer
            self._left = []

    def _settle(self, clause: Clause) -> None:
        """Undo the passive, take what stood before the verb, and go on with this clause."""
        if clause.passive and clause.subject is not None:
            clause.objects, clause.subject = [clause.subject], None
        if clause.passive:
            clause.closed = clause.lemma not in GIVING
        clause.prepositions.extend((prep, phrase) for prep, phrase in self._left if prep and clause.finite)
        if self._condition:
            clause.mood = "hypothetical"
        if self._conj and self._or and self._clause is not None and clause.subject is self._clause.subject:
            clause.negated = clause.negated or self._clause.negated  # "has not left or attacked"
        self._left = [] if clause.finite else self._left
        self._prep = ""
        self._that = self._comma = self._conj = False
        self._clause = clause
        if clause.group.form == "infinitive":
            self.parsed.infinitives[clause.chunk] = len(self.parsed.clauses)
        self.parsed.clauses.append(clause)


def _speaker(clause: Clause) -> Mention | None:
    names = clause.subject.filler.mentions if clause.subject else ()
    return names[0] if names else None
