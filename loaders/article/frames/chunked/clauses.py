"""Clauses of a sentence: each verb with its subject, objects and prepositions, from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from ... import lexicon
from ...records import Mention, Sentence
from .chunks import chunks_of
from .clause import Clause, Parsed
from .phrase_reader import PhraseReader
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
    SAYING,
)


def parse(sentence: Sentence, mentions: Sequence[Mention], verbs: frozenset[str]) -> Parsed:
    """Parse the clauses of a sentence; `verbs` are the predicates, with particles, that matter."""
    tagged = tag(sentence, mentions)
    reader = ClauseReader(sentence, tagged, chunks_of(tagged), verbs)
    reader.read()
    return reader.parsed


class ClauseReader(PhraseReader):
    """Reads verbs: who their subject is, what they govern, in which voice."""

    def read_verb(self, at: int) -> int:
        """Read the verb group at a chunk; return the chunk after it."""
        group = verb_group(self._tagged, self._chunks[at])
        clause = Clause(group, at, lemma=group.lemma, negated=group.negated, mood=group.mood, passive=group.passive)
        stop = self._particle(clause, at + 1)
        clause.governing = self._clause
        clause.finite = group.form == "finite"
        match group.form:
            case "infinitive":
                self._infinitive(clause, at)
            case "gerund":
                self._gerund(clause, at)
            case "participle":
                self._participle(clause, at)
            case _:
                self._finite(clause, at)
        self._settle(clause)
        return stop

    def _particle(self, clause: Clause, at: int) -> int:
        unit = self._chunks[at].first if at < len(self._chunks) else -1
        if unit < 0 or self._tagged.units[unit].mention is not None:
            return at
        words = f"{clause.lemma} {self._tagged.units[unit].word}"
        if (
            self._tagged.units[unit].word in lexicon.PARTICLES
            and (words in self._verbs or words in PHRASAL)
            and self._chunks[at].kind in "RPJNV"
        ):
            clause.lemma = words
            return at + (self._chunks[at].kind != "V")  # of "ruled out attacking", the rest is a verb
        return at

    def _infinitive(self, clause: Clause, at: int) -> None:
        governor = self._clause
        clause.mood = "hypothetical" if clause.mood == "asserted" else clause.mood
        if governor is None:
            self._subject_from_left(clause)
            return
        if governor.adjective:
            clause.subject, clause.attitude = governor.actor, READY.get(governor.adjective, "")
            return
        noun = governor.objects[-1] if governor.objects else None
        if noun is not None and noun is self._last and noun.stop == at and not noun.filler.mentions:
            self._after_noun(clause, governor, noun)
            return
        if governor.lemma in OBJECT_CONTROL and governor.objects:
            clause.subject = governor.objects[0]
        else:
            clause.subject = governor.actor
        clause.attitude = ATTITUDES.get(governor.lemma, "")
        if governor.lemma in ACHIEVED and governor.mood in ("asserted", "claimed"):
            clause.mood = governor.mood
        clause.negated = clause.negated or governor.negated
        if clause.attitude in ("demand", "allow", "force") and governor.passive and governor.objects:
            clause.subject = governor.objects[0]

    def _after_noun(self, clause: Clause, governor: Clause, noun: Phrase) -> None:
        """Read "rejected an offer to meet": who made the offer is not who rejected it."""
        if governor.lemma in DENYING or governor.lemma in HOPING:
            return
        clause.subject = governor.actor
        clause.attitude = PLANS.get(noun.filler.head, "")

    def _gerund(self, clause: Clause, at: int) -> None:
        governor = self._clause
        prep, self._prep = self._prep, ""
        adjacent = self._last is not None and self._last.stop == at
        if prep:
            clause.subject = self._actor()
            if (
                governor is not None
                and governor.lemma in OBJECT_CONTROL
                and governor.objects
                and prep in ("of", "from", "for", "into")
            ):
                clause.subject = governor.objects[0]
                clause.attitude = ATTITUDES.get(governor.lemma, "")
                if governor.lemma in ("accuse", "suspect", "blame"):
                    clause.mood, clause.speaker = "claimed", _speaker(governor)
            if prep in ("without", "instead of"):
                clause.negated = True
            if prep in ("for", "of", "from", "about", "into") and clause.mood == "asserted" and prep != "for":
                clause.mood = "hypothetical"
        elif adjacent and not self._comma:
            clause.subject = self._last
        elif governor is not None and not self._comma and not governor.objects:
            clause.subject = governor.actor  # "denied attacking", "began shelling"
            clause.attitude = ATTITUDES.get(governor.lemma, "")
            clause.negated = governor.negated or governor.lemma in DENYING
            if governor.lemma in ("stop", "avoid", "consider", "suggest", "oppose", "condemn", "recommend", "prevent"):
                clause.mood = "hypothetical"
        else:
            clause.subject = self._actor()
        if governor is not None and clause.mood == "asserted" and prep != "":
            clause.mood = governor.mood if governor.mood != "asserted" else clause.mood

    def _actor(self) -> Phrase | None:
        bare = [phrase for prep, phrase in self._left if not prep]
        if bare:
            return bare[-1]
        for clause in (self._clause, self._main):
            if clause is not None and clause.actor is not None:
                return clause.actor
        return None

    def _participle(self, clause: Clause, at: int) -> None:
        last, adjacent = self._last, self._last is not None and self._last.stop == at
        following = self._chunks[at + 1] if at + 1 < len(self._chunks) else None
        to_object = following is not None and following.kind == "K"
        by = following is not None and following.word == "by"
        nominative = adjacent and last is not None and last.filler.head in ("he", "she", "they", "we", "i")
        if self._relative is not None or nominative:
            clause.finite = True
            self._finite(clause, at)
        elif self._conj and self._clause is not None and self._clause.passive and not to_object and not self._left:
            clause.passive, clause.finite = True, True
            clause.objects = list(self._clause.objects[:1])
        elif not self._left and self._clause is None and self._last is None:
            clause.passive = True
            self._dangling = clause
        elif by or (not to_object and clause.lemma in PATIENTS and not self._conj):
            clause.passive = True
            if last is not None:
                clause.objects = [last]
            clause.relative = True
            self._suspend(adjacent=adjacent)
        else:
            clause.finite = True
            self._finite(clause, at)

    def _suspend(self, *, adjacent: bool) -> None:
        """A reduced relative clause leaves the sentence's own subject where it is."""
        if (self._left and adjacent) or self._comma:
            self._outer = self._left or self._outer
            self._left = []

    def _finite(self, clause: Clause, at: int) -> None:
        last = self._last
        if self._relative is not None:
            self._relative_clause(clause)
            return
        bare = [phrase for prep, phrase in self._left if not prep]
        if bare:
            clause.subject = bare[-1]
        elif (
            self._conj
            and self._clause is not None
            and not self._left
            and not (last and last.stop == at and self._steal(last))
        ):
            clause.subject = self._clause.actor
            if self._clause.attitude and not clause.group.passive and self._clause.group.form == "infinitive":
                clause.mood = self._clause.mood
        elif last is not None and last.stop == at and self._steal(last):
            clause.subject = last
        elif outer := [phrase for prep, phrase in self._outer if not prep]:
            clause.subject = outer[-1]
            self._outer = []
        elif self._main is not None:
            clause.subject = self._main.actor
        clause.reported = self._that or self._is_reported(clause)
        if self._conj and self._clause is not None and self._clause.reported and not self._comma:
            clause.reported, clause.governing = True, self._clause.governing
        if not clause.relative:
            self._main = clause

    def _is_reported(self, clause: Clause) -> bool:
        return (
            clause.governing is not None
            and clause.governing.lemma in SAYING
            and not clause.governing.objects
            and not self._comma
        )

    def _steal(self, phrase: Phrase) -> bool:
        """Take a phrase that a verb or preposition had taken too soon: "said Iran attacked", "after Iran attacked"."""
        owner = self._clause
        if owner is None:
            self._left = [(prep, each) for prep, each in self._left if each is not phrase]
            return True
        if owner.objects and owner.objects[-1] is phrase:
            owner.taken.append(owner.objects.pop())
            return True
        if owner.prepositions and owner.prepositions[-1][1] is phrase:
            if owner.prepositions[-1][0] in ("after", "before", "since", "until", "as", "for", "than", "with", "till"):
                owner.prepositions.pop()
                return True
            return False
        return phrase is not owner.subject

    def _relative_clause(self, clause: Clause) -> None:
        antecedent, self._relative = self._relative, None
        bare = [phrase for prep, phrase in self._left if not prep]
        clause.relative = True
        if bare:
            clause.subject = bare[-1]
            if self._relative_prep:
                clause.prepositions.append((self._relative_prep, antecedent)) if antecedent else None
            elif antecedent is not None and not clause.passive:
                clause.objects.append(antecedent)
                clause.closed = True
        else:
            clause.subject = antecedent
        self._relative_prep = ""

    def _subject_from_left(self, clause: Clause) -> None:
        clause.subject = next((phrase for prep, phrase in reversed(self._left) if not prep), None)

    def _settle(self, clause: Clause) -> None:
        """Undo the passive, take what stood before the verb, and go on with this clause."""
        if clause.passive and clause.subject is not None:
            clause.objects, clause.subject = [clause.subject], None
        if clause.passive:
            clause.closed = clause.lemma not in GIVING
        clause.prepositions.extend((prep, phrase) for prep, phrase in self._left if prep and clause.finite)
        if self._condition:
            clause.mood = "hypothetical"
        self._left = [] if clause.finite else self._left
        self._prep = ""
        self._that = self._comma = self._conj = False
        self._clause = clause
        self.parsed.clauses.append(clause)


def _speaker(clause: Clause) -> Mention | None:
    names = clause.subject.filler.mentions if clause.subject else ()
    return names[0] if names else None
