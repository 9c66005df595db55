"""Noun phrases of a dependency tree: their heads, their coordination and whom they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..mentions.actors import OFFICE
from ..records import Filler, Mention, Sentence
from .initials import mentions_without_initials
from .words import HARMING, NO_STAND_INS, OFFICES, OWNING, PARTS, PERSONS, PLACE_NOUNS, TRANSPARENT, leads_out

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
else:
    Doc = Token = Any


STANDS, LOOSE = 0.85, 0.82
"""Grades of a state for which one of its offices, or something of it, stands."""
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_NEAR = 8
"""Words over which "who" may point back."""
_OBJECTS = frozenset({"dobj", "obj"})
LOOSELY = "something of it"
"""The rule of a mention that is only the possessor of the actor."""


class Tree:
    """A parsed sentence and the mentions in it."""

    __slots__ = ("_cover", "_fillers", "doc", "sentence")

    def __init__(self, doc: Doc, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.sentence = sentence
        self._cover: list[Mention | None] = [None] * len(doc)
        self._fillers: dict[tuple[int, bool], Filler] = {}
        for mention in mentions_without_initials(sentence, mentions):
            start = mention.start - sentence.start
            span = doc.char_span(start, mention.end - sentence.start, alignment_mode="expand")
            if span is not None:
                for token in span:
                    self._cover[token.i] = mention

    def mention(self, token: Token) -> Mention | None:
        """Look up the mention that a word is part of, unless it only qualifies another word."""
        mention = self._cover[token.i]
        return None if mention is not None and mention.form == "adjective" else mention

    def is_unnamed(self, token: Token) -> bool:
        """Check whether a noun is no part of a name: "the attack" is none, though it may point at an event."""
        mention = self.mention(token)
        return mention is None or not mention.name or mention.type == "Event"

    def covered(self, token: Token) -> Mention | None:
        """Look up the mention that a word is part of, adjectives too."""
        return self._cover[token.i]

    def filler(self, token: Token, *, loose: bool = False) -> Filler:
        """Make the phrase that a noun heads, with all members of its coordination.

        A `loose` one without a name stands for the state whose it is: "tariffs on German goods".
        """
        token = self._antecedent(token)
        known = self._fillers.get((token.i, loose))
        if known is None:
            known = self._fillers[token.i, loose] = self._phrase(token, loose)
        return known

    def _phrase(self, token: Token, loose: bool) -> Filler:
        start, end = self._bounds(token)
        found = [
            mention
            for member in members(token)
            if member is token or member.lemma_.lower() not in PLACE_NOUNS or token.lemma_.lower() in PLACE_NOUNS
            for mention in self.owners(member)
        ]
        if loose and not found:
            found = [mention for member in members(token) for mention in self._loose_owners(member)]
        text = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        return Filler(start, end, core(token).lemma_.lower(), tuple(dict.fromkeys(found)), text)

    def _loose_owners(self, token: Token) -> Iterator[Mention]:
        for child in token.children:
            mention = self.covered(child) if child.dep_ in ("amod", "poss", "compound", "nmod") else None
            if mention is not None and mention.name and (mention.type == "State" or child.dep_ != "poss"):
                yield _standing(mention, token.lemma_.lower(), LOOSE)._replace(rule=LOOSELY)

    def _bounds(self, token: Token) -> tuple[int, int]:
        left, right = token.left_edge, token
        for child in token.children:
            if child.dep_ in ("prep", "conj", "appos", "compound", "poss") and child.i > token.i:
                right = max(right, child.right_edge, key=lambda word: word.i)
        base = self.sentence.start
        return base + left.idx, base + right.idx + len(right)

    def _antecedent(self, token: Token) -> Token:
        """Find the noun that a relative pronoun stands for."""
        if token.tag_ not in _RELATIVE and token.lower_ != "that":
            return token
        for above in token.ancestors:
            if above.dep_ == "relcl":
                noun = self._said_to_be(above.head)
                if token.lower_ == "who":
                    return self._person_before(noun)
                return self._what_happened(noun) if above.lemma_ in HARMING else noun
        return token

    def _what_happened(self, noun: Token) -> Token:
        """Find the act in a place that did harm: "the attacks in Gao, which killed ten"."""
        while noun.dep_ == "pobj":
            place = self.mention(noun)
            if noun.lemma_ not in PLACE_NOUNS and (place is None or place.type not in ("Place", "State")):
                break
            above = noun.head.head
            acts = [above] if above.pos_ in ("NOUN", "PROPN") else [each for each in objects(above) if each.i < noun.i]
            if not acts:
                break
            noun = acts[0]
        return noun

    def _said_to_be(self, noun: Token) -> Token:
        """Find who is said to be what a clause describes: "Ebola is a problem that plagues Guinea"."""
        mention = self.mention(noun)
        if mention is not None and mention.name:
            return noun
        if noun.dep_ == "appos":
            return noun.head
        verb = noun.head
        if noun.dep_ == "attr" or (noun.dep_ in _OBJECTS and verb.lemma_ in ("represent", "constitute", "become")):
            return next((child for child in verb.children if child.dep_ == "nsubj"), noun)
        return noun

    def _person_before(self, noun: Token) -> Token:
        """Find the person that "who" stands for: "a man linked to Hamas who fled" is not about Hamas."""
        mention = self.mention(noun)
        if noun.dep_ != "pobj" or mention is None or mention.type not in ("State", "Organization"):
            return noun
        before = [word for word in noun.doc[max(noun.i - _NEAR, 0) : noun.i] if word.lemma_.lower() in PERSONS]
        return before[-1] if before else noun

    def owners(self, token: Token) -> tuple[Mention, ...]:
        """Find whom a noun names: itself, its apposition, or the owner of a transparent noun."""
        mention = self.mention(token)
        if mention is not None and mention.form == "count" and token.lemma_.lower() in TRANSPARENT:
            owners = (each for each in self._of(token, "of") if each.type == "Organization")
            return (mention, *owners)  # "300 members of Hamas"
        if mention is not None and mention.name:
            holder = self._holder(token) if mention.rule == OFFICE else None
            return (holder,) if holder else (mention, *self._adjectives_beside(token, mention))
        return self._stand_ins(token) or ((mention,) if mention is not None else ())

    def _holder(self, token: Token) -> Mention | None:
        """Find the person that an office is said to be: "Niger's defence minister, Salifou Mody"."""
        persons = (self.mention(child) for child in token.children if child.dep_ == "appos")
        return next((each for each in persons if each and each.name and each.type == "Person"), None)

    def _stand_ins(self, token: Token) -> tuple[Mention, ...]:
        """Find whom a noun without a name of its own stands for."""
        for child in token.children:
            if child.dep_ == "appos" and (other := self.mention(child)) and other.name:
                return (other,)
        named = self.mention(token.head) if token.dep_ == "appos" else None
        if named is not None and named.name:
            return (named,)  # "the Gulf Clan, a cartel headed by"
        lemma = token.lemma_.lower()
        if lemma in PLACE_NOUNS:
            if token.i and leads_out(lemma, token.nbor(-1).lower_):
                return ()
            return tuple(self._of(token, "of")) or tuple(self._belongs_to(token)) or tuple(self._of(token, "in"))
        if lemma in TRANSPARENT or token.pos_ == "NUM":
            owners = self._belongs_to(token)
            return tuple(owner for owner in owners if lemma not in NO_STAND_INS.get(owner.type, ()))
        if lemma in OFFICES:
            owners = (each for each in self._belongs_to(token) if each.type in ("State", "Organization"))
            return tuple(_standing(owner, lemma) for owner in owners)
        return ()

    def _adjectives_beside(self, token: Token, mention: Mention) -> Iterator[Mention]:
        """Yield the other owners of a noun: "French and Egyptian warships"."""
        if mention.country is None:
            return
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod"):
                for word in members(child):
                    other = self.covered(word)
                    if other and other is not mention and other.form == "adjective" and word.head.dep_ != "poss":
                        yield other

    def _belongs_to(self, token: Token) -> Iterator[Mention]:
        for child in token.children:
            if child.dep_ in ("compound", "amod", "nmod", "poss"):
                for word in members(child):
                    if mention := self.covered(word):
                        yield mention
        yield from self._of(token, *OWNING.get(token.lemma_.lower(), ("of", "from")))

    def _of(self, token: Token, *words: str) -> Iterator[Mention]:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in words:
                for noun in objects(child):
                    for member in members(noun):
                        yield from self.owners(member)

    def before(self, token: Token) -> tuple[Filler, ...]:
        """List the names and adjectives before a noun: "the Israeli raid", "a Quds Force commander"."""
        fillers = []
        for child in token.children:
            mention = self.covered(child) if child.dep_ in ("compound", "amod", "nmod") and child.i < token.i else None
            if mention is not None:
                fillers.append(Filler(mention.start, mention.end, child.lower_, (mention,), mention.text))
        return tuple(fillers)


def core(token: Token) -> Token:
    """Find the noun that a phrase is about: "aid", of "part of an aid program"."""
    if token.lemma_.lower() in PARTS:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in objects(child):
                    return core(noun)
    return token


def _standing(mention: Mention, office: str, grade: float = STANDS) -> Mention:
    grade = 0.97 if office == "government" else grade
    reason = f"the {office} stands for {mention.name}"
    return mention._replace(grade=round(mention.grade * grade, 3), resolved_by=mention.resolved_by or reason)


def members(token: Token) -> Iterator[Token]:
    """Yield a word and the words coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and not any(word.dep_ == "neg" for word in child.children):
            yield from members(child)


def objects(word: Token) -> Iterator[Token]:
    """Yield the nouns that a preposition or a verb governs."""
    for child in word.children:
        if child.dep_ == "pobj" or child.dep_ in _OBJECTS:
            yield child
        elif child.dep_ == "prep" and word.dep_ == "prep":  # "from behind the lines"
            yield from objects(child)
