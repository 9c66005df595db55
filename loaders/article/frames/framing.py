"""Make a frame of a word of a dependency tree: how it is meant, who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..records import Filler, Frame
from .clauses import subjects
from .stance import Stance, stance_of
from .tree import Tree
from .words import CLAIMING, SAYING

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any


def speaker_over(verb: Token) -> Token | None:
    """Find the speaker of the clause around a verb."""
    below = verb
    for above in verb.ancestors:
        if below.dep_ == "ccomp" and above.lemma_.lower() in SAYING | CLAIMING:
            return next(iter(subjects(above)), None)
        if below.dep_ not in ("xcomp", "conj", "advcl", "ccomp", "acomp", "pcomp", "prep"):
            return None
        below = above
    return None


def _own_promise(word: Token, stance: Stance) -> Stance:
    """Turn the stance into a promise where people say what they themselves will do: "said it would meet"."""
    verb = word if word.pos_ in ("VERB", "AUX") else word.head
    if stance.attitude or verb.pos_ not in ("VERB", "AUX") or stance.mood not in ("forecast", "hypothetical"):
        return stance
    future = {child.lower_ for child in verb.children if child.dep_ == "aux"} & {"will", "would", "'ll", "’ll"}
    speaks = future and any(token.lower_ in _SELF for token in subjects(verb)) and speaker_over(verb) is not None
    conditional = any(
        child.dep_ == "advcl" and any(c.lower_ in ("if", "unless") for c in child.children) for child in verb.children
    )
    return stance._replace(attitude="refuse" if stance.negated else "promise") if speaks and not conditional else stance


_SELF = frozenset({"it", "he", "she", "they", "we", "i"})


def make_frame(
    tree: Tree, word: Token, form: str, predicate: str, slots: Mapping[str, Sequence[Filler]], via: str = ""
) -> Frame:  # fmt: skip
    """Make the frame of a word with its slots, and with what the words around make of it."""
    stance = (
        Stance()
        if form == "name" or (form == "adjective" and word.dep_ == "amod")
        else _own_promise(word, stance_of(word))
    )
    start = tree.sentence.start + word.idx
    end = start + len(word)
    fillers = [filler for found in slots.values() for filler in found]
    speaker = tree.owners(stance.speaker) if stance.speaker is not None else ()
    return Frame(
        tree.sentence.number, form, predicate, {role: tuple(found) for role, found in slots.items()}, start, end,
        (min([start, *(filler.start for filler in fillers)]), max([end, *(filler.end for filler in fillers)])),
        stance.negated, stance.mood, speaker[0] if speaker else None, via, builder="parser", attitude=stance.attitude,
    )  # fmt: skip
