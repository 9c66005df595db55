"""`linkchart retract`: let the tellings of a document count for nothing, and keep them."""

from __future__ import annotations

import click

from ..graph.figures import counted
from .console.terminal import say
from .options import DOCUMENT, opened_to_write, store_option


@click.command(params=[store_option()])
@click.argument("document", type=DOCUMENT)
@click.option("--why", required=True, metavar="TEXT", help="Why it no longer counts.")
@click.option("--replaced-by", type=DOCUMENT, metavar="DOCUMENT", help="The document that stands in its place.")
@click.pass_context
def retract(ctx: click.Context, document: str, store: str | None, why: str, replaced_by: str | None) -> None:  # noqa: ARG001
    """Let what a document says count for nothing, and keep it.

    Its tellings stay, struck through, and lend no relation confidence, dates or attributes; a relation that rests on
    them alone is in no answer but that of “linkchart evidence”. “linkchart undo” takes it back.
    """
    from ..graph.stores.retraction import retract as retract_in

    with opened_to_write(ctx, create=False) as kept:
        before = kept.statistics().totals.relations
        retract_in(kept, document, why, replaced_by=replaced_by)
        lost = before - kept.statistics().totals.relations
    say(f"Retracted: {document}. {counted(lost, 'relation')} rested on it alone.")
