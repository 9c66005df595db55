"""Noun phrases with what belongs to them: "members of Daesh", "Iran, Iraq and Syria", "the towns of X and Y"."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...lexicon import noun_lemma
from ...mentions.heads import is_office
from ...records import Filler, Mention, Sentence
from ..words import DIRECTIONS, FOLLOWING, PARTS, SPANS, are_followers, leads_out
from .chunks import FIGHTERS, TRANSPARENT, Chunk, filler_of
from .tags import Tagged


@dataclass(slots=True)
class Phrase:
    """A noun phrase: chunks `first` to `stop` (not included), its heads and the phrases after "of"."""

    first: int
    stop: int
    filler: Filler
    heads: list[Chunk]
    of: Phrase | None = None
    negative: bool = False
    after: list[tuple[str, Phrase]] = field(default_factory=list)  # prepositions that follow it
    start: int = 0
    end: int = 0

    @property
    def inmost(self) -> Phrase:
        """Find what a phrase of quantity is about: the airstrikes, of "a series of airstrikes"."""
        counted = self.filler.head in PARTS or self.filler.head in SPANS
        return self.of if self.of is not None and counted and not self.filler.mentions else self


_JOINING = ("C", ",", "P")
"""Kinds of chunks that may join two nouns."""


class Phrases:
    """The noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, tagged: Tagged, chunks: list[Chunk]) -> None:
        self.sentence = sentence
        self.tagged = tagged
        self.chunks = chunks
        self.kinds = [*[chunk.kind for chunk in chunks], *[""] * 6]  # so that looking ahead needs no check

    def read(self, at: int, *, after_verb: bool, inner: bool = False) -> Phrase:
        """Read the noun phrase that begins at a chunk, as far as it certainly goes."""
        chunk = self.chunks[at]
        heads = [chunk]
        stop = at + 1
        of: Phrase | None = None
        if self.kinds[stop] == "O" and self.kinds[stop + 1] == "K":
            of = self.read(stop + 1, after_verb=after_verb, inner=True)
            stop = of.stop
        mentions = self.names_of(chunk, of)
        if self.kinds[stop] in _JOINING:
            joined = list(mentions)
            stop = self._coordinate(stop, chunk, heads, joined, after_verb, inner)
            mentions = tuple(joined)
        filler = filler_of(self.sentence, self.tagged, chunk, mentions)
        negative = chunk.word in ("no", "none", "nobody", "neither")
        return Phrase(
            at, stop, filler, heads, of, negative, start=filler.start,
            end=self.tagged.ends[self.chunks[stop - 1].stop - 1],
        )  # fmt: skip

    def _coordinate(
        self, stop: int, chunk: Chunk, heads: list[Chunk], mentions: list[Mention], after_verb: bool, inner: bool
    ) -> int:
        """Go on over "and" and over lists that end with one."""
        while self.kinds[stop] in _JOINING:
            following = self._conjunct(stop, after_verb)
            if following is None:
                return stop
            other = self.chunks[following]
            if inner and self.kinds[following + 1] == "O":
                return stop
            if not self._alike(chunk, other):
                return stop
            of = None
            stop = following + 1
            if self.kinds[stop] == "O" and self.kinds[stop + 1] == "K":
                of = self.read(stop + 1, after_verb=after_verb, inner=True)
                stop = of.stop
            heads.append(other)
            mentions.extend(self.names_of(other, of))
        return stop

    def _conjunct(self, stop: int, after_verb: bool) -> int | None:
        kind = self.kinds[stop]
        if kind == "," and self._closes_opening(stop):
            return None
        if (
            kind == "P"
            and not after_verb  # "Chad attacked Boko Haram along with Niger"
            and self.chunks[stop].word in ("as well as", "along with", "together with")
            and self.kinds[stop + 1] == "K"
        ):
            return stop + 1
        if kind == "C" and self.chunks[stop].word in ("and", "or", "nor") and self.kinds[stop + 1] == "K":
            clause = self.kinds[stop + 2] == "V" and after_verb and self._finite(stop + 2)
            return None if clause else stop + 1
        if kind == "," and self.chunks[stop].word == "," and self.kinds[stop + 1] == "K" and self._is_list(stop):
            return stop + 1
        if self.kinds[stop : stop + 3] == [",", "C", "K"] and self.chunks[stop].word == ",":
            return None if self.kinds[stop + 3] == "V" else stop + 2
        return None

    def _closes_opening(self, comma: int) -> bool:
        """Check whether a comma ends what opens the sentence: "In Mali, the army and the rebels" are two, not three."""
        return self.kinds[0] == "P" and all(chunk.kind not in (",", "V") for chunk in self.chunks[:comma])

    def _is_list(self, at: int) -> bool:
        """Check whether phrases parted by commas follow up to "and" and one more."""
        while self.kinds[at] == "," and self.kinds[at + 1] == "K":
            at += 2
            if self.kinds[at] == "O" and self.kinds[at + 1] == "K":
                at += 2
        if self.kinds[at] == ",":
            at += 1
        return self.kinds[at] == "C" and self.kinds[at + 1] == "K" and self.chunks[at].word in ("and", "or")

    def _finite(self, at: int) -> bool:
        chunk = self.chunks[at]
        tags = self.tagged.tags[chunk.first : chunk.stop]
        return tags[0] != "T" and not tags.startswith("G")

    def _alike(self, one: Chunk, other: Chunk) -> bool:
        """Check whether two heads may be coordinated: names with names, people with people."""
        first, second = self.tagged.mentions[one.stop - 1], self.tagged.mentions[other.stop - 1]
        if first is None or second is None:
            return True
        return (first.type == "Place") == (second.type == "Place") or "State" in (first.type, second.type)

    def names_of(self, chunk: Chunk, of: Phrase | None) -> tuple[Mention, ...]:
        """Find whom a noun phrase names: its head, or whom its head stands for."""
        mentions = self.tagged.mentions
        head = mentions[chunk.stop - 1]
        if head is not None and (head.name or head.form == "count" or of is None):
            return (head,)
        lemma = noun_lemma(self.tagged.words[chunk.stop - 1])
        office = is_office(lemma)
        if lemma not in TRANSPARENT and not office:
            return ()
        if lemma in DIRECTIONS and chunk.stop > 1 and leads_out(lemma, self.tagged.words[chunk.stop - 2]):
            return ()
        owners = of.filler.mentions if of is not None and of.filler.mentions else self._owner_before(chunk)
        if owners and owners[0].type == "Person" and lemma in ("secretary", "minister"):
            return owners  # "Secretary of State X"
        if lemma in FOLLOWING and are_followers(owners):
            return ()  # supporters of the president are not he
        return tuple([_deputy(owner, lemma) for owner in owners if owner.type != "Person"]) if office else owners

    def _owner_before(self, chunk: Chunk) -> tuple[Mention, ...]:
        """Find the last name before a head that is not of a place: Hamas, of "Hamas fighters"."""
        before = reversed(self.tagged.mentions[chunk.first : chunk.stop - 1])
        owner = next((each for each in before if each is not None and each.name and each.type != "Place"), None)
        return (owner,) if owner is not None else ()

    def name_origin(self, phrase: Phrase, prep: str, origin: Phrase) -> None:
        """Let people without a name stand for the body that they are from: "fighters from the Wagner Group"."""
        if prep != "from":
            return
        bodies = [mention.type == "Organization" and bool(mention.name) for mention in origin.filler.mentions]
        unnamed = not any(mention.name or mention.form == "count" for mention in phrase.filler.mentions)
        if bodies == [True] and unnamed and phrase.filler.head in FIGHTERS:
            phrase.filler = phrase.filler._replace(mentions=origin.filler.mentions)


def _deputy(owner: Mention, office: str) -> Mention:
    """Put a state or body in the place of its unnamed leader, graded down and recorded."""
    if owner.form == "count":
        return owner
    how = owner.resolved_by or f"its {office} stands for {owner.name}"
    return owner._replace(resolved_by=how, grade=min(owner.grade, 0.85))
