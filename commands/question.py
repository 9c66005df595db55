"""A question as a page says it: in a sentence with names, and as the command line that asks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from ..graph.identity.resolve import resolve
from ..render.picture.picture import Question
from .options import ENTITY

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

SENTENCES = {
    "path": "How is {ends} linked?",
    "all-shortest": "Which are the shortest links between {ends}?",
    "connect": "What connects {ends}?",
    "common": "What do {ends} have in common?",
    "bottleneck": "Who stands between {ends}?",
    "influence": "Whom does {ends} influence?",
    "influencers": "Who influences {ends}?",
    "proxies": "Who are the proxies of {ends}?",
    "ranking": "Who has the most influence?",
    "brokers": "Who stands between the others?",
    "stance": "How do {ends} stand to each other?",
    "tensions": "Where are the tensions{around}?",
    "blocs": "Who belongs together?",
    "timeline": "What happened{around}, and when?",
    "events": "Which events were there?",
    "responses": "What followed from what{around}?",
    "profile": "What is {ends} tied to?",
    "evidence": "Who says so{around}?",
    "gaps": "What does the graph not know?",
    "disputes": "What is disputed{around}?",
}
"""The question of each query; one that is not here is asked by its name."""

LINKED = "How is {0} linked to {1}?"
WHAT_IF = "What would change in “{0}”?"


def question_of(ctx: click.Context, store: Store, given: Mapping[str, Any]) -> Question:
    """Return the question that a query's command line asks."""
    asked = () if "query" in given else tuple(resolve(store, mention) for mention in _ends(ctx, given))
    names = {entity.id: entity.name for entity in store.entities(list(asked))} if asked else {}
    options = list(_options(ctx, given))
    sentence = _sentence(str(ctx.command.name), [names[id_] for id_ in asked])
    if "query" in given:
        sentence = WHAT_IF.format(" ".join((given["query"], *given["arguments"])))
    limits = ", ".join(" ".join([flag.lstrip("-").replace("-", " "), *values]) for flag, *values in options)
    return Question(f"{sentence} ({limits})" if limits else sentence, asked, _command(ctx, given, options))


def _sentence(query: str, names: list[str]) -> str:
    if query == "path" and len(names) == 2:
        return LINKED.format(*names)
    ends = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    template = SENTENCES.get(query, f"{query.replace('-', ' ')} {{ends}}")
    return template.format(ends=ends, around=f" around {ends}" if ends else "").strip()


def _ends(ctx: click.Context, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the entities that the arguments name."""
    for param in ctx.command.params:
        if isinstance(param, click.Argument) and param.type is ENTITY and (value := given.get(str(param.name))):
            yield from value if isinstance(value, tuple) else (value,)


def _options(ctx: click.Context, given: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield the options that were typed, each as its words."""
    for param in ctx.command.params:
        name = str(param.name)
        if name not in given or isinstance(param, click.Argument):
            continue
        if ctx.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE:
            continue
        for value in given[name] if isinstance(given[name], tuple) else (given[name],):
            yield [param.opts[0]] if value is True else [param.opts[0], str(value)]


def _command(ctx: click.Context, given: Mapping[str, Any], options: list[list[str]]) -> str:
    from shlex import join

    words = ["linkchart", str(ctx.command.name)]
    for param in ctx.command.params:
        if isinstance(param, click.Argument) and (value := given.get(str(param.name))):
            words += map(str, value if isinstance(value, tuple) else (value,))
    return join([*words, *(word for option in options for word in option)])
