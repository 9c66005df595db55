"""Frames from parts of speech and chunks: needs no parser, and no library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from ..records import Frame, Mention, Sentence
from .chunked.adjectives import adjective_frames
from .chunked.building import predicates_of, verb_frame
from .chunked.clauses import parse
from .chunked.moods import settle_moods
from .chunked.named import name_frames
from .chunked.nouns import noun_frames

Item = tuple[Sentence, Sequence[Mention]]


class Vocabulary(Protocol):
    """The predicates that a dictionary knows."""

    def words(self, form: str) -> frozenset[str]:
        """List the predicates of a form: verb, noun or adjective."""
        ...


class PatternFrames:
    """A frame builder without a parser: chunks of speech, read from left to right."""

    name = "patterns"
    version = "1"

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Build frames of the predicates of a dictionary."""
        self._verbs = vocabulary.words("verb")
        self._nouns = vocabulary.words("noun")
        self._names = vocabulary.words("name")

    def frames(self, items: Iterable[Item]) -> Iterator[list[Frame]]:
        """Yield the frames of each sentence, in order."""
        for sentence, mentions in items:
            yield self.frames_of(sentence, mentions)

    def frames_of(self, sentence: Sentence, mentions: Sequence[Mention]) -> list[Frame]:
        """Build the frames of a sentence; none where nobody is named."""
        if not any(mention.name for mention in mentions):
            return []
        parsed = parse(sentence, mentions, self._verbs)
        settle_moods(parsed)
        frames = [
            verb_frame(parsed, clause, predicate)
            for clause in parsed.clauses
            for predicate in predicates_of(clause, self._verbs)
        ]
        frames.extend(noun_frames(parsed, self._nouns))
        frames.extend(adjective_frames(parsed))
        frames.extend(name_frames(parsed, self._names))
        return frames
