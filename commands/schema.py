"""`linkchart schema`: the ontology as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import opened, store_option

if TYPE_CHECKING:
    from ..graph.schema import RelationType


@click.command(params=[store_option()])
@click.pass_context
def schema(ctx: click.Context, store: str | None) -> None:  # noqa: ARG001
    """Show the ontology: types, and which relations may join them.

    The store's own types are among them; without a store it is what linkchart ships.
    """
    from ..graph.errors import StoreError
    from ..graph.schema import builtin
    from .console.table import print_table

    try:
        with opened(ctx) as kept:
            ontology = kept.schema
    except StoreError:
        ontology = builtin()
    nodes = [[one.name, ", ".join(one.kinds), one.gloss] for one in ontology.nodes.values()]
    print_table(("type", "kinds", "meaning"), nodes)
    click.echo()
    relations = [_described(one) for one in ontology.relations.values()]
    print_table(("relation", "joins", "sign", "strength", "conducts", "on path"), relations, {"sign", "strength"})


def _described(one: RelationType) -> list[str]:
    sign = f"{one.sign:+d}" if one.sign else "0"
    on_path = "yes" if one.on_path else "no"
    joins = f"{', '.join(one.domain)} → {', '.join(one.range)}"
    return [one.name, joins, sign, f"{one.strength:g}", one.conducts, on_path]
