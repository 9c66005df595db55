"""Options that many commands share, and their values."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from ..graph.errors import UnknownName
from ..graph.identity.resolve import resolve
from ..graph.model import RELATION_MODALITIES
from ..graph.scope import Scope, window
from .opening import one_state, open_at
from .startup import option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..graph.schema import Schema
    from ..graph.stores.protocol import Store

    _Number = click.ParamType[int | float]
    _Word = click.ParamType[str]
else:  # click before 8.4 had no generic types
    _Number = _Word = click.ParamType

COMPLETIONS = 40


class Number(_Number):
    """A number between two bounds, which its error message names."""

    name = "number"

    def __init__(self, kind: type[int | float], least: float, most: float = float("inf")) -> None:
        self._kind, self._least, self._most = kind, least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | float:
        """Convert the text to a number."""
        try:
            number = self._kind(value)
        except (ValueError, OverflowError):
            number = float("nan")
        if not self._least <= number <= self._most:
            self._refuse(value, param, ctx)
        return number

    def _refuse(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> NoReturn:
        bounds = f"of {self._least} or more" if self._most == float("inf") else f"from {self._least} to {self._most}"
        self.fail(f"“{value}” is not a {'whole ' * (self._kind is int)}number {bounds}.", param, ctx)


class EntityName(_Word):
    """The name, alias or id of an entity, completed from the store."""

    name = "entity"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Complete the names of entities; none without a store."""
        from click.shell_completion import CompletionItem

        from ..graph.errors import LinkchartError

        try:
            with opened(ctx) as store:
                matches = store.search(incomplete, COMPLETIONS) if incomplete else store.entities()
                return [CompletionItem(name) for name in _beginning(matches, incomplete)]
        except LinkchartError:
            return []


class DocumentName(_Word):
    """The id of a document, completed from the store."""

    name = "document"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Complete the ids of documents; none without a store."""
        from click.shell_completion import CompletionItem

        from ..graph.errors import LinkchartError

        try:
            with opened(ctx) as store:
                ids = [document.id for document in store.documents() if document.id.startswith(incomplete)]
        except LinkchartError:
            return []
        return [CompletionItem(id_) for id_ in ids[:COMPLETIONS]]


class Subject(_Word):
    """An entity by name, alias or id, or the id of a document."""

    name = "subject"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete ids of documents and names of entities."""
        items = [*DOCUMENT.shell_complete(ctx, param, incomplete), *ENTITY.shell_complete(ctx, param, incomplete)]
        return items[:COMPLETIONS]


class RelationName(_Word):
    """A relation of the ontology: CONTROLS, controls and "part of" are all accepted."""

    name = "relation"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Complete the relations of the ontology."""
        from click.shell_completion import CompletionItem

        from ..graph.schema import builtin

        return [CompletionItem(name) for name in builtin().relations if name.startswith(incomplete.upper())]


DOCUMENT = DocumentName()
ENTITY = EntityName()
RELATION = RelationName()


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def store_option() -> click.Option:
    """Make the option --store of a command, which overrides the one before the command's name."""
    return option(["--store"], metavar="PATH", help="The store; default: LINKCHART_STORE, else linkchart.db.")


def scope_options(*, path_graph: bool) -> list[click.Option]:
    """Make the filters that all queries share; `path_graph` adds the ones that lift the limits of paths."""
    return [*_date_filters(), *_relation_filters(), *(_path_filters() if path_graph else ())]


def _date_filters() -> list[click.Option]:
    return [
        option(["--as-of"], metavar="DATE", help="Only relations in force then: 2020, 2020-01 or 2020-01-03."),
        option(["--since"], metavar="DATE", help="Only relations that had not ended before then."),
        option(["--until"], metavar="DATE", help="Only relations that began then or earlier."),
        option(["--dated-only"], is_flag=True, help="Leave out relations without a date."),
    ]


