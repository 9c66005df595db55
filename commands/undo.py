"""`linkchart undo`: undo an entry of the history."""

from __future__ import annotations

import click

from ..graph.stores.totals import Counts
from .console.terminal import say
from .history import changes
from .options import Number, opened_to_write, store_option


@click.command(params=[store_option()])
@click.argument("number", type=Number(int, 1))
@click.option("--with-later", is_flag=True, help="Undo later entries that need this one, too.")
@click.option("--why", metavar="TEXT", help="The reason, for the history.")
@click.pass_context
def undo(ctx: click.Context, number: int, store: str | None, with_later: bool, why: str | None) -> None:  # noqa: ARG001
    """Undo an entry of the history.

    NUMBER is as “linkchart history” lists it. Judgements, retractions and saved questions can be undone in any order; a
    load or a new edition only if no later entry needs what it added. Forgetting cannot be undone.
    """
    with opened_to_write(ctx, create=False) as target_store:
        undone = target_store.undo(number, why, with_later=with_later)
        entries = {entry.number: entry for entry in target_store.history()}
    for entry_number in undone.entries:
        say(f"Undone: {entry_number} ({entries[entry_number].command.name}).")
    counts = entries[undone.number].counts
    for word, sign in (("Gone", 1), ("Back", -1)):
        if amounts := changes(Counts(*(max(sign * number, 0) for number in counts))):
            say(f"{word}: {amounts}.")
