"""Frames of the verbs and adjectives of a dependency tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..records import Filler, Frame
from .clauses import lemma, patients, prepositions, recipients, subjects
from .framing import make_frame
from .slots import PLACES, add_aim, add_inner, mend_subject, named_by
from .tree import Tree
from .words import LISTING, SAYING

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any


def verb_frame(tree: Tree, verb: Token, predicate: str) -> Frame:
    """Make the frame of a verb."""
    slots: dict[str, list[Filler]] = {}
    if predicate in SAYING and any(_must(child) for child in verb.children if child.dep_ == "ccomp"):
        predicate = "demand"  # "declared that China must drop barriers"
    for role, tokens in (("subject", subjects(verb)), ("object", patients(verb)), ("indirect", recipients(verb))):
        for token in tokens:
            slots.setdefault(role, []).append(tree.filler(token, loose=role != "subject"))
    mend_subject(tree, verb, slots)
    for words, noun in prepositions(verb):
        add_inner(tree, words, [noun], slots)
        if not (words == "by" and "subject" in slots and tree.filler(noun) in slots["subject"]):
            slots.setdefault(words, []).append(tree.filler(noun, loose=True))
    _add_complements(tree, verb, slots)
    add_inner(tree, "subject", subjects(verb), slots, only=frozenset() if predicate in LISTING else PLACES)
    add_inner(tree, "object", patients(verb), slots)
    return make_frame(tree, verb, "verb", predicate, slots)


def _add_complements(tree: Tree, verb: Token, slots: dict[str, list[Filler]]) -> None:
    """Add what completes a verb: a predicate, an aim, a clause and who does what it says."""
    for child in verb.children:
        if child.dep_ in ("attr", "oprd", "xcomp", "ccomp", "acomp"):
            slots.setdefault("complement", []).append(tree.filler(child))
        if child.tag_ == "VB" and child.dep_ in ("xcomp", "advcl"):
            add_aim(tree, child, slots)
        if child.dep_ == "ccomp":
            for token in subjects(child):
                slots.setdefault("doer" if child.tag_ == "VB" else "that", []).append(tree.filler(token, loose=True))


def _must(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in ("must", "should", "ought") for child in clause.children)


def adjective_frame(tree: Tree, word: Token) -> Frame | None:
    """Make the frame of an adjective: "a group active in Yemen", "is loyal to Iran"."""
    slots: dict[str, list[Filler]] = {}
    for words, noun in prepositions(word):
        slots.setdefault(words, []).append(tree.filler(noun))
    if word.dep_ in ("acomp", "oprd"):
        for words, noun in prepositions(word.head):
            slots.setdefault(words, []).append(tree.filler(noun))
    if not slots:
        return None
    if word.dep_ in ("acomp", "oprd") and word.head.pos_ in ("VERB", "AUX"):
        holders = subjects(word.head)
    elif word.dep_ in ("amod", "appos", "acl", "relcl") and word.head.pos_ in ("NOUN", "PROPN"):
        holders = [word.head]
    else:
        return None
    slots["subject"] = [tree.filler(named_by(tree, holder)) for holder in holders]
    return make_frame(tree, word, "adjective", word.lower_, slots)


def compound_frame(tree: Tree, word: Token) -> Frame | None:
    """Make the frame of a compound before a noun: in "Iran-backed militias" Iran backs them."""
    doers = [child for child in word.children if child.dep_ in ("npadvmod", "nmod", "compound") and tree.covered(child)]
    object_ = tree.filler(word.head)
    if not doers or not object_.mentions:
        return None
    mention = tree.covered(doers[0])
    if mention is None or mention in object_.mentions:
        return None
    doer = Filler(mention.start, mention.end, doers[0].lower_, (mention,), mention.text)
    return make_frame(tree, word, "adjective", lemma(word), {"subject": [doer], "object": [object_]})
