"""`linkchart stats`: what the store holds, in numbers."""

from __future__ import annotations

from collections.abc import Iterable

import click

from ..render.wording import amounts
from .console.terminal import say
from .options import Number, opened, store_option

DOCUMENTS = 25


@click.command(params=[store_option()])
@click.option(
    "--limit",
    type=Number(int, 0),
    metavar="N",
    default=DOCUMENTS,
    show_default=True,
    help="Documents to list; 0 = all.",
)
@click.pass_context
def stats(ctx: click.Context, store: str | None, limit: int) -> None:  # noqa: ARG001
    """Count what the store holds: types, relations, documents, dates."""
    from .console.table import print_table

    with opened(ctx) as kept:
        held = kept.statistics()
        documents = list(kept.documents())
    say(f"{amounts(held.totals)}.")
    if held.first or held.last:
        say(f"Dated from {held.first} to {held.last}.")
    for title, counts in (("type", held.types), ("relation", held.relations)):
        click.echo()
        print_table((title, "count"), [(name, f"{count:,}") for name, count in _most_first(counts.items())], {"count"})
    if documents:
        click.echo()
        shown = documents[: limit or None]
        rows = [[one.id, one.title or "", one.publisher or "", one.published or ""] for one in shown]
        print_table(("document", "title", "publisher", "published"), rows)
        if len(documents) > len(shown):
            click.echo(f"… {len(documents) - len(shown):,} more documents: --limit 0 lists all.", err=True)


def _most_first(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda one: (-one[1], one[0]))
