"""`linkchart forget`: remove a document from the store."""

from __future__ import annotations

import click

from ..render.wording import amounts
from .console.terminal import say
from .options import DOCUMENT, opened_to_write, store_option


@click.command(params=[store_option()])
@click.argument("document", type=DOCUMENT)
@click.pass_context
def forget(ctx: click.Context, document: str, store: str | None) -> None:  # noqa: ARG001
    """Remove a document, and what nothing else tells of.

    DOCUMENT is its id, as “linkchart stats” lists it.
    """
    with opened_to_write(ctx, create=False) as kept:
        gone = kept.forget(document)
    say(f"Gone: {amounts(gone)}.")
