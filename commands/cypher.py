"""`linkchart cypher`: print a question as a statement for Neo4j Browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..graph.errors import UnknownName
from ..queries import names, query
from .options import store_option
from .query_command import query_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in names() if name.startswith(incomplete)]


@click.command(
    params=[
        click.Argument(["name"], metavar="[QUERY", required=False, shell_complete=_complete),
        click.Argument(["words"], metavar="ARGS...]", nargs=-1, type=click.UNPROCESSED),
        store_option(),
    ],
    context_settings={"allow_interspersed_args": False, "ignore_unknown_options": True},
)
@click.pass_context
def cypher(ctx: click.Context, name: str | None, words: tuple[str, ...], store: str | None) -> None:
    """Print a question for Neo4j Browser instead of asking it.

    QUERY and ARGS are what you would type after “linkchart”; without them the queries are listed. Paste the statement
    into Neo4j Browser to run it and draw its answer. Ids need no store; names are looked up in the store.
    """
    if name is None:
        from .console.table import print_table

        print_table(("query", "what it answers"), [(name, query(name).summary) for name in names()])
        return
    within = ["--store", store] if store else []
    with question_context(name, [*within, *words, "--cypher"], ctx.find_root()) as inner:
        inner.command.invoke(inner)


def question_context(name: str, words: Sequence[str], parent: click.Context) -> click.Context:
    """Make the context of a query's command from its words; raises UnknownName for an unknown query."""
    command = query_command(name)
    if command is None:
        raise UnknownName("query", name, names(), "“linkchart cypher” lists them.")
    return command.make_context(name, list(words), parent=parent)
