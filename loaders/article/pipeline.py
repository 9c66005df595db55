"""From articles to facts: all stages, one after the other, streaming."""

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

if TYPE_CHECKING:
    from .llm.proposer import Proposed


class FrameBuilder(Protocol):
    """What finds the frames of sentences: the patterns, a parser, or one of the user's own."""

    name: str
    version: str

    def frames(self, items: Iterable[tuple[Sentence, Sequence[Mention]]]) -> Iterator[list[Frame]]:
        """Yield the frames of each sentence, in order."""
        ...


class Proposer(Protocol):
    """What proposes facts of a whole article by itself, such as a language model; they enter at stage 8."""

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

    def _finish(self, ready: _Prepared, frames: Sequence[Frame]) -> Extraction:
        published = ready.article.published.value if ready.article.published else ""

        @cache
        def times(number: int) -> list[Time]:
            return times_of(ready.sentences[number], published)

        def when(frame: Frame) -> Time | None:
            return time_of(frame, times(frame.sentence))

        def when_done(frame: Frame) -> Time | None:
            own = times(frame.sentence)
            return time_of(frame, own) if own else month_of_summary(ready.sentences, frame.sentence, times)

        readings = [
            each
            for frame in map(with_each, frames)
            for each in read_frame(frame, ready.sentences[frame.sentence].text, self._dictionary, self._schema)
        ]
        clues = [each for each in readings if isinstance(each, Clue)]
        statements = [each for each in readings if isinstance(each, Statement)]
        causes = [each for each in readings if isinstance(each, Cause)]
        context = Context(ready.sentences, self._schema, self._precision, when)
        proposals = [
            *of_acts(acts_of(clues, ready.sentences, when_done), causes, context),
            *of_statements(statements, context),
        ]
        mentions = tuple(mention for found in ready.mentions for mention in found)
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
