"""`linkchart cypher` and `--cypher`: the statement that asks a query in Neo4j Browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import click

from ..graph.errors import InputError, StoreError
from ..graph.identity.resolve import resolve
from ..graph.relation_ids import relation_number
from ..graph.schema import builtin
from ..queries import names, query, statement
from .console.terminal import show
from .options import opened, scope_of, store_option
from .signature import Parameter, parameters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from ..graph.schema import Schema
    from ..graph.stores.protocol import Store

_ID = re.compile(r"[a-z][a-z0-9]*:\S+")


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

    QUERY and ARGS are what stands after “linkchart” to ask it; without them the queries are listed. What is
    printed is one statement that runs and draws when it is pasted. Ids need no store; names are looked up in
    the store meant.
    """
    if name is None:
        from .console.table import print_table

        print_table(("query", "what it answers"), [(one, query(one).summary) for one in names()])
        return
    within = ["--store", store] if store else []
    with question(name, [*within, *words, "--cypher"], ctx.find_root()) as inner:
        inner.command.invoke(inner)


def question(name: str, words: Sequence[str], parent: click.Context) -> click.Context:
    """Return a query's command with its words as typed; raises InputError when there is no such query."""
    from .query_command import query_command

    command = query_command(name)
    if command is None:
        from ..graph.identity.similar import nearest

        near = nearest(name, names(), 3)
        hint = f"did you mean {' or '.join(near)}?" if near else "“linkchart cypher” lists them."
        raise InputError(f"There is no query “{name}”: {hint}")
    return command.make_context(name, list(words), parent=parent)


class IdsAlone:
    """What knows names where no store is asked: an id means itself, and there are no names.

    `missing`: why there is no store; then whatever looks like an id is taken for one.
    `schema`: the ontology that the statement is for; the built-in one by default.
    """

    def __init__(self, missing: str | None = None, schema: Schema | None = None) -> None:
        self.schema = schema or builtin()
        self.missing = missing

    def find(self, mentions: list[str]) -> dict[str, tuple[str, ...]]:
        """Return each mention as the id that it must be; raises InputError where only a store knows."""
        for mention in mentions:
            if mention.partition(":")[0] in self.schema.type_of_prefix and _ID.fullmatch(mention):
                continue
            if self.missing is None or not _ID.fullmatch(mention):
                why = f" ({self.missing})" if self.missing else ""
                raise InputError(f"There is no store to look “{mention}” up in: write an id like state:iran.{why}")
        return {mention: (mention,) for mention in mentions}


def print_statement(name: str, given: Mapping[str, Any]) -> None:
    """Print the statement that asks Neo4j what the command line asks."""
    show(statement_of(name, given))


def statement_of(name: str, given: Mapping[str, Any], alone: IdsAlone | None = None) -> str:
    """Return the statement that asks Neo4j what the command line asks.

    With `alone` no store is opened. Where there is none, ids mean themselves and the ontology is the built-in one.
    """
    asked_of = given.get("query")
    if asked_of is not None and asked_of not in names():
        raise InputError(f"There is no query “{asked_of}” to ask: “linkchart cypher” lists them.")
    values, schema = _values(name, given) if alone is None else _values_alone(alone, name, given)
    return statement(name, {**values, "limit": given.get("limit") or None}, schema)


def _values(name: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], Schema]:
    """Return the values of the parameters, and the ontology of the store; the built-in one where there is none."""
    try:
        with opened(click.get_current_context()) as store:
            return _looked_up(store, name, given), store.schema
    except StoreError as error:
        return _values_alone(IdsAlone(str(error)), name, given)


def _values_alone(alone: IdsAlone, name: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], Schema]:
    return _looked_up(cast("Store", alone), name, given), alone.schema


def _looked_up(store: Store, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    return {one.name: _value(store, one, given) for one in parameters(query(name).function)}


def _value(store: Store, one: Parameter, given: Mapping[str, Any]) -> Any:
    if one.name == "scope":
        return scope_of(store, given)
    value = given.get(one.name)
    if value is None or not one.names:
        return value
    if isinstance(value, str):
        return resolve(store, value)
    meant = resolve if one.names == ("entity",) else _removed
    return [meant(store, mention) for mention in value]


def _removed(store: Store, mention: str) -> str:
    if relation_number(mention) is not None or (isinstance(store, IdsAlone) and store.missing is not None):
        return mention
    return resolve(store, mention) if store.find([mention])[mention] else mention
