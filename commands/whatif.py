"""The arguments and options of `whatif`, which passes unknown options on to the query that it asks."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError, UnknownName
from ..queries import Query, names, query
from ..queries.whatif import UNANSWERED
from .options import ENTITY
from .query_options import call_of
from .startup import option

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..graph.model import Answer
    from ..graph.stores.protocol import Store


def question() -> list[click.Parameter]:
    """Make the arguments that name the query to ask, and its own arguments and options."""
    return [
        click.Argument(["query"], metavar="QUERY", shell_complete=_queries),
        click.Argument(["arguments"], nargs=-1, type=ENTITY, metavar="[ARGUMENTS]..."),
    ]


def removals() -> list[click.Parameter]:
    """Make the options that say what to leave out; their help comes from the query's docstring."""
    return [
        option(["--without"], type=ENTITY, multiple=True, help=""),
        option(["--sensitivity"], is_flag=True, help=""),
    ]


def _queries(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's signature
    return [name for name in names() if name.startswith(incomplete) and not query(name).asks_another]


def ask_another(
    entry: Query, command_of: Callable[[str], click.Command | None], store: Store, given: dict[str, Any]
) -> Answer:
    """Ask `whatif` with the parameters of the command line; `command_of` makes the command of a query."""
    words = list(given.pop("arguments"))
    name = given.pop("query")
    ends, settings = _parsed(name, words, command_of, store)
    answer: Answer = entry.function(store, name, *ends, **given, settings=settings)
    if UNANSWERED in answer.notes:
        line = shlex.join(["linkchart", name, *words])
        return answer._replace(notes=(f"{UNANSWERED[:-1]}: “{line}” says why.",))
    return answer


def _parsed(
    name: str, words: Sequence[str], command_of: Callable[[str], click.Command | None], store: Store
) -> tuple[list[str], dict[str, Any]]:
    """Parse the words of a question into the ends and options of its query; raises click's own errors."""
    command = command_of(name)
    if command is None:
        raise UnknownName("query", name, names(), "“linkchart --help” lists them.")
    entry = query(name)
    if entry.asks_another:
        raise InputError(f"{name} cannot ask {name}.")
    with command.make_context(name, list(words), parent=click.get_current_context()) as inner:
        ends, settings = call_of(entry, store, inner.params)
    settings.pop("limit", None)
    return [end for end in ends if end is not None], settings  # optional ends come last
