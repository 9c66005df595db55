"""Verb groups: lemma, passive, negation and mood of "has not been attacked", "will attack", "to attack"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ... import lexicon
from ..words import ALMOST
from .chunks import Chunk
from .tags import Tagged


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with the properties of its group; `form` is "finite", "infinitive", "participle" or "gerund"."""

    lemma: str
    form: str
    passive: bool
    negated: bool
    mood: str
    verb: int  # the place of the verb itself in the group
    copula: bool = False
    would: bool = False  # "said it would": a forecast in the past


_FORECAST = frozenset({"will", "shall", "'ll", "’ll", "won't", "won’t"})
_SAME = frozenset("hit hurt put set cut cast split burst beset upset".split())
"""Participles that are written as the verb itself: "was hit by"."""


def verb_group(tagged: Tagged, chunk: Chunk) -> VerbGroup:
    """Read a verb group."""
    first, stop = chunk.first, chunk.stop
    return _group(tagged.tags[first:stop], tuple(tagged.words[first:stop]))


@lru_cache(maxsize=20_000)
def _group(tags: str, spelt: tuple[str, ...]) -> VerbGroup:
    """Read the words of a verb group, most of which stand in every other article."""
    words = [word.replace("’", "'") for word in spelt]
    last = max((at for at, letter in enumerate(tags) if letter in "VBG"), default=-1)
    copula = last < 0
    if copula:
        last = max(at for at, letter in enumerate(tags) if letter in "bhd")
    letter, auxiliaries = tags[last], tags[:last]
    negated = "n" in tags or any(word in lexicon.NEGATED_AUXILIARIES for word in words)
    done = letter == "B" or words[last] in _SAME
    passive = done and "b" in auxiliaries and not auxiliaries.rstrip("Rn").endswith("h")
    lemma = _lemma(words[last], letter)
    form = "gerund" if words[0] == "having" and last else _form(tags, letter, auxiliaries)
    return VerbGroup(lemma, form, passive, negated, _mood(tags, words), last, copula, "would" in words)


def _lemma(word: str, letter: str) -> str:
    if letter == "b":
        return "be"
    if letter in "hd":
        return "have" if letter == "h" else "do"
    verb = lexicon.verbs().get(word)
    if verb is not None:
        return verb.lemma
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return stem if stem in lexicon.verbs() else stem + "e"
    return word


def _form(tags: str, letter: str, auxiliaries: str) -> str:
    if tags[0] == "T":
        return "infinitive"
    if any(each in auxiliaries for each in "xbhd"):
        return "finite"
    return {"G": "gerund", "B": "participle"}.get(letter, "finite")


def _mood(tags: str, words: list[str]) -> str:
    if any(word in _FORECAST for word in words):
        return "forecast"
    if any(word in ALMOST for word in words):
        return "hypothetical"
    if "x" in tags:
        modal = next(word for word, letter in zip(words, tags, strict=True) if letter == "x")
        plain = lexicon.NEGATED_AUXILIARIES.get(modal, modal)
        return "asserted" if plain in lexicon.DO | lexicon.BE | lexicon.HAVE else "hypothetical"
    return "asserted"
