"""Frames of the words of a dependency tree: verbs, nouns, adjectives, names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..records import Filler, Frame, Mention
from .clauses import lemma, outer_subjects, particle, patients, prepositions, recipients, subjects
from .framing import make_frame, speaker_over
from .tree import Tree, core
from .words import SAYING, STATEMENTS, SUFFERED

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
    _mend_subject(tree, verb, slots)
    for words, noun in prepositions(verb):
        _add_inner(tree, words, [noun], slots)
        if not (words == "by" and "subject" in slots and tree.filler(noun) in slots["subject"]):
            slots.setdefault(words, []).append(tree.filler(noun, loose=True))
    for child in verb.children:
        if child.dep_ in ("attr", "oprd", "xcomp", "ccomp", "acomp"):
            slots.setdefault("complement", []).append(tree.filler(child))
        if child.dep_ == "ccomp":
            for token in subjects(child):
                slots.setdefault("doer" if child.tag_ == "VB" else "that", []).append(tree.filler(token, loose=True))
    _add_inner(tree, "subject", subjects(verb), slots, only=_PLACES)
    _add_inner(tree, "object", patients(verb), slots)
    return make_frame(tree, verb, "verb", predicate, slots)


def _must(clause: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in ("must", "should", "ought") for child in clause.children)


def _mend_subject(tree: Tree, verb: Token, slots: dict[str, list[Filler]]) -> None:
    """Find a subject that grammar hides: of "X said it would", and of "issued a declaration demanding"."""
    known = slots.get("subject", [])
    if any(mention.name for filler in known for mention in filler.mentions):
        return
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in STATEMENTS:
        if outer := outer_subjects(verb):
            slots["subject"] = [tree.filler(token) for token in outer]
        return
    pronouns = [token for token in subjects(verb) if token.lower_ in ("it", "he", "she", "they", "we", "i")]
    speaker = speaker_over(verb) if pronouns else None
    if speaker is not None:
        reason = f"“{pronouns[0].text}” is who speaks"
        filler = tree.filler(speaker)
        mentions = tuple(
            mention._replace(text=pronouns[0].text, resolved_by=reason, grade=round(mention.grade * _SPOKEN, 3))
            for mention in filler.mentions
            if _agrees(pronouns[0].lower_, mention)
        )
        slots["subject"] = [filler._replace(mentions=mentions)]


def _agrees(pronoun: str, mention: Mention) -> bool:
    return (mention.type == "Person") == (pronoun in ("he", "she", "i"))


_SPOKEN = 0.95
"""Grade of a pronoun in what somebody says for the one who says it."""


def _add_inner(
    tree: Tree,
    role: str,
    tokens: Sequence[Token],
    slots: dict[str, list[Filler]],
    only: frozenset[str] = frozenset(),
) -> None:
    """Add whom an unnamed phrase belongs to or speaks of: "rejected a call by Iran" has `object.by`."""
    for token in map(core, tokens):
        named = bool(tree.filler(token).mentions)
        if not named and not only:
            for child in token.children:
                if child.dep_ == "poss":
                    slots.setdefault(f"{role}.poss", []).append(tree.filler(child))
            if before := tree.before(token):
                slots[f"{role}.mod"] = list(before)
        for words, phrase in prepositions(token):
            if words in _PLACES or not (named or only) or role == "object":
                slots.setdefault(f"{role}.{words}", []).append(tree.filler(phrase, loose=True))


_PLACES = frozenset({"in", "near", "at", "outside", "inside"})


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
    slots["subject"] = [tree.filler(_named(tree, holder)) for holder in holders]
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


def _named(tree: Tree, noun: Token) -> Token:
    """Find the name that a noun is in apposition to: "Liwa Fatemiyoun, a group active in Syria"."""
    return noun.head if noun.dep_ == "appos" and not tree.owners(noun) else noun


def noun_frame(tree: Tree, noun: Token, predicate: str, *, is_act: bool) -> Frame:
    """Make the frame of a noun that is an act ("attack") or a role ("commander")."""
    slots: dict[str, list[Filler]] = {}
    for child in noun.children:
        if child.dep_ == "poss":
            slots.setdefault("poss", []).append(tree.filler(child))
    if before := tree.before(noun):
        slots["mod"] = list(before)
    for words, phrase in prepositions(noun):
        slots.setdefault(words, []).append(tree.filler(phrase, loose=True))
        _add_inner(tree, words, [phrase], slots)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        slots["owner"] = [tree.filler(_named(tree, noun.head.head))]
    via = _add_light_verb(tree, noun, slots) or _add_participle(tree, noun, slots)
    if not is_act:
        _add_holder(tree, noun, slots)
    return make_frame(tree, noun, "noun", predicate, slots, via)


def _add_light_verb(tree: Tree, noun: Token, slots: dict[str, list[Filler]]) -> str:
    """Give a noun the subject and the prepositions of the verb that it completes: "launched an attack on"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    verb = first.head
    if first.dep_ == "pobj" and first.head.lower_ in ("in", "with") and first.head.head.pos_ in ("VERB", "AUX"):
        slots["adjunct"] = [tree.filler(subject) for subject in subjects(first.head.head)]
    if first.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
        by = particle(verb)
    elif first.dep_ == "pobj" and first.head.dep_ == "prep" and first.head.head.pos_ == "VERB":
        verb = first.head.head
        by = f"{verb.lemma_.lower()} {first.head.lower_}"
    else:
        return ""
    agents = patients(verb) if by in _STATES else subjects(verb)
    for subject in agents:
        slots.setdefault("against" if by in SUFFERED else "subject", []).append(tree.filler(subject))
    if by in SUFFERED:
        return by
    _add_inner(tree, "subject", agents, slots, only=_PLACES)
    _mend_subject(tree, verb, slots)
    for words, phrase in prepositions(verb):
        if phrase.i != first.i and words != "by":
            slots.setdefault(words, []).append(tree.filler(phrase, loose=True))
    for recipient in recipients(verb):
        slots.setdefault("indirect", []).append(tree.filler(recipient))
    return by


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


def _add_holder(tree: Tree, noun: Token, slots: dict[str, list[Filler]]) -> None:
    """Give a role its holder: "X, commander of Y", "X is a member of Y", "the commander, X"."""
    if noun.dep_ == "appos":
        slots.setdefault("subject", []).append(tree.filler(noun.head))
    elif noun.dep_ in ("attr", "oprd") and noun.head.pos_ in ("AUX", "VERB"):
        for subject in subjects(noun.head):
            slots.setdefault("subject", []).append(tree.filler(subject))
        for words, phrase in prepositions(noun.head):
            if words == "of":  # "the alliance of which it is a member"
                slots.setdefault(words, []).append(tree.filler(phrase))
    for child in noun.children:
        if child.dep_ == "appos":
            slots.setdefault("subject", []).append(tree.filler(child))
