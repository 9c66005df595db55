"""Write a question as a statement for Neo4j Browser, for `linkchart cypher` and `--cypher`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import click

from ..graph.errors import InputError, StoreError, UnknownName
from ..graph.identity.resolve import resolve
from ..graph.relation_ids import relation_number
from ..graph.schema import builtin
from ..queries import names, query, statement
from .console.terminal import show
from .options import opened, scope_of
from .signature import Parameter, parameters

if TYPE_CHECKING:
    from ..graph.schema import Schema
    from ..graph.stores.protocol import Store

_ID = re.compile(r"[a-z][a-z0-9]*:\S+")


class IdsAlone:
    """Replaces a missing store: ids are taken as they are, and there are no names.

    `missing` is the reason why there is no store; with it, any text that looks like an id is taken as one. `schema` is
    the ontology of the statement, by default the built-in one.
    """

    def __init__(self, missing: str | None = None, schema: Schema | None = None) -> None:
        self.schema = schema or builtin()
        self.missing = missing

    def find(self, mentions: list[str]) -> dict[str, tuple[str, ...]]:
        """Take each mention as an id; raises InputError for others."""
        for mention in mentions:
            if mention.partition(":")[0] in self.schema.type_of_prefix and _ID.fullmatch(mention):
                continue
            if self.missing is None or not _ID.fullmatch(mention):
                why = f" ({self.missing})" if self.missing else ""
                raise InputError(f"There is no store to look “{mention}” up in: write an id like state:iran.{why}")
        return {mention: (mention,) for mention in mentions}


def print_statement(name: str, given: Mapping[str, Any]) -> None:
    """Print the Cypher statement for the question of the command line."""
    show(statement_of(name, given))


def statement_of(name: str, given: Mapping[str, Any], alone: IdsAlone | None = None) -> str:
    """Write the Cypher statement for the question of the command line.

    With `alone` no store is opened. If there is no store, only ids can be used, and the ontology is the built-in one.
    """
    inner = given.get("query")
    if inner is not None and inner not in names():
        raise UnknownName("query", inner, names(), "“linkchart cypher” lists them.")
    values, schema = _values(name, given) if alone is None else _values_alone(alone, name, given)
    return statement(name, {**values, "limit": given.get("limit") or None}, schema)


def _values(name: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], Schema]:
    """Look up the values of the parameters, and the ontology of the store, else the built-in one."""
    try:
        with opened(click.get_current_context()) as store:
            return _looked_up(store, name, given), store.schema
    except StoreError as error:
        return _values_alone(IdsAlone(str(error)), name, given)


def _values_alone(alone: IdsAlone, name: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], Schema]:
    return _looked_up(cast("Store", alone), name, given), alone.schema


def _looked_up(store: Store, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    return {parameter.name: _value(store, parameter, given) for parameter in parameters(query(name).function)}


def _value(store: Store, parameter: Parameter, given: Mapping[str, Any]) -> Any:
    if parameter.name == "scope":
        return scope_of(store, given)
    value = given.get(parameter.name)
    if value is None or not parameter.names:
        return value
    if isinstance(value, str):
        return resolve(store, value)
    look_up = resolve if parameter.names == ("entity",) else _removed
    return [look_up(store, mention) for mention in value]


def _removed(store: Store, mention: str) -> str:
    if relation_number(mention) is not None or (isinstance(store, IdsAlone) and store.missing is not None):
        return mention
    return resolve(store, mention) if store.find([mention])[mention] else mention
