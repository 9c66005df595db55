"""`linkchart retract`: keep the tellings of a document, but no longer count them."""

from __future__ import annotations

import click

from ..graph.figures import counted
from .console.terminal import say
from .options import DOCUMENT, opened_to_write, store_option


@click.command(params=[store_option()])
@click.argument("document", type=DOCUMENT)
@click.option("--why", required=True, metavar="TEXT", help="The reason, for the history.")
@click.option("--replaced-by", type=DOCUMENT, metavar="DOCUMENT", help="The document that replaces it.")
@click.pass_context
def retract(ctx: click.Context, document: str, store: str | None, why: str, replaced_by: str | None) -> None:  # noqa: ARG001
    """Keep what a document says, but no longer count it.

    Its tellings are shown struck through, and give no relation confidence, dates or attributes; a relation that rests
    on them alone appears only in “linkchart evidence”. “linkchart undo” takes the retraction back.
    """
    from ..graph.stores.retraction import retract as retract_in

    with opened_to_write(ctx, create=False) as target_store:
        before = target_store.statistics().totals.relations
        retract_in(target_store, document, why, replaced_by=replaced_by)
        lost = before - target_store.statistics().totals.relations
    say(f"Retracted: {document}. {counted(lost, 'relation')} rested on it alone.")
