"""Finite and relative clauses: who their subject is, and what was taken for another's object."""

from __future__ import annotations

from ...mentions.heads import is_office
from ..words import HARMING, PLACE_NOUNS, RUMORS
from .clause import Clause
from .phrase_reader import PhraseReader
from .phrases import Phrase
from .vocabulary import SAYING


class FiniteReader(PhraseReader):
    """Reads finite verbs; a subclass reads the others."""

    def read_finite(self, clause: Clause, at: int) -> None:
        """Find the subject of a finite verb, and whether somebody says what it says."""
        if self._relative is not None:
            self._relative_clause(clause)
            return
        self._find_subject(clause, at)
        clause.reported = self._that or self._is_reported(clause)
        if self._that and self._that_of in RUMORS and clause.mood == "asserted":
            clause.mood = "hypothetical"
        if self._conj and self._clause is not None and self._clause.reported and not self._comma:
            clause.reported, clause.governing = True, self._clause.governing
        if not clause.relative:
            self._main = clause

    def _find_subject(self, clause: Clause, at: int) -> None:
        """Give a finite verb the phrase before it, else the subject of the verb before "and" or of the sentence."""
        last = self._last
        if bare := [phrase for prep, phrase in self._left if not prep]:
            clause.subject = bare[-1]
        elif self._conj and self._clause is not None and not self._left and not self._takes(last, at):
            clause.subject = self._clause.actor
            if self._clause.attitude and not clause.group.passive and self._clause.group.form == "infinitive":
                clause.mood = self._clause.mood
        elif self._takes(last, at):
            clause.subject = last
        elif outer := [phrase for prep, phrase in self._outer if not prep]:
            clause.subject = outer[-1]
            self._outer = []
        elif self._main is not None and (self._conj or self._main.lemma not in SAYING):
            listed = self._clause is not None and self._clause.relative and not self._conj
            clause.subject = (self._clause if listed and self._clause else self._main).actor

    def _takes(self, phrase: Phrase | None, at: int) -> bool:
        """Check whether a verb at a chunk takes the phrase right before it as its subject."""
        return phrase is not None and phrase.stop == at and self._steal(phrase)

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
        if antecedent is not None and clause.lemma in HARMING:
            antecedent = self._what_happened(antecedent)
        bare = [phrase for prep, phrase in self._left if not prep]
        clause.relative = True
        if bare:
            clause.subject = bare[-1]
            if self._relative_prep:
                if antecedent is not None and antecedent.of is not None and is_office(antecedent.filler.head):
                    antecedent = antecedent.of  # "head of the alliance, to which the group belongs"
                clause.prepositions.append((self._relative_prep, antecedent)) if antecedent else None
            elif antecedent is not None and not clause.passive:
                clause.objects.append(antecedent)
                clause.closed = True
        else:
            clause.subject = antecedent
        self._relative_prep = ""

    def _what_happened(self, phrase: Phrase) -> Phrase:
        """Find the act in a place that did harm: "the attacks in Gao, which killed ten"."""
        while phrase.filler.head in PLACE_NOUNS or _names_a_place(phrase):
            acts = (each for each in reversed(self.parsed.phrases) if any(other is phrase for _, other in each.after))
            act = next(acts, None)
            if act is None:
                break
            phrase = act
        return phrase

    def take_subject_from_left(self, clause: Clause) -> None:
        """Give a verb the last phrase before it."""
        clause.subject = next((phrase for prep, phrase in reversed(self._left) if not prep), None)

    def actor(self) -> Phrase | None:
        """Find who acts by the words before: the last phrase before the verb, else the clause before."""
        bare = [phrase for prep, phrase in self._left if not prep]
        if bare:
            return bare[-1]
        for clause in (self._clause, self._main):
            if clause is not None and clause.actor is not None:
                return clause.actor
        return None


def _names_a_place(phrase: Phrase) -> bool:
    return any(mention.type in ("Place", "State") for mention in phrase.filler.mentions)