def _relation_filters() -> list[click.Option]:
    return [
        option(
            ["--min-confidence"],
            type=Number(float, 0, 1),
            metavar="0..1",
            help="Leave out relations of less confidence.",
        ),
        option(["--relation"], type=RELATION, multiple=True, help="Use only this relation. Repeatable."),
        option(["--sign"], type=click.Choice(["+", "-"]), help="Leave out relations of the other sign."),
        option(["--undisputed"], is_flag=True, help="Leave out disputed relations."),
        option(["--avoid"], type=ENTITY, multiple=True, help="Ignore this entity. Repeatable."),
        option(
            ["--modality"],
            type=click.Choice(RELATION_MODALITIES),
            metavar="MODALITY",
            multiple=True,
            help="Include relations that are hypothetical, forecast, negated or retracted. Repeatable.",
        ),
    ]


def _path_filters() -> list[click.Option]:
    return [
        option(["--through"], multiple=True, metavar="TYPE", help="Let paths pass through this type too. Repeatable."),
        option(["--any-node"], is_flag=True, help="Let paths pass through places, issues and populations."),
        option(["--any-relation"], is_flag=True, help="Let paths use every relation."),
    ]


def scope_of(store: Store, given: Mapping[str, Any]) -> Scope:
    """Make the scope from the common options; raises LinkchartError for names that the store does not know."""
    low, high = window(given.get("as_of"), given.get("since"), given.get("until"))
    modalities = {*Scope().modalities, *given.get("modality", ())}
    return Scope(
        low,
        high,
        dated_only=bool(given.get("dated_only")),
        min_confidence=given.get("min_confidence") or 0.0,
        relations=tuple(relation_named(store.schema, name) for name in given.get("relation", ())),
        avoid=tuple(resolve(store, name) for name in given.get("avoid", ())),
        modalities=tuple(name for name in RELATION_MODALITIES if name in modalities),
        any_node=bool(given.get("any_node")),
        any_relation=bool(given.get("any_relation")),
        undisputed=bool(given.get("undisputed")),
        sign={"+": 1, "-": -1}.get(given.get("sign") or "", 0),
        through=tuple(type_named(store.schema, name) for name in given.get("through", ())),
    )


def type_named(schema: Schema, word: str) -> str:
    """Look up a type of entity by a word for it; raises UnknownName."""
    name = schema.type_of_prefix.get(word.strip().lower())
    if name is None:
        raise UnknownName("type", word, schema.nodes)
    return name


def relation_named(schema: Schema, word: str) -> str:
    """Look up a relation by a word for it; raises UnknownName."""
    name = word.strip().upper().replace(" ", "_").replace("-", "_")
    if name not in schema.relations:
        raise UnknownName("relation", word, schema.relations, "“linkchart schema” lists them.")
    return name


def types_named(schema: Schema, words: Iterable[str]) -> list[str]:
    """Look up types of entities by words for them; raises UnknownName."""
    return [type_named(schema, word) for word in words]


def store_url(ctx: click.Context) -> str:
    """Find the store's address: from the command's --store, the group's, the environment, else linkchart.db."""
    own, outer = ctx.params.get("store"), ctx.find_root().params.get("store")
    return str(own or outer or os.environ.get("LINKCHART_STORE") or "linkchart.db")


@contextmanager
def opened(ctx: click.Context) -> Iterator[Store]:
    """Open the store to read one state of it, even if others write meanwhile."""
    with opened_to_write(ctx, create=False) as store, one_state(store):
        yield store


@contextmanager
def opened_to_write(ctx: click.Context, *, create: bool) -> Iterator[Store]:
    """Open the store for writing; `create` allows for one that does not exist yet."""
    store = open_at(store_url(ctx), create=create)
    if store.notes:
        from .console.terminal import show

        show("\n".join(f"linkchart: {note}" for note in store.notes), err=True)
    try:
        yield store
    finally:
        store.close()


def _beginning(entities: Iterable[Any], incomplete: str) -> Iterator[str]:
    """Yield for each entity the name, or else an alias, that begins with the typed text."""
    start = incomplete.casefold()
    for entity in entities:
        yield from [name for name in (entity.name, *entity.aliases) if name.casefold().startswith(start)][:1]
