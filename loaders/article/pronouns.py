"""Find the pronouns of a sentence, not resolved yet (stage 3)."""

from __future__ import annotations

from collections.abc import Sequence

from . import lexicon
from .quoted import WE, first_persons
from .records import Mention, Sentence
from .together import stands_for_two

HE = frozenset(["he", "him", "his", "she", "her"])
IT = frozenset(["it", "its"])
THEY = frozenset(["they", "them", "their"])
_TWO = frozenset(["both", "two"])
_PRONOUNS = HE | IT | THEY | _TWO | WE


def with_pronouns(sentence: Sentence, found: Sequence[Mention]) -> list[Mention]:
    """List the mentions of a sentence with its pronouns, in their order."""
    if _PRONOUNS.isdisjoint(sentence.lower):
        return list(found)
    places = [(at, word) for at, word in enumerate(sentence.lower) if word in _PRONOUNS]
    pronouns = [*_third_persons(sentence, places), *_twos(sentence, places), *first_persons(sentence)]
    taken = {mention.start for mention in found}
    new = [pronoun for pronoun in pronouns if pronoun.start not in taken]
    return sorted([*found, *new], key=lambda mention: mention.start)


def _third_persons(sentence: Sentence, places: Sequence[tuple[int, str]]) -> list[Mention]:
    """Find "he", "they", "its" and the like, but not the "it" of "it rained"."""
    return [
        Mention(
            sentence.starts[at], sentence.ends[at], sentence.words[at], "", "Person" if word in HE else "Organization",
            form="pronoun", rule="possessive" if _is_possessive(sentence, at) else "pronoun",
        )
        for at, word in places
        if word in HE or word in THEY or (word in IT and not _is_expletive(sentence, at))
    ]  # fmt: skip


def _twos(sentence: Sentence, places: Sequence[tuple[int, str]]) -> list[Mention]:
    """Find "both" and "the two" where they stand for two states."""
    return [
        Mention(
            sentence.starts[at],
            sentence.ends[at + (word == "two")],
            sentence.words[at],
            "",
            "State",
            form="pronoun",
            rule="two",
        )
        for at, word in places
        if word in _TWO and stands_for_two(sentence, at)
    ]


def _is_expletive(sentence: Sentence, at: int) -> bool:
    """Check whether "it" stands for nobody: "it is likely that", "it should be recalled", "made it possible"."""
    if sentence.lower[at] != "it":
        return False
    following = sentence.lower[at + 1 : at + 2]
    after = sentence.lower[at + 2 : at + 4]
    if following and following[0] in ("is", "was", "seems", "appears", "remains"):
        return not any(word in lexicon.verbs() and word.endswith(("ing", "ed")) for word in after)
    return bool(following) and (
        lexicon.is_adjective(following[0]) or (following[0] in ("should", "must", "can") and "be" in after)
    )


def _is_possessive(sentence: Sentence, at: int) -> bool:
    word = sentence.lower[at]
    if word in ("his", "its", "their"):
        return True
    following = sentence.lower[at + 1] if at + 1 < len(sentence.lower) else ""
    return word == "her" and following.isalpha() and following not in lexicon.PREPOSITIONS
