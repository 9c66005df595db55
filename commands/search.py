"""`linkchart search`: find entities by name."""

from __future__ import annotations

import click

from ..graph.errors import readable
from .console.terminal import show
from .options import Number, json_option, opened, store_option, types_named


@click.command(params=[store_option()])
@click.argument("text")
@click.option("--type", "types", metavar="TYPE", multiple=True, help="Only entities of this type; may be repeated.")
@click.option(
    "--limit",
    type=Number(int, 1),
    metavar="N",
    default=20,
    show_default=True,
    help="At most N entities.",
)
@json_option
@click.pass_context
def search(
    ctx: click.Context,
    store: str | None,  # noqa: ARG001
    text: str,
    types: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> None:
    """Find entities by name or alias.

    Names that begin with TEXT come first, then names with all its words.
    """
    with opened(ctx) as source:
        entities = source.search(text, limit, types_named(source.schema, types))
    if as_json:
        from ..render.machine import node, print_object

        print_object({"text": text, "entities": [node(entity) for entity in entities]})
        return
    if not entities:
        named = "or ".join(f"{type_} " for type_ in types)
        show(readable(f"No {named}name has “{text}” in it."), err=True)
        return
    from .console.table import print_table

    rows = [[entity.name, entity.kind or entity.type, ", ".join(entity.aliases), entity.id] for entity in entities]
    print_table(("name", "kind", "also called", "id"), rows)
    if len(entities) == limit:
        click.echo(f"The first {limit}: a larger --limit may show more.", err=True)
