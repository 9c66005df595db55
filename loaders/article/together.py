"""Several who are meant by one word: "both", "they", "the two countries" (stage 3)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .records import Filler, Frame, Mention, Sentence

BOTH = 0.8
"""Grade of those whom "both" or "they" stands for."""

_JOINED = frozenset({("and",), (",", "and"), ("as", "well", "as")})
_WORDS = frozenset({"both", "they", "them"})
_NOUNS = frozenset("countries states nations sides groups governments armies leaders presidents ministers men".split())


def pair_in(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Find the two names of one type that "and" joins in a sentence; none where there are several pairs."""
    pairs = [
        (first, second)
        for first, second in pairwise(mentions)
        if first.name and second.name and first.type == second.type and first.form == second.form == "name"
        and sentence.lower[sentence.word_at(first.end - 1) + 1 : sentence.word_at(second.start)] in _JOINED
    ]  # fmt: skip
    return pairs[0] if len(pairs) == 1 else ()


def stands_for_two(sentence: Sentence, at: int) -> bool:
    """Check whether a word stands for two who were named: "both", "the two sides"; "both A and B" names them."""
    word = sentence.lower[at]
    following = sentence.lower[at + 1] if at + 1 < len(sentence.lower) else ""
    if word == "both":
        return not sentence.words[at + 1 : at + 2] or not following[:1].isalpha() or following in _NOUNS | _VERBAL
    return word == "two" and following in _NOUNS and at > 0 and sentence.lower[at - 1] == "the"


_VERBAL = frozenset(
    "have has had were are will would also later then signed agreed said deny denied accused condemned attacked "
    "rejected support supported oppose opposed".split()
)


def for_each(mention: Mention, group: tuple[Mention, ...]) -> Mention:
    """Pair a word with the entities it stands for."""
    names = " and ".join(member.name for member in group)
    how = f"“{mention.text}” stands for {names}"
    each = tuple(
        mention._replace(
            name=member.name, type=member.type, kind=member.kind, country=member.country, resolved_by=how,
            grade=min(BOTH, member.grade),
        )
        for member in group
    )  # fmt: skip
    return mention._replace(name=names, type=group[0].type, resolved_by=how, grade=BOTH, group=each)


def with_each(frame: Frame) -> Frame:
    """Make a frame that names each entity that "both" stands for."""
    slots = {role: tuple(map(_with_each, fillers)) for role, fillers in frame.slots.items()}
    return frame._replace(slots=slots)


def _with_each(filler: Filler) -> Filler:
    mentions = (member for mention in filler.mentions for member in mention.group or (mention,))
    return filler._replace(mentions=tuple(mentions))
