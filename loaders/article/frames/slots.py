"""Find fillers for the slots of frames beyond the words that a verb or noun governs in a dependency tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..records import Filler, Mention
from .clauses import outer_subjects, patients, prepositions, subjects
from .framing import speaker_over
from .tree import Tree, core
from .words import DISOWNING, FOLLOWING, STATEMENTS, are_followers

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any


def add_aim(tree: Tree, verb: Token, slots: dict[str, list[Filler]]) -> None:
    """Add what somebody does something for: "fights to defeat Y" has `aim` defeat and `aim.object` Y."""
    slots.setdefault("aim", []).append(tree.filler(verb))
    for each in (verb, *(child for child in verb.children if child.dep_ == "conj")):
        slots.setdefault("aim.object", []).extend(tree.filler(token) for token in patients(each))


def named_by(tree: Tree, noun: Token) -> Token:
    """Find the name that a noun is in apposition to: "Liwa Fatemiyoun, a group active in Syria"."""
    return noun.head if noun.dep_ == "appos" and not tree.owners(noun) else noun


def mend_subject(tree: Tree, verb: Token, slots: dict[str, list[Filler]]) -> None:
    """Find a subject that grammar hides: of "X said it would", and of "issued a declaration demanding"."""
    known = slots.get("subject", [])
    if any(mention.name for filler in known for mention in filler.mentions):
        return
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in STATEMENTS:
        if not _is_disowned(verb.head) and (outer := outer_subjects(verb)):
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


def _is_disowned(statement: Token) -> bool:
    """Check whether a statement is somebody else's: "distanced itself from a statement", "condemned a video"."""
    above = statement.head
    return above.lower_ in ("from", "about", "at", "over", "against") or above.lemma_ in DISOWNING


def _agrees(pronoun: str, mention: Mention) -> bool:
    return (mention.type == "Person") == (pronoun in ("he", "she", "i"))


_SPOKEN = 0.95
"""Grade of a pronoun in what somebody says for the one who says it."""


def add_inner(
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
            filler = tree.filler(phrase, loose=True)
            if words == "of" and token.lemma_.lower() in FOLLOWING and are_followers(filler.mentions):
                continue
            if words in PLACES or not (named or only) or role == "object":
                slots.setdefault(f"{role}.{words}", []).append(filler)


PLACES = frozenset({"in", "near", "at", "outside", "inside"})
