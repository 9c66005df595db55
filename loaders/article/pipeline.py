"""Extract facts from articles: all stages, one after the other, streaming."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import entry_points
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ...graph.schema import Schema, builtin
from .dictionary import Dictionary, shipped
from .events import acts_of
from .frames.patterns import PatternFrames
from .fuse import LEAST, fused, precision
from .mentions import Names, mentions_of
from .proposals import Context, of_acts, of_statements
from .records import Article, Frame, Mention, Proposal, Sentence, Time
from .reference import resolve
from .sentences import sentences_of
from .statements import Cause, Clue, Statement, read_frame
from .times import month_of_summary, time_of, times_of
from .together import with_each
from .topics import settings_of

if TYPE_CHECKING:
    from .llm.proposer import Proposed


class FrameBuilder(Protocol):
    """Finds the frames of sentences: by patterns, by a parser, or in a way of the user's own."""

    name: str
    version: str

    def frames(self, items: Iterable[tuple[Sentence, Sequence[Mention]]]) -> Iterator[list[Frame]]:
        """Yield the frames of each sentence, in order."""
        ...


class Proposer(Protocol):
    """Proposes facts of a whole article by itself, such as a language model; they enter at stage 8."""

    def propose(self, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Proposed:
        """Propose the facts that an article seems to state."""
        ...


class Extraction(NamedTuple):
    """An article and the facts that its text seems to state."""

    article: Article
    facts: tuple[Proposal, ...]
    doubtful: tuple[Proposal, ...]
    mentions: tuple[Mention, ...] = ()
    sentences: Sequence[Sentence] = ()
    proposed: Proposed | None = None


class _Prepared(NamedTuple):
    article: Article
    sentences: Sequence[Sentence]
    mentions: Sequence[Sequence[Mention]]


class _Dates:
    """Finds the dates of frames; reads the times in each sentence once."""

    def __init__(self, ready: _Prepared) -> None:
        published = ready.article.published.value if ready.article.published else ""
        self._sentences = ready.sentences
        self._times = cache(lambda number: _outside(times_of(ready.sentences[number], published), ready, number))

    def of(self, frame: Frame) -> Time | None:
        """Find the date that a frame's sentence gives."""
        return time_of(frame, self._times(frame.sentence))

    def of_act(self, frame: Frame) -> Time | None:
        """Find the date of an act: from its sentence, else the month that the article sums up."""
        own = self._times(frame.sentence)
        return time_of(frame, own) if own else month_of_summary(self._sentences, frame.sentence, self._times)


def _outside(times: Sequence[Time], ready: _Prepared, number: int) -> list[Time]:
    """List the times that are no part of a name, as "March 23" is of the March 23 Movement."""
    names = [mention for mention in ready.mentions[number] if mention.form == "name"]
    return [time for time in times if not any(name.start < time.end and time.start < name.end for name in names)]


class Extractor:
    """Reads facts out of articles with one set of names, words and frame builders."""

    def __init__(
        self,
        builders: Sequence[FrameBuilder],
        names: Names | None = None,
        dictionary: Dictionary | None = None,
        schema: Schema | None = None,
        proposer: Proposer | None = None,
    ) -> None:
        self._builders = builders
        self._proposer = proposer
        self._names = names or Names()
        self._dictionary = dictionary or shipped()
        self._schema = schema or builtin()
        self._figures = {each.name: each.extraction for each in self._dictionary.entries if each.extraction}

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield what each article states, in order; articles are taken in as they are needed."""
        waiting: deque[_Prepared] = deque()

        def prepared() -> Iterator[tuple[Sentence, Sequence[Mention]]]:
            for article in articles:
                ready = self._prepare(article)
                waiting.append(ready)
                yield from zip(ready.sentences, ready.mentions, strict=True)
                yield _STOP

        yield from self._finished(waiting, prepared())

    def _finished(
        self, waiting: deque[_Prepared], items: Iterator[tuple[Sentence, Sequence[Mention]]]
    ) -> Iterator[Extraction]:
        frames: list[Frame] = []
        for found in self._frames(items):
            if found is None:
                yield self._finish(waiting.popleft(), frames)
                frames = []
            else:
                frames += found

    def _frames(self, items: Iterator[tuple[Sentence, Sequence[Mention]]]) -> Iterator[list[Frame] | None]:
        """Yield the frames of all builders for each sentence; None at the end of an article."""
        while batch := list(islice(items, _BATCH)):
            sentences = [item for item in batch if item is not _STOP]
            streams = [builder.frames(sentences) for builder in self._builders]
            rows = zip(*streams, strict=True) if streams else iter([()] * len(sentences))
            for item in batch:
                yield None if item is _STOP else _agreed(next(rows))

    def _prepare(self, article: Article) -> _Prepared:
        sentences = sentences_of(article)
        return _Prepared(article, sentences, resolve(sentences, mentions_of(article, sentences, self._names)))

    def _precision(self, rule: str, builder: str, relation: str) -> float:
        """Look up how often a rule is right: in the user's own dictionary, else as measured."""
        return self._figures.get(rule) or precision(rule, builder, relation)

    def _proposals(self, ready: _Prepared, frames: Sequence[Frame]) -> list[Proposal]:
        """Propose facts from the statements and acts in the frames."""
        if any(mention.group for listed in ready.mentions for mention in listed):
            frames = list(map(with_each, frames))
        settings = settings_of(ready.sentences)
        readings = [
            reading
            for frame in frames
            for reading in read_frame(frame, settings[frame.sentence], self._dictionary, self._schema)
        ]
        clues = [reading for reading in readings if isinstance(reading, Clue)]
        statements = [reading for reading in readings if isinstance(reading, Statement)]
        causes = [reading for reading in readings if isinstance(reading, Cause)]
        dates = _Dates(ready)
        context = Context(ready.sentences, self._schema, self._precision, dates.of)
        acts = acts_of(clues, ready.sentences, dates.of_act)
        return [*of_acts(acts, causes, context), *of_statements(statements, context)]

    def _finish(self, ready: _Prepared, frames: Sequence[Frame]) -> Extraction:
        """Make the facts of an article from the frames of its sentences."""
        proposals = self._proposals(ready, frames)
        mentions = tuple(mention for listed in ready.mentions for mention in listed)
        proposed = self._proposer.propose(ready.article, ready.sentences, mentions) if self._proposer else None
        facts = fused([*proposals, *(proposed.proposals if proposed else ())], self._schema)
        return Extraction(
            ready.article,
            tuple(fact for fact in facts if fact.extraction >= LEAST),
            tuple(fact for fact in facts if fact.extraction < LEAST),
            mentions,
            ready.sentences,
            proposed,
        )


def _agreed(parts: Sequence[Sequence[Frame]]) -> list[Frame]:
    """Combine the frames of all builders.

    Where an earlier builder sees no plain statement, or knows who acts, a later one adds nothing.
    """
    frames = list(parts[0]) if parts else []
    for part in parts[1:]:
        settled = {frame.start for frame in frames if frame.attitude or _is_settled(frame)}
        frames += [frame for frame in part if frame.start not in settled]
    return frames


def _is_settled(frame: Frame) -> bool:
    if frame.negated or frame.mood not in ("asserted", "claimed"):
        return True
    whole = frame.form != "noun" or any(frame.mentions(role) for role in frame.slots if role != "subject")
    return whole and bool(frame.mentions("subject"))


_BATCH = 512
_STOP: tuple[Sentence, Sequence[Mention]] = (Sentence(-1, 0, 0, 0, "", (), (), (), ()), ())
"""The end of an article among the sentences."""


def default_extractor(
    parser: str | None = None,
    names: Names | None = None,
    dictionary: Dictionary | None = None,
    schema: Schema | None = None,
    proposer: Proposer | None = None,
) -> Extractor:
    """Make an extractor with the patterns and, if one is named, a spaCy pipeline."""
    words = dictionary or shipped()
    builders: list[FrameBuilder] = []
    if parser is not None:
        from .frames.parser import ParserFrames

        builders.append(ParserFrames(words, parser))
    builders.append(PatternFrames(words))
    builders += [entry.load()(words) for entry in entry_points(group="linkchart.frame_builders")]
    return Extractor(builders, names, words, schema, proposer)
