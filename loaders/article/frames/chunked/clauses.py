"""Clauses of a sentence: each verb with its subject, objects and prepositions, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ... import lexicon
from ...records import Mention, Sentence
from .chunks import Chunk, chunks_of
from .phrases import Phrase, Phrases
from .tags import Tagged, tag
from .verbs import VerbGroup, verb_group

SAYING = frozenset(
    "say tell announce report add state note explain declare confirm reveal disclose write insist argue "
    "warn indicate remark comment testify acknowledge admit stress emphasize underline recall claim "
    "allege assert contend maintain believe suspect think suggest".split()
)
HOPING = frozenset(
    "hope wish want expect fear demand insist propose suggest imagine suppose doubt pretend ask urge call "
    "request recommend require order aim need prefer rumour rumor assume".split()
)
"""Verbs after which what is said has not happened, or nobody knows."""
DENYING = frozenset(["deny", "reject", "dispute", "refute", "dismiss", "doubt"])
OBJECT_CONTROL = frozenset(
    "urge ask order force tell call help allow let make persuade want invite require press enable permit "
    "direct compel pressure warn advise encourage lead cause push instruct train accuse suspect blame "
    "prevent stop".split()
)
ATTITUDES = {
    word: attitude
    for attitude, words in {
        "promise": "promise agree offer pledge vow plan intend decide prepare undertake volunteer commit",
        "threaten": "threaten swear",
        "refuse": "refuse decline fail reject",
        "demand": "demand ask urge want call request insist order press require appeal tell",
        "attempt": "try attempt seek aim hope wish struggle",
        "allow": "allow let permit authorize",
        "force": "force compel",
        "deny": "deny dispute",
        "accuse": "accuse suspect charge blame",
    }.items()
    for word in words.split()
}
READY = {
    "willing": "promise", "ready": "promise", "prepared": "promise", "unwilling": "refuse", "reluctant": "refuse",
    "determined": "promise",
}  # fmt: skip
_PLANS = {
    "offer": "promise", "pledge": "promise", "promise": "promise", "agreement": "promise", "decision": "promise",
    "vow": "promise", "threat": "threaten", "refusal": "refuse", "attempt": "attempt", "effort": "attempt",
    "bid": "attempt",
}  # fmt: skip
"""Nouns after which an infinitive says what somebody means to do: "its refusal to meet"."""
_ACHIEVED = frozenset("manage begin start continue go help use proceed keep come get force cause lead enable".split())
_GIVING = frozenset(
    "give grant offer send tell pay hand award lend sell show teach deny promise supply deal ask".split()
)
_CONDITIONS = frozenset(["if", "unless", "whether", "lest"])
_PATIENTS = frozenset(
    "kill injure wound arrest detain kidnap capture destroy damage base hold back support attack accuse "
    "abduct behead bomb hit shoot seize execute assassinate murder displace jail deploy station locate "
    "know found back fund train lead head sign elect appoint name call dominate control own run use claim "
    "carry launch plan conduct organize organise supply arm impose condemn ban sanction sentence oust "
    "expel defeat recapture liberate besiege besieged surround target affect hold involve see link tie "
    "associate affiliate stage perpetrate commit ambush free release rescue bury burn torture rape "
    "evacuate send dispatch situate suffer close open publish".split()
)


DESCRIBING = ("adjective and head noun", "office-holder for the government")
"""Rules of names that say what somebody is: "the Iraqi president", "Iran's elite force"."""


@dataclass(slots=True)
class Clause:
    """A verb with whom it is about; the passive is undone."""

    group: VerbGroup
    chunk: int
    subject: Phrase | None = None
    objects: list[Phrase] = field(default_factory=list)
    prepositions: list[tuple[str, Phrase]] = field(default_factory=list)
    adjective: str = ""
    adjective_unit: int = -1
    governing: Clause | None = None
    lemma: str = ""
    passive: bool = False
    negated: bool = False
    mood: str = "asserted"
    attitude: str = ""
    speaker: Mention | None = None
    relative: bool = False
    finite: bool = False
    reported: bool = False
    closed: bool = False  # takes no further object
    taken: list[Phrase] = field(default_factory=list)  # what looked like its object and is another verb's subject

    @property
    def actor(self) -> Phrase | None:
        """Return who the next verb after "and" or a participle is about: the grammatical subject."""
        return self.objects[0] if self.passive and self.objects else self.subject


@dataclass(slots=True)
class Parsed:
    """The clauses and phrases of a sentence, and which phrase says what another is."""

    sentence: Sentence
    tagged: Tagged
    chunks: list[Chunk]
    clauses: list[Clause] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    appositions: list[tuple[Phrase, Phrase]] = field(default_factory=list)
    adjectives: list[tuple[Phrase, int, list[tuple[str, Phrase]]]] = field(default_factory=list)
    source: Phrase | None = None  # "according to …"


def parse(sentence: Sentence, mentions: Sequence[Mention], verbs: frozenset[str]) -> Parsed:
    """Return the clauses of a sentence; `verbs` are predicates, with particles, that matter."""
    tagged = tag(sentence, mentions)
    reader = _Reader(sentence, tagged, chunks_of(tagged), verbs)
    reader.read()
    return reader.parsed


class _Reader:
    """Reads chunks from left to right."""

    def __init__(self, sentence: Sentence, tagged: Tagged, chunks: list[Chunk], verbs: frozenset[str]) -> None:
        self.parsed = Parsed(sentence, tagged, chunks)
        self._phrases = Phrases(sentence, tagged, chunks)
        self._tagged = tagged
        self._chunks = chunks
        self._verbs = verbs
        self._left: list[tuple[str, Phrase]] = []  # phrases before a verb; "" for one without preposition
        self._outer: list[tuple[str, Phrase]] = []  # the same, suspended by a relative clause
        self._clause: Clause | None = None
        self._main: Clause | None = None
        self._prep = ""
        self._last: Phrase | None = None
        self._relative: Phrase | None = None
        self._relative_prep = ""
        self._comma = False
        self._conj = False
        self._condition = ""
        self._that = False
        self._dangling: Clause | None = None
        self._apposed: Phrase | None = None  # what the phrase just read explains

    def read(self) -> None:
        """Read all chunks."""
        at = 0
        while at < len(self._chunks):
            chunk = self._chunks[at]
            if chunk.kind == "K":
                at = self._noun(at)
            elif chunk.kind == "V":
                at = self._verb(at)
            else:
                self._between(chunk, at)
                at += 1

    def _between(self, chunk: Chunk, at: int) -> None:
        match chunk.kind:
            case "P" | "O":
                self._preposition(chunk)
            case "W":
                self._which()
            case "S":
                self._boundary(chunk)
            case "C":
                self._conj = True
            case "J":
                self._adjective(at)
            case "t":
                self._prep = ""
            case "R" | "D":
                pass
            case _:
                self._punctuation(chunk)

    # Nouns.

    def _noun(self, at: int) -> int:
        phrase = self._phrases.read(at, after_verb=self._clause is not None)
        self._note(phrase)
        if self._prep:
            self._attach(phrase)
        elif self._comma and self._is_apposition(phrase):
            assert self._last is not None  # noqa: S101
            self.parsed.appositions.append((self._innermost(at), phrase))
            self._comma = False
            self._apposed, self._last = self._last, phrase
            return phrase.stop
        elif self._dangling is not None and self._clause is self._dangling:
            self._dangling.objects.append(phrase)
            self._dangling = self._clause = None
            self._left = [("", phrase)]
        elif self._relative is not None or self._clause is None or self._clause.closed or self._that:
            self._left.append(("", phrase))
        elif len(self._clause.objects) < 2 and not self._follows_object():
            self._clause.objects.append(phrase)
        else:
            self._left.append(("", phrase))
        self._last = phrase
        self._comma = self._conj = False
        return phrase.stop

    def _note(self, phrase: Phrase) -> None:
        self.parsed.phrases.append(phrase)
        of = phrase.of
        while of is not None:
            self.parsed.phrases.append(of)
            of = of.of

    def _follows_object(self) -> bool:
        """Tell whether a phrase right after an object begins a clause of its own."""
        assert self._clause is not None  # noqa: S101
        if not self._clause.objects:
            return False
        return self._clause.lemma not in _GIVING

    def _attach(self, phrase: Phrase) -> None:
        prep, self._prep = self._prep, ""
        if prep == "according to":
            self.parsed.source = phrase
            return
        if self._last is not None and self._last.stop >= phrase.first - 1:
            self._last.after.append((prep, phrase))
        if self._relative is not None or self._clause is None or self._that:
            self._left.append((prep, phrase))
        else:
            self._clause.prepositions.append((prep, phrase))

    def _is_apposition(self, phrase: Phrase) -> bool:
        """Tell whether a phrase after a comma says what the one before is: "X, commander of the Quds Force,"."""
        last = self._last
        if last is None or self._conj or self._tagged.tags[self._chunks[phrase.first].stop - 1] == "U":
            return False
        ends = self._phrases.kind(phrase.stop) in (*",.()-;", "", "P", "W", "J", "C", "t", '"')
        if not ends and not (self._phrases.kind(phrase.stop) == "V" and not self._finite_at(phrase.stop)):
            return False
        before, after = self._names(last), self._names(phrase)
        return before != after or (before and after and self._described(phrase))

    def _innermost(self, at: int) -> Phrase:
        """Return what a phrase in brackets explains: the nearest name, "C" in "A of B of C (…)"."""
        phrase = self._last
        assert phrase is not None  # noqa: S101
        while self._chunks[at - 1].kind == "(" and phrase.of is not None:
            phrase = phrase.of
        return phrase

    def _names(self, phrase: Phrase) -> bool:
        mention = self._tagged.units[self._chunks[phrase.first].stop - 1].mention
        return mention is not None and bool(mention.name) and mention.rule not in DESCRIBING

    def _described(self, phrase: Phrase) -> bool:
        first = self._tagged.units[self._chunks[phrase.first].first].word
        return first in ("a", "an", "the")

    def _finite_at(self, at: int) -> bool:
        group = verb_group(self._tagged, self._chunks[at])
        return group.form == "finite"

    # What stands between.

    def _preposition(self, chunk: Chunk) -> None:
        word = " ".join([unit.word for unit in self._tagged.units[chunk.first : chunk.stop]])
        self._prep = "to" if chunk.word == "to" else word

    def _which(self) -> None:
        self._relative, self._relative_prep = self._last, self._prep
        self._prep = ""
        if self._left:
            self._outer, self._left = self._left, []

    def _boundary(self, chunk: Chunk) -> None:
        if chunk.word == "that":
            self._that = True
            self._prep = ""
            return
        if chunk.word in _CONDITIONS:
            self._condition = chunk.word
        self._left, self._prep = [], ""
        if self._clause is not None:
            self._clause.closed = True

    def _adjective(self, at: int) -> None:
        chunk = self._chunks[at]
        clause = self._clause
        if (
            clause is not None
            and clause.group.copula
            and clause.lemma == "be"
            and not clause.objects
            and not clause.adjective
        ):
            clause.adjective, clause.adjective_unit = chunk.word, chunk.first
        elif self._last is not None and self._last.stop == at and self._phrases.kind(at + 1) == "P":
            after: list[tuple[str, Phrase]] = []
            self.parsed.adjectives.append((self._last, chunk.first, after))
            if self._phrases.kind(at + 2) == "K":
                phrase = self._phrases.read(at + 2, after_verb=self._clause is not None)
                after.append((self._chunks[at + 1].word, phrase))

    def _punctuation(self, chunk: Chunk) -> None:
        self._prep = ""
        if chunk.kind in (";", ":", ".", "?", "!"):
            self._left, self._outer, self._clause, self._that, self._condition = [], [], None, False, ""
            return
        self._comma = True
        if self._apposed is not None and chunk.kind != "(":
            self._apposed.stop = self._chunks.index(chunk) + 1
            self._last, self._apposed = self._apposed, None
        if self._clause is not None:
            self._clause.closed = True
            if self._condition and self._clause.finite:
                self._condition = ""

    # Verbs.

    def _verb(self, at: int) -> int:
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
            and words in self._verbs
            and self._chunks[at].kind in "RPJN"
        ):
            clause.lemma = words
            return at + 1
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
        if governor.lemma in _ACHIEVED and governor.mood in ("asserted", "claimed"):
            clause.mood = governor.mood
        clause.negated = clause.negated or governor.negated
        if clause.attitude in ("demand", "allow", "force") and governor.passive and governor.objects:
            clause.subject = governor.objects[0]

    def _after_noun(self, clause: Clause, governor: Clause, noun: Phrase) -> None:
        """Read "rejected an offer to meet": who made the offer is not who rejected it."""
        if governor.lemma in DENYING or governor.lemma in HOPING:
            return
        clause.subject = governor.actor
        clause.attitude = _PLANS.get(noun.filler.head, "")

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
        elif by or (not to_object and clause.lemma in _PATIENTS and not self._conj):
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
            clause.closed = clause.lemma not in _GIVING
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
