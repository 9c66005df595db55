"""The command of `whatif`, which passes unknown options on to the query that it asks."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError, UnknownName
from ..queries import Query, names, query
from ..queries.whatif import UNANSWERED
from .options import ENTITY, store_option
from .query_command import QueryCommand, call_of, command_from, output_options
from .startup import option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.model import Answer
    from ..graph.stores.protocol import Store


def whatif_command(entry: Query) -> QueryCommand:
    """Make the command; its help comes from the query's docstring, as for every query."""
    question = [
        click.Argument(["query"], metavar="QUERY", shell_complete=_queries),
        click.Argument(["arguments"], nargs=-1, type=ENTITY, metavar="[ARGUMENTS]..."),
    ]
    own = [
        option(["--without"], type=ENTITY, multiple=True, help=""),
        option(["--sensitivity"], is_flag=True, help=""),
    ]
    output = [*output_options(), store_option()]
    return QueryCommand(
        entry.name,
        entry=entry,
        sections={"Options": own, "Answer": output},
        params=[*question, *own, *output],
        ask=lambda store, given: _asked(entry, store, given),
        short_help=entry.summary,
        context_settings={"ignore_unknown_options": True},
    )


def _queries(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's signature
    return [name for name in names() if name.startswith(incomplete) and not query(name).asks_another]


def _asked(entry: Query, store: Store, given: dict[str, Any]) -> Answer:
    words = list(given.pop("arguments"))
    name = given.pop("query")
    ends, settings = parsed(name, words, store)
    answer: Answer = entry.function(store, name, *ends, **given, settings=settings)
    if UNANSWERED in answer.notes:
        question = shlex.join(["linkchart", name, *words])
        return answer._replace(notes=(f"{UNANSWERED[:-1]}: “{question}” says why.",))
    return answer


def parsed(name: str, words: Sequence[str], store: Store) -> tuple[list[str], dict[str, Any]]:
    """Parse the words of a question into the ends and options of its query; raises click's own errors."""
    if name not in names():
        raise UnknownName("query", name, names(), "“linkchart --help” lists them.")
    entry = query(name)
    if entry.asks_another:
        raise InputError(f"{name} cannot ask {name}.")
    with command_from(entry).make_context(name, list(words), parent=click.get_current_context()) as inner:
        ends, settings = call_of(entry, store, inner.params)
    settings.pop("limit", None)
    return [end for end in ends if end is not None], settings  # optional ends come last
