"""Verbs of a dependency tree: who acts on whom, and under what attitude, negation and mood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .tree import objects
from .words import COMPLEX, HELPING, OBJECT_CONTROL

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any

_SUBJECTS = frozenset({"nsubj", "csubj"})


def is_passive(verb: Token) -> bool:
    """Check whether a verb is passive: "was attacked", "militias backed by Iran"."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.lemma_ in ("injure", "wound", "kill", "hurt") and verb.tag_ in ("VBN", "VBD"):
        roles = {child.dep_ for child in verb.children}
        if "nsubj" in roles and not roles & {"dobj", "obj", "aux", "prt"}:
            return True  # "five injured"
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "amod", "xcomp", "oprd"):  # "were reported killed"
        return not any(child.dep_ in ("nsubj", "aux", "dobj") for child in verb.children)
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and verb.head.pos_ in ("VERB", "AUX"):
        own = any(child.dep_ in ("nsubj", "aux", "dobj") for child in verb.children)
        return not own and is_passive(verb.head)
    return False


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """List those who act."""
    if is_passive(verb):
        return _agents(verb)
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return own if own or depth > 6 else _borrowed_subjects(verb, depth)


def _agents(verb: Token) -> list[Token]:
    agents = [noun for child in verb.children if child.dep_ == "agent" for noun in objects(child)]
    if not agents:  # a misparsed agent: "was seized Monday by rebels"
        agents = [
            noun
            for child in verb.children
            if child.dep_ == "prep" and child.lower_ == "by"
            for noun in objects(child)
            if noun.pos_ in ("NOUN", "PROPN")
        ]
    if not agents and verb.dep_ == "conj":
        return _agents(verb.head) if is_passive(verb.head) else []
    return agents


def _borrowed_subjects(verb: Token, depth: int) -> list[Token]:
    """Find the subject that a verb without one shares with the word that it depends on."""
    head, role = verb.head, verb.dep_
    if role in ("ccomp", "advcl", "dep", "pcomp") and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return []  # a finite clause has its own subject, or it was misread
    if role == "conj" and head.pos_ in ("VERB", "AUX"):
        if _goes_on_elsewhere(verb, head):
            return []
        return patients(head, depth + 1) if is_passive(head) else subjects(head, depth + 1)
    if role in ("xcomp", "ccomp", "advcl", "pcomp", "prep", "dep") or (role == "acl" and head.pos_ == "VERB"):
        governor = _governing_verb(verb)
        if governor is None:
            noun = _governing_noun(verb)
            return [noun] if noun is not None else []
        return _controller(verb, governor, depth)
    if role == "acl" and verb.tag_ == "VBG":
        return [head]
    return []


def _goes_on_elsewhere(verb: Token, head: Token) -> bool:
    """Check whether a verb goes on a clause in between: "is at war with rebels, who have taken Bol, killed many"."""
    going_on = any(child.lower_ in ("is", "are", "'s", "’s") for child in head.children if child.dep_ == "aux")
    if not (going_on and head.tag_ == "VBG" and verb.tag_ in ("VBN", "VBD")):
        return False
    return not any(child.dep_ in ("aux", "auxpass", "nsubj") for child in verb.children)


def _controller(verb: Token, governor: Token, depth: int) -> list[Token]:
    commands = governor.lemma_ in OBJECT_CONTROL and verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB"
    addressed = patients(governor, depth + 1) if commands else []
    helped = governor.lemma_ in HELPING and verb.head.lower_ == "in"
    if addressed or ((governor.lemma_ in _BLAMING or helped) and verb.dep_ == "pcomp"):
        return addressed or patients(governor, depth + 1)
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
        return []
    if not is_passive(governor):
        return subjects(governor, depth + 1)
    return _agents(governor) if verb.dep_ == "advcl" else patients(governor, depth + 1)


_BLAMING = frozenset(
    "accuse suspect blame charge convict prevent stop criticize criticise condemn denounce praise thank fault rebuke "
    "censure arrest detain jail sentence fine sanction punish mock slam lambast applaud commend congratulate".split()
)
"""Verbs whose object does what follows: "accused Iran of attacking", "praised Kenya for sending"."""


