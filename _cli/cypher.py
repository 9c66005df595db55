"""`--cypher`: the statement that asks a query in Neo4j Browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, cast

import click

from ..graph.errors import InputError, SchemaError, StoreError
from ..graph.lookup import resolve
from ..graph.schema import builtin
from ..queries import query, statement
from .options import opened, scope_of
from .signature import Parameter, descriptions, parameters

if TYPE_CHECKING:
    from ..graph.store import Store


class IdsAlone:
    """What knows names where there is no store: an id means itself, and there are no names."""

    def __init__(self) -> None:
        self.schema = builtin()

    def find(self, mentions: list[str]) -> dict[str, tuple[str, ...]]:
        """Return each mention as the id that it must be."""
        for mention in mentions:
            try:
                self.schema.entity_type(mention)
            except SchemaError:
                raise InputError(f"There is no store to look “{mention}” up in: write an id like state:iran.") from None
        return {mention: (mention,) for mention in mentions}


def print_statement(name: str, given: Mapping[str, Any]) -> None:
    """Print the statement that asks Neo4j what the command line asks; names are looked up in the store, if any."""
    function = query(name).function
    told = descriptions(function)
    with _known() as store:
        values = {one.name: _value(store, one, told.get(one.name, ""), given) for one in parameters(function)}
    click.echo(statement(name, {**values, "limit": given.get("limit") or None}))


@contextmanager
def _known() -> Iterator[Store]:
    with ExitStack() as stack:
        try:
            store = stack.enter_context(opened(click.get_current_context()))
        except StoreError:
            store = cast("Store", IdsAlone())
        yield store


def _value(store: Store, one: Parameter, described: str, given: Mapping[str, Any]) -> Any:
    if one.name == "scope":
        return scope_of(store, given)
    value = given.get(one.name)
    if value is None or not re.search(r"(?i)\bentit(y|ies)\b", described):
        return value
    if isinstance(value, str):
        return resolve(store, value)
    # What a query removes may also be a document or a relation.
    return [_id_or_itself(store, mention) if one.kind == "option" else resolve(store, mention) for mention in value]


def _id_or_itself(store: Store, mention: str) -> str:
    if isinstance(store, IdsAlone):
        return mention
    return resolve(store, mention) if store.find([mention])[mention] else mention
