"""Frames of the nouns of a dependency tree: acts ("an attack on Kirkuk") and roles ("X, commander of Y")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..records import Filler, Frame
from .clauses import particle, patients, prepositions, recipients, subjects
from .framing import make_frame
from .slots import PLACES, add_aim, add_inner, mend_subject, named_by
from .tree import Tree, members, objects
from .words import AROUND, ARTICLES, OCCURRING, SPANS, SUFFERED, USING

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any


def noun_frame(tree: Tree, noun: Token, predicate: str, *, is_act: bool) -> Frame:
    """Make the frame of a noun that is an act ("attack") or a role ("commander")."""
    slots: dict[str, list[Filler]] = {}
    for child in noun.children:
        if child.dep_ == "poss":
            slots.setdefault("poss", []).append(tree.filler(child))
    if before := tree.before(noun):
        slots["mod"] = list(before)
    for words, phrase in (*prepositions(noun), *_after_means(noun)):
        slots.setdefault(words, []).append(tree.filler(phrase, loose=True))
        add_inner(tree, words, [phrase], slots)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        slots["owner"] = [tree.filler(named_by(tree, noun.head.head))]
    via = _add_light_verb(tree, noun, slots) or _add_participle(tree, noun, slots)
    for child in noun.children:
        if child.tag_ == "VB" and child.dep_ in ("acl", "relcl", "advcl"):
            add_aim(tree, child, slots)
        elif child.dep_ == "det" and child.lower_ in ARTICLES:
            slots["article"] = [tree.filler(child)]
    if not is_act:
        _add_holder(tree, noun, slots)
    return make_frame(tree, noun, "noun", predicate, slots, via)


def _add_adjunct(tree: Tree, noun: Token, slots: dict[str, list[Filler]]) -> None:
    """Add the subjects of a verb that happens around what a noun says: "left after days of fighting"."""
    whole = noun.head.head if noun.head.lower_ == "of" and noun.head.head.lemma_ in SPANS else noun
    if whole.dep_ == "pobj" and whole.head.lower_ in AROUND and whole.head.head.pos_ in ("VERB", "AUX"):
        slots["adjunct"] = [tree.filler(subject) for subject in subjects(whole.head.head)]


def _add_light_verb(tree: Tree, noun: Token, slots: dict[str, list[Filler]]) -> str:
    """Give a noun the subject and the prepositions of the verb that it completes: "launched an attack on"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    _add_adjunct(tree, first, slots)
    if first.dep_ == "pobj" and first.head.lower_ == "under":
        return _add_sufferers(tree, first.head.head, slots)
    if first.dep_ == "nsubj" and particle(first.head) in OCCURRING:
        for words, phrase in prepositions(first.head):
            slots.setdefault(words, []).append(tree.filler(phrase, loose=True))
    verb, by = _verb_over(first)
    if not by:
        return ""
    theirs = by == "join" and "poss" in slots  # "wants to join Kenya's fight against"
    agents = patients(verb) if by in _STATES else [] if theirs else subjects(verb)
    for subject in agents:
        slots.setdefault("against" if by in SUFFERED else "subject", []).append(tree.filler(subject))
    if not (by in SUFFERED or theirs):
        add_inner(tree, "subject", agents, slots, only=PLACES)
        _lend(tree, verb, first, slots)
    return by


def _add_sufferers(tree: Tree, carrier: Token, slots: dict[str, list[Filler]]) -> str:
    """Add who is under attack: "the army, under fire from X, withdrew"."""
    sufferers = subjects(carrier) if carrier.pos_ in ("VERB", "AUX") else [carrier]
    slots.setdefault("subject", []).extend(tree.filler(token) for token in sufferers)
    return "come under"


def _verb_over(noun: Token) -> tuple[Token, str]:
    """Find the verb whose object a noun is and its words: "launch", "take part in"; no words where there is none."""
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
        return verb, particle(verb)
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in ("VERB", "AUX"):
        verb = noun.head.head
        part = any(child.lower_ == "part" for child in objects(verb))
        return verb, f"{verb.lemma_.lower()} {'part ' if part else ''}{noun.head.lower_}"
    return verb, ""


def _lend(tree: Tree, verb: Token, noun: Token, slots: dict[str, list[Filler]]) -> None:
    """Give a noun the prepositions and the recipients of its verb."""
    mend_subject(tree, verb, slots)
    for words, phrase in (*prepositions(verb), *_after_means(verb)):
        if phrase.i != noun.i and words != "by":
            slots.setdefault(words, []).append(tree.filler(phrase, loose=True))
    for recipient in recipients(verb):
        slots.setdefault("indirect", []).append(tree.filler(recipient))


def _after_means(word: Token) -> Iterator[tuple[str, Token]]:
    """Yield whom an act was against, after its means: "conducted strikes using drones against"."""
    done = [word.head] if word.dep_ == "nsubj" and word.head.lemma_ in USING else []
    for child in (*done, *word.children):
        if child in done or (child.dep_ in ("advcl", "acl") and child.tag_ == "VBG" and child.lemma_ in USING):
            means = [each for noun in child.children if noun.dep_ == "dobj" for each in members(noun)]
            for each in (child, *means):
                yield from ((words, phrase) for words, phrase in prepositions(each) if words in ("against", "on", "at"))


def _add_participle(tree: Tree, noun: Token, slots: dict[str, list[Filler]]) -> str:
    """Give a noun what a participle after it says: "an attack carried out by rebels in Gao"."""
    for child in noun.children:
        if child.dep_ != "acl" or child.tag_ not in ("VBN", "VBD"):
            continue
        by, agents = particle(child), subjects(child)
        for words, phrase in prepositions(child):
            if words != "by":
                slots.setdefault(words, []).append(tree.filler(phrase, loose=True))
        role = "against" if by in SUFFERED else "subject"
        slots.setdefault(role, []).extend(tree.filler(agent) for agent in agents)
        return "" if by in SUFFERED else by
    return ""


_STATES = frozenset({"engage in", "involve in", "lock in", "embroil in"})
"""Passives whose subject does what follows: "were engaged in a war"."""


def _add_body(tree: Tree, noun: Token, slots: dict[str, list[Filler]]) -> None:
    """Give a post the body named right after it: "X, commander, Malian Armed Forces"."""
    for child in (*noun.children, *noun.head.children):
        mention = tree.mention(child) if child.dep_ == "appos" and child.i > noun.i else None
        if mention is not None and mention.name and mention.type == "Organization":
            slots["of"] = [tree.filler(child)]
            return


def _add_holder(tree: Tree, noun: Token, slots: dict[str, list[Filler]]) -> None:
    """Give a role its holder: "X, commander of Y", "X is a member of Y", "the commander, X"."""
    if noun.dep_ == "appos":
        slots.setdefault("subject", []).append(tree.filler(noun.head))
        if not slots.keys() & {"of", "poss", "mod"}:
            _add_body(tree, noun, slots)
            return
    elif noun.dep_ in ("attr", "oprd") and noun.head.pos_ in ("AUX", "VERB"):
        for subject in subjects(noun.head):
            slots.setdefault("subject", []).append(tree.filler(subject))
        for words, phrase in prepositions(noun.head):
            if words == "of":  # "the alliance of which it is a member"
                slots.setdefault(words, []).append(tree.filler(phrase))
    for child in noun.children:
        if child.dep_ == "appos":
            slots.setdefault("subject", []).append(tree.filler(child))