def _governing_verb(verb: Token) -> Token | None:
    above = verb.head
    while above.dep_ == "prep" and above.head.i != above.i and above.pos_ in ("ADP", "SCONJ"):
        above = above.head
    if above.pos_ in ("ADP", "SCONJ") and above.head.i != above.i:
        above = above.head
    if above.pos_ == "ADJ" and above.head.pos_ == "AUX":  # "is willing to withdraw"
        above = above.head
    return above if above.pos_ in ("VERB", "AUX") and above.i != verb.i else None


def outer_subjects(verb: Token) -> list[Token]:
    """List those who act in the clause above a participle: "issued a declaration demanding that …"."""
    above = verb.head
    while above.pos_ in ("NOUN", "PROPN", "ADP") and above.head.i != above.i:
        above = above.head
    return subjects(above) if above.pos_ in ("VERB", "AUX") and above.i != verb.i else []


def _governing_noun(verb: Token) -> Token | None:
    """Find the noun that a gerund belongs to: "rebels of seizing …" has none that acts."""
    above = verb.head
    return above if above.pos_ in ("NOUN", "PROPN") and verb.dep_ == "acl" and verb.tag_ == "VBG" else None


def patients(verb: Token, depth: int = 0) -> list[Token]:
    """List those acted on."""
    if not is_passive(verb):
        own = [child for child in verb.children if child.dep_ in ("dobj", "obj")]
        return own or _shared_object(verb)
    own = [child for child in verb.children if child.dep_ in ("nsubjpass", "nsubj")]
    if own or depth > 6:
        return own
    if verb.dep_ in ("acl", "relcl", "amod"):
        return [verb.head]
    if verb.dep_ == "conj":
        return patients(verb.head, depth + 1)
    if verb.dep_ in ("xcomp", "advcl", "oprd") and verb.head.pos_ in ("VERB", "AUX"):
        reported = verb.dep_ != "advcl" and is_passive(verb.head)  # "two were reported killed"
        return patients(verb.head, depth + 1) if reported else subjects(verb.head, depth + 1)
    return []


def _shared_object(verb: Token) -> list[Token]:
    """Find the object after the last of coordinated verbs: "attacked and looted the town"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 3:
            return [noun for noun in child.children if noun.dep_ in ("dobj", "obj")]
    return []


def recipients(verb: Token) -> list[Token]:
    """List those who are given something."""
    return [child for child in verb.children if child.dep_ in ("dative", "iobj") and child.pos_ != "ADP"]


def prepositions(word: Token) -> Iterator[tuple[str, Token]]:
    """Yield the prepositions of a word, each with the noun that it governs."""
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            yield from _governed(child, child.lower_)


def _governed(preposition: Token, words: str) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield words, child
            yield from _through(words, child)
        elif child.dep_ == "prep":
            yield from _governed(child, f"{words} {child.lower_}")


def _through(words: str, noun: Token) -> Iterator[tuple[str, Token]]:
    """Yield the longer preposition that a preposition and a noun make: "in response to"."""
    if noun.lower_ in COMPLEX:
        for child in noun.children:
            if child.dep_ == "prep":
                for inner in objects(child):
                    yield f"{words} {noun.lower_} {child.lower_}", inner


def particle(verb: Token) -> str:
    """Find a verb's lemma with its particle: "carry out"."""
    for child in verb.children:
        if child.dep_ == "prt" or (child.dep_ == "advmod" and child.lower_ == "back" and verb.lemma_ in _BACK):
            return f"{lemma(verb)} {child.lower_}"
    return lemma(verb)


_BACK = frozenset({"push", "drive", "beat", "fight", "hold"})


def lemma(word: Token) -> str:
    """Find a word's lemma in lower case, correcting the rule-based lemmatizer: "staged" is no stag."""
    found: str = word.lemma_.lower()
    return f"{found}e" if found in _CUT_SHORT and word.lower_.startswith(f"{found}e") else found


_CUT_SHORT = frozenset({"stag", "hop", "rap", "wag", "rag", "scrap"})
