"""`linkchart search`: find entities by name."""

from __future__ import annotations

import click

from .console.terminal import show
from .options import Number, opened, store_option


@click.command(params=[store_option()])
@click.argument("text")
@click.option(
    "--limit",
    type=Number(int, 1),
    metavar="N",
    default=20,
    show_default=True,
    help="At most so many entities.",
)
@click.pass_context
def search(ctx: click.Context, store: str | None, text: str, limit: int) -> None:  # noqa: ARG001
    """Find entities by name or alias.

    Those whose name begins with TEXT come first, then those that have all its words.
    """
    from .console.table import print_table

    with opened(ctx) as kept:
        found = kept.search(text, limit)
    if not found:
        show(f"No name has “{text}” in it.", err=True)
        return
    rows = [[one.name, one.kind or one.type, ", ".join(one.aliases), one.id] for one in found]
    print_table(("name", "kind", "also called", "id"), rows)
    if len(found) == limit:
        click.echo(f"The first {limit}: a larger --limit may show more.", err=True)
