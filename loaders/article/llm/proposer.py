"""Get an article's facts from a language model: ask chunk by chunk, verify, and note rejected facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ....graph.figures import counted
from ....graph.quotes import Text
from ....graph.schema import Schema
from ..records import Article, Mention, Proposal, Sentence
from . import ModelSettings
from .answers import facts_of
from .cache import Cache
from .endpoint import Answer, AnswerError, Endpoint, Message
from .request import chunks, json_schema, messages, tokens
from .usage import Usage
from .verify import Evidence, Refused, verified

_HALVINGS = 2
"""How often to halve a chunk whose answer was cut off or unusable."""


class Proposed(NamedTuple):
    """The facts that a model proposed for one article."""

    proposals: list[Proposal]
    notes: tuple[str, ...]
    usage: Usage


class ModelFacts:
    """Proposes the facts of articles by asking a model."""

    def __init__(self, settings: ModelSettings, schema: Schema) -> None:
        self._schema, self._model = schema, settings.model
        self._json_schema = json_schema(schema)
        self._endpoint = Endpoint(settings)
        self._cache = Cache(settings, self._json_schema)

    def estimate(self, sentences: Sequence[Sentence]) -> Usage:
        """Estimate what asking about an article would send, without cached answers."""
        questions = [self._question(chunk) for chunk in chunks(sentences)]
        unknown = [question for question in questions if self._cache.get(question) is None]
        return Usage(sum(map(tokens, unknown)), 0, len(unknown), len(questions) - len(unknown))

    def propose(self, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Proposed:
        """Propose the model's facts that the text confirms; raises ModelError when the server does not work."""
        published = article.published.value if article.published else ""
        run = _Run(Evidence(Text(article.text), sentences, mentions, published), self._schema, self._model)
        for chunk in chunks(sentences):
            self._read(chunk, run, _HALVINGS)
        return run.proposed()

    def _read(self, chunk: Sequence[Sentence], run: _Run, halvings: int) -> None:
        """Ask about a chunk; where the answer is cut or has no facts, about its halves."""
        question = self._question(chunk)
        try:
            answer = self._answer(question, run)
        except AnswerError as error:
            run.problems[str(error)] += 1
            return
        problem = "the answer was cut."
        try:
            facts, whole = facts_of(answer.text)
        except AnswerError as error:
            facts, whole, problem = [], False, str(error)
        if whole and not answer.is_cut:
            self._cache.put(question, answer)
        elif halvings and len(chunk) > 1:
            self._read_halves(chunk, run, halvings - 1)
            return
        else:
            run.problems[problem] += 1
        for fact in facts:
            run.take(fact)

    def _read_halves(self, chunk: Sequence[Sentence], run: _Run, halvings: int) -> None:
        middle = len(chunk) // 2
        self._read(chunk[:middle], run, halvings)
        self._read(chunk[middle:], run, halvings)

    def _answer(self, question: Sequence[Message], run: _Run) -> Answer:
        known = self._cache.get(question)
        if known is not None:
            run.usage = run.usage.plus(Usage(cached=1))
            return known
        answer = self._endpoint.ask(question, self._json_schema)
        run.usage = run.usage.plus(Usage(answer.sent, answer.received, 1))
        return answer

    def _question(self, chunk: Sequence[Sentence]) -> list[dict[str, str]]:
        return messages("\n".join(sentence.text for sentence in chunk), self._schema)


class _Run:
    """The results for one article so far."""

    def __init__(self, evidence: Evidence, schema: Schema, model: str) -> None:
        self._evidence, self._schema, self._model = evidence, schema, model
        self._proposals: dict[tuple[object, ...], Proposal] = {}
        self._refused: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.usage = Usage()

    def take(self, fact: dict[str, object]) -> None:
        """Add a fact, unless it is refused or there already: chunks overlap."""
        try:
            proposal = verified(fact, self._evidence, self._schema, self._model)
        except Refused as error:
            self._refused[str(error)] += 1
        else:
            self._proposals.setdefault((proposal.source, proposal.relation, proposal.target, proposal.quote), proposal)

    def proposed(self) -> Proposed:
        """List the accepted facts, with notes on the others."""
        notes = [
            f"{counted(number, 'fact')} of the model left out: {reason}." for reason, number in self._refused.items()
        ]
        notes += [f"{counted(number, 'request')} to the model in vain: {why}" for why, number in self.problems.items()]
        return Proposed(list(self._proposals.values()), tuple(notes), self.usage)
