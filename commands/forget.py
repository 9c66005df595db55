"""`linkchart forget`: remove a document from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..render.wording import amounts
from .console.terminal import say
from .options import DOCUMENT, opened_to_write, store_option

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..graph.stores.protocol import Store


@click.command(params=[store_option()])
@click.argument("document", type=DOCUMENT)
@click.pass_context
def forget(ctx: click.Context, document: str, store: str | None) -> None:  # noqa: ARG001
    """Remove a document, and what nothing else tells of.

    DOCUMENT is its id, as “linkchart stats” lists it. Nothing of it stays in the file of a store; saved queries that
    name what went are listed, so that they can be removed too.
    """
    with opened_to_write(ctx, create=False) as kept:
        saved = kept.saved()
        words = {word for question in saved.values() for word in question}
        known = _known(kept, words)
        gone = kept.forget(document)
        lost = {*known, document} - _known(kept, words)
        naming = [name for name, question in saved.items() if lost & {*question}]
    say(f"Gone: {amounts(gone)}.")
    for name in naming:
        say(
            f"The saved query “{name}” still names what went: linkchart save --remove {_quoted(name)} removes it.",
            hang=2,
        )


def _known(store: Store, mentions: Collection[str]) -> set[str]:
    """Return which mentions name an entity."""
    return {mention for mention, ids in store.find(list(mentions)).items() if ids} if mentions else set()


def _quoted(name: str) -> str:
    from shlex import quote

    return quote(name)
