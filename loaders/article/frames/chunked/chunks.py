"""Put the words of a sentence together to noun phrases and verb groups."""

from __future__ import annotations

import re
from typing import NamedTuple

from ... import lexicon
from ...records import Filler, Mention, Sentence
from .tags import Tagged

_CHUNK = re.compile(
    r"""
    # Of verb groups (V) and noun phrases (K) the commonest form comes first: it matches in half the time.
    [POCWS]|[^A-Za-z] | t+
    | (?P<V>[VBG](?![xhbd])
        | T?(?:[xhbdn]R*)*n?R*(?:[VBG]|[bhd]n?)(?![xhbd]))
    | (?P<K>[DH]*Z*[JANEt']*[NEA](?![JANEt'Z]|R[JZC])
        | U | D(?=W) | [DH]*Z*(?:R(?=[JZ])|RCR(?=J)|[JANEt']|(?<![NE])Z|(?<=J)[C,](?=[JA][NJE]))*
            (?:[NEA]|(?<![NE])Z)(?!') | [DH]*Z+(?!') )
    | .
    """,
    re.VERBOSE,
)
TRANSPARENT = frozenset(
    "member troop soldier fighter combatant force group number part some one position stronghold target city "
    "town village province region district area outskirt suburb center centre north south east west capital "
    "state series lot majority hundred thousand dozen score half rest wing unit element leadership government "
    "people citizen official headquarters office post territory ranks rank neighborhood neighbourhood "
    "neighbourhoods base vicinity kind type side remnant supporter follower convoy vehicle camp militant "
    "representative delegation soldier warplane plane jet army military".split()
)
"""Nouns that stand for whom they are of: the members of Daesh, the province of Diyala, the troops of the Army."""

FIGHTERS = frozenset(
    "member troop soldier fighter combatant force militant rebel gunman bomber attacker hacker guerrilla insurgent "
    "commando marine officer policeman warplane jet plane helicopter vehicle unit team delegation".split()
)
"""Nouns that stand for the body that they are from."""

_PARTICLES = frozenset("out off up down".split())
"""Adverbs that belong to the verb before, not to the number after: not "about", not "over"."""


class Chunk(NamedTuple):
    """A noun phrase (K), a verb group (V) or a word between them; units `first` to `stop` (not included)."""

    kind: str
    first: int
    stop: int
    word: str  # of the first unit, in lower case


def chunks_of(tagged: Tagged) -> list[Chunk]:
    """Group a tagged sentence into chunks, without adverbs between them."""
    words, tags = tagged.words, tagged.tags
    chunks: list[Chunk] = []
    for match in _CHUNK.finditer(tags):
        first, stop = match.span()
        kind = match.lastgroup or _KINDS.get(tags[first], tags[first])
        word = words[first]
        if kind == "K" and word in _PARTICLES and first and tags[first - 1] in "VBG":
            chunks.append(Chunk("R", first, first + 1, word))  # "carried out two raids"
            first, word = first + 1, words[first + 1]
        chunks.append(_new(Chunk, (kind, first, stop, word)))
    return chunks


_KINDS = {"T": "P", "n": "R"}
"""Kinds of words between phrases and verb groups whose letter is another: "to" and "not"."""
_new = tuple.__new__  # half the time of calling Chunk or Filler, of which a sentence has dozens


def filler_of(sentence: Sentence, tagged: Tagged, chunk: Chunk, mentions: tuple[Mention, ...]) -> Filler:
    """Make the filler of a slot from a noun phrase that names some."""
    start, end = tagged.starts[chunk.first], tagged.ends[chunk.stop - 1]
    text = sentence.text[start - sentence.start : end - sentence.start]
    return _new(Filler, (start, end, lexicon.noun_lemma(tagged.words[chunk.stop - 1]), mentions, text))
