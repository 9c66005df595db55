"""`linkchart forget`: remove a document from the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..graph.errors import InputError
from ..render.wording import amounts
from .console.terminal import say
from .options import DOCUMENT, ENTITY, opened, opened_to_write, store_option

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..graph.model import Entity
    from ..graph.stores.protocol import Store
    from ..graph.stores.removals import Forgetting

SHOWN = 20
"""Entities that are named in a preview."""


@click.command(params=[store_option()])
@click.argument("documents", nargs=-1, type=DOCUMENT, metavar="[DOCUMENT]...")
@click.option("--entity", "entities", type=ENTITY, multiple=True, help="An entity and all tellings of it; repeatable.")
@click.option(
    "--telling", "tellings", multiple=True, metavar="RELATION:N", help="The N-th telling of a relation; repeatable."
)
@click.option("--dry-run", is_flag=True, help="Show what would go, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask first.")
@click.pass_context
def forget(
    ctx: click.Context,
    store: str | None,  # noqa: ARG001
    documents: tuple[str, ...],
    entities: tuple[str, ...],
    tellings: tuple[str, ...],
    dry_run: bool,
    yes: bool,
) -> None:
    """Remove documents, entities or tellings for good, and what nothing else tells of.

    DOCUMENT is an id, as “linkchart stats” lists it. Nothing of what goes stays in the file of a store, and its names
    are blanked in the history; so this cannot be undone, as “linkchart retract” can. Saved questions that name what
    went are listed, so that they can be removed too, and so are files of rejected and withdrawn records beside the
    store.
    """
    from ..graph.identity.resolve import resolve
    from ..graph.stores.removals import Forgetting
    from .side_files import names_of, side_files_naming

    if not (documents or entities or tellings):
        raise click.UsageError("Say what to forget: a DOCUMENT, --entity or --telling.")
    with opened(ctx) if dry_run else opened_to_write(ctx, create=False) as kept:
        what = Forgetting(documents, [resolve(kept, name) for name in entities], tellings)
        if dry_run:
            _preview(kept, what)
            return
        click.echo("linkchart: To forget cannot be undone; “linkchart retract” keeps what it takes away.", err=True)
        if sys.stdin.isatty() and not yes:
            _preview(kept, what)
            if not click.confirm("Forget it for good?", err=True):
                raise InputError("Nothing was forgotten.")
        saved = kept.saved()
        words = {word for question in saved.values() for word in question}
        known = _known(kept, words)
        names = names_of(kept, what)
        gone = kept.forget(*documents, entities=what.entities, tellings=tellings)
        lost = {*known, *documents} - _known(kept, words)
        naming = [name for name, question in saved.items() if lost & {*question}]
        texts = [*_texts_naming(kept, entities)] if entities else []
        files = side_files_naming(kept.url, names)
    say(f"Gone: {amounts(gone)}.")
    _tell(naming, texts, files)


def _preview(store: Store, what: Forgetting) -> None:
    """Show what would go: counts, entities by name, and saved questions that name them."""
    counts, entities = store.preview_forget(what)
    say(f"Would go: {amounts(counts)}.")
    for entity in entities[:SHOWN]:
        say(f"{entity.name} ({entity.id})", indent=2, hang=4)
    if len(entities) > SHOWN:
        say(f"… and {len(entities) - SHOWN:,} more entities.", indent=2)
    naming = [name for name, question in store.saved().items() if _names(entities, what, question)]
    for name in naming:
        say(f"The saved query “{name}” names what would go.", indent=2, hang=4)


def _names(entities: Iterable[Entity], what: Forgetting, question: Collection[str]) -> bool:
    """Tell whether a question names an entity or a document that would go."""
    from ..graph.names import normal

    names = {normal(name) for entity in entities for name in (entity.id, entity.name, *entity.aliases)}
    return any(normal(word) in names or word in what.documents for word in question)


def _tell(naming: Iterable[str], texts: Iterable[str], files: Iterable[str]) -> None:
    """Say what still names what went, and how to remove it."""
    for name in naming:
        say(
            f"The saved query “{name}” still names what went: linkchart save --remove {_quoted(name)} removes it.",
            hang=2,
        )
    for document in texts:
        say(f"The text of {document} still has the name: linkchart forget {_quoted(document)} removes it.", hang=2)
    for file in files:
        say(f"The file {file} still names what went: remove it.", hang=2)


def _texts_naming(store: Store, names: Collection[str]) -> list[str]:
    """List the documents whose text has one of some names."""
    forms = [name.casefold() for name in names]
    texts = ((document.id, (document.text or "").casefold()) for document in store.documents())
    return [id_ for id_, text in texts if any(form in text for form in forms)]


def _known(store: Store, mentions: Collection[str]) -> set[str]:
    """Select the mentions that name an entity."""
    return {mention for mention, ids in store.find(list(mentions)).items() if ids} if mentions else set()


def _quoted(name: str) -> str:
    from shlex import quote

    return quote(name)
