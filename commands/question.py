"""Describe the question of a command line for a page: as a sentence with names, and as a command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.errors import LinkchartError
from ..graph.identity.resolve import resolve
from ..queries import query
from ..render.picture.picture import Question
from .command_line import command_line, values_of
from .options import ENTITY

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store


class Typed(NamedTuple):
    """An option as typed: its flag, and its value unless it is a flag alone."""

    param: click.Parameter
    words: tuple[str, ...]


def question_of(ctx: click.Context, store: Store, given: Mapping[str, Any]) -> Question:
    """Describe the question that a query's command line asks."""
    asked = () if "query" in given else tuple(resolve(store, mention) for mention in _ends(ctx, given))
    options = list(_options(ctx, given))
    sentence = _sentence(str(ctx.command.name), _names(store, asked), given)
    limits = ", ".join(_limit(store, option) for option in options)
    return Question(f"{sentence} ({limits})" if limits else sentence, asked, command_line(ctx.command, given))


def _names(store: Store, ids: Sequence[str]) -> list[str]:
    """Look up the names of entities, in their order."""
    names = {entity.id: entity.name for entity in store.entities(list(ids))} if ids else {}
    return [names[id_] for id_ in ids]


def _sentence(name: str, names: Sequence[str], given: Mapping[str, Any]) -> str:
    """Write a query as a sentence, with the names of its entities."""
    ends = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    other = " ".join((given["query"], *given["arguments"])) if "query" in given else ""
    places = {word: f" {word} {ends}" if ends else "" for word in ("around", "about")}
    return query(name).question.format(*names, ends=ends, query=other, **places)


def _limit(store: Store, option: Typed) -> str:
    """Write an option in words, with the names of entities."""
    flag, *values = option.words
    if option.param.type is ENTITY:
        with suppress(LinkchartError):  # a document or relation has no name
            values = _names(store, [resolve(store, value) for value in values])
    if flag == "-k":
        return f"{values[0]} paths"
    return " ".join([flag.lstrip("-").replace("-", " "), *values])


def _ends(ctx: click.Context, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the entities that the arguments name."""
    for param in ctx.command.params:
        if isinstance(param, click.Argument) and param.type is ENTITY:
            yield from values_of(given.get(str(param.name)))


def _options(ctx: click.Context, given: Mapping[str, Any]) -> Iterator[Typed]:
    """Yield the options that were typed, each with its words."""
    for param in ctx.command.params:
        name = str(param.name)
        if name not in given or isinstance(param, click.Argument):
            continue
        if ctx.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE:
            continue
        for value in values_of(given[name]):
            yield Typed(param, (param.opts[0],) if value is True else (param.opts[0], str(value)))
