"""Frames of names in a dependency tree: where they are, what they are beside another name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..records import Filler, Frame, Mention
from .clauses import prepositions
from .framing import make_frame
from .moods import is_no
from .tree import Tree
from .words import OFFICIAL, PLACE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any

_WHERE = frozenset({"in", "near", "at", "from", "outside", "inside", "including", "like", "with"})


def heads_mention(tree: Tree, token: Token) -> Mention | None:
    """Find the mention that a word is the head of."""
    mention = tree.mention(token)
    if mention is None or (tree.covered(token.head) is mention and token.head.i != token.i):
        return None
    return mention


def name_frame(tree: Tree, token: Token, mention: Mention) -> Frame | None:
    """Make the frame of a name's own place: "Kirkuk in Iraq", "the Iraqi city of Kirkuk"."""
    if any(map(is_no, token.ancestors)):
        return None  # "no attack by Boko Haram in Bol"
    if mention.type == "Event":
        return _civil_war(tree, token, mention)
    slots = _slots_of_name(tree, token, mention)
    if not any(slots.values()):
        return None
    slots["subject"] = [Filler(mention.start, mention.end, token.lemma_.lower(), (mention,), mention.text)]
    return make_frame(tree, token, "name", mention.type.lower(), slots)


def _slots_of_name(tree: Tree, token: Token, mention: Mention) -> dict[str, list[Filler]]:
    """Find where a name is, whose it is and what it is beside."""
    slots: dict[str, list[Filler]] = {}
    if mention.type in ("Issue", "Organization"):  # "Lebanon's economic crisis", "Hamas's Qassam Brigades"
        slots["poss"] = [tree.filler(child) for child in token.children if child.dep_ == "poss"]
    if mention.type == "Issue":
        slots["mod"] = [each for each in tree.before(token) if mention not in each.mentions]
    for words, noun in prepositions(token):
        if words in _WHERE and not (words == "in" and mention.kind in OFFICIAL):
            slots.setdefault(words, []).append(tree.filler(noun))
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    if above is not None and above.lemma_.lower() in PLACE_NOUNS and (before := tree.before(above)):
        slots["mod"] = [
            each for each in before if each.mentions[0].type != "Place"
        ]  # "the Banggolo district of Marawi"
    _add_apposed(tree, token, mention, slots)
    return slots


def _add_apposed(tree: Tree, token: Token, mention: Mention, slots: dict[str, list[Filler]]) -> None:
    """Add the names in apposition to a name; of two units, "2nd Battalion, 5th Regiment", the second has the first."""
    for child in token.children:
        if child.dep_ == "appos" and (other := tree.mention(child)):
            both_units = mention.rule == other.rule == "ordinal unit"
            slots.setdefault("unit of" if both_units else "appos", []).append(tree.filler(child))


def _civil_war(tree: Tree, token: Token, mention: Mention) -> Frame | None:
    """Make the frame of a civil war's place: "the Yemeni civil war"."""
    if mention.country is None or not mention.name.lower().endswith("civil war"):
        return None
    state = Mention(mention.start, mention.end, mention.text, mention.country, "State", rule="country of a description")
    both = [Filler(mention.start, mention.end, "war", (each,), mention.text) for each in (mention, state)]
    return make_frame(tree, token, "name", "event", {"subject": both[:1], "mod": both[1:]})


def described_frame(tree: Tree, token: Token, mention: Mention, predicate: str) -> Frame | None:
    """Make the frame of a description with a country: "the Guard (Iran's elite force)"."""
    other = tree.mention(token.head) if token.dep_ == "appos" else None
    owned = "'s " in mention.text or "’s " in mention.text
    if other is None or not other.name or mention.country is None or not owned:
        return None
    state = Mention(mention.start, mention.end, mention.text, mention.country, "State", rule="country of a description")
    slots = {
        "subject": [Filler(other.start, other.end, predicate, (other,), other.text)],
        "poss": [Filler(mention.start, mention.end, predicate, (state,), mention.text)],
    }
    return make_frame(tree, token, "noun", predicate, slots)
