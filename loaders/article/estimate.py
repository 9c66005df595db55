"""Estimates of what asking a model about some articles will send."""

from __future__ import annotations

from collections.abc import Iterable

from ...graph.errors import LinkchartError
from ...graph.schema import builtin
from .batch import Settings
from .formats import read_article
from .llm.proposer import ModelFacts
from .llm.usage import Usage
from .sentences import sentences_of


def estimate(paths: Iterable[str], settings: Settings) -> Usage:
    """Estimate the requests and tokens for files, without cached answers and unreadable files.

    Standard input can be read only once and is left out.
    """
    usage = Usage()
    if settings.llm is None:
        return usage
    model = ModelFacts(settings.llm, builtin())
    for path in paths:
        if path == "-":
            continue
        try:
            article = read_article(path, published=settings.published, publisher=settings.publisher)
        except LinkchartError:
            continue
        usage = usage.plus(model.estimate(sentences_of(article)))
    return usage
