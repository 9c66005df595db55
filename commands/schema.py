"""`linkchart schema`: print the ontology as tables, or one relation of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .console.terminal import say
from .options import json_option, opened, relation_named, store_option

if TYPE_CHECKING:
    from ..graph.schema import RelationType, Schema


@click.command(params=[store_option()])
@click.argument("relation", required=False, metavar="[RELATION]")
@json_option
@click.pass_context
def schema(ctx: click.Context, store: str | None, relation: str | None, as_json: bool) -> None:  # noqa: ARG001
    """Show the ontology: types, and which relations may join them.

    Includes the store's own types; without a store, shows the built-in ontology. With RELATION, shows all of its
    properties.
    """
    ontology = ontology_of(ctx)
    chosen = ontology.relations[relation_named(ontology, relation)] if relation else None
    if as_json:
        _print_json(ontology, chosen)
    elif chosen is not None:
        _print_relation(chosen)
    else:
        _print_tables(ontology)


def ontology_of(ctx: click.Context) -> Schema:
    """Read the ontology of the store, or the built-in one without a store."""
    from ..graph.errors import StoreError
    from ..graph.schema import builtin

    try:
        with opened(ctx) as source:
            return source.schema
    except StoreError:
        return builtin()


def _print_tables(ontology: Schema) -> None:
    from .console.table import print_table

    nodes = [
        [type_.name, *map(_yes, (type_.acts, type_.walkable)), ", ".join(type_.kinds), type_.gloss]
        for type_ in ontology.nodes.values()
    ]
    print_table(("type", "acts", "walkable", "kinds", "meaning"), nodes)
    click.echo()
    relations = [_row(relation) for relation in ontology.relations.values()]
    print_table(("relation", "joins", "sign", "strength", "conducts", "on path"), relations, {"sign", "strength"})


def _yes(flag: object) -> str:
    return "yes" if flag else "no"


def _row(relation: RelationType) -> list[str]:
    joins = f"{', '.join(relation.domain)} → {', '.join(relation.range)}"
    return [
        relation.name, joins, _sign(relation), f"{relation.strength:g}", relation.conducts,
        _yes(relation.on_path),
    ]  # fmt: skip


def _print_relation(relation: RelationType) -> None:
    """Print the properties of a relation, one a line."""
    say(f"{relation.name}: {relation.gloss or relation.words}.")
    for title, value in _properties(relation).items():
        if value:
            say(f"{title}: {value}", indent=2, hang=4)


def _properties(relation: RelationType) -> dict[str, str]:
    """Describe the properties of a relation by their titles; an empty text where there is nothing to say."""
    return {
        "leads from": ", ".join(relation.domain),
        "to": ", ".join(relation.range),
        "aspect": relation.aspect,
        "sign": _sign(relation),
        "strength": f"{relation.strength:g}",
        "conducts influence": _conducts(relation),
        "shared": _shared(relation),
        "proxy": "its target is a proxy of its source" if relation.proxy else "",
        "plays the part of": relation.role or "",
        "on a path": "yes" if relation.on_path else "no, unless --any-relation or --relation asks for it",
        "the other way": "the same: it is symmetric" if relation.symmetric else relation.inverse,
        "expected attributes": ", ".join(relation.expected) or "none",
        "distinguished by": ", ".join(relation.key),
        "contradicted by": ", ".join(relation.opposes),
        "an event has": "one" if relation.once else "",
    }


def _sign(relation: RelationType) -> str:
    return f"{relation.sign:+d}" if relation.sign else "0"


def _conducts(relation: RelationType) -> str:
    if relation.conducts == "none":
        return "no"
    return relation.conducts + (f", to {', '.join(relation.steers)}" if relation.steers else "")


def _shared(relation: RelationType) -> str:
    """Describe how the influence of several sources is divided, "" where each has all of it."""
    shares = f"those with a {relation.fraction} have that percentage" if relation.fraction else ""
    return ", ".join(filter(None, ["diluted among all its sources" if relation.shared else "", shares]))


def _print_json(ontology: Schema, relation: RelationType | None) -> None:
    from ..render.machine import print_object

    if relation is not None:
        print_object(relation._asdict())
        return
    nodes = [type_._asdict() for type_ in ontology.nodes.values()]
    print_object({"nodes": nodes, "relations": [entry._asdict() for entry in ontology.relations.values()]})
