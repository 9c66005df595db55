"""`linkchart forget`: remove documents, entities or tellings from the store for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from ..graph.errors import InputError
from ..render.wording import amounts
from .console.terminal import say
from .options import DOCUMENT, ENTITY, opened, opened_to_write, store_option

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ..graph.model import Entity
    from ..graph.stores.protocol import Store
    from ..graph.stores.removals import Forgetting
    from ..graph.stores.totals import Counts

SHOWN = 20
"""Entities that are named in a preview."""


class Remains(NamedTuple):
    """What still names forgotten things: saved questions, documents whose text does, and files beside the store."""

    queries: Sequence[str]
    texts: Sequence[str]
    files: Sequence[str]


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
    """Remove documents, entities or tellings for good, and all that rests on them alone.

    DOCUMENT is an id, as “linkchart stats” lists it. No trace stays in the file of a store, and the names are blanked
    in the history; so this cannot be undone, as “linkchart retract” can. Saved questions and files of rejected or
    withdrawn records that still have the names are listed, so that you can remove them too.
    """
    from ..graph.identity.resolve import resolve
    from ..graph.stores.removals import Forgetting

    if not (documents or entities or tellings):
        raise click.UsageError("Say what to forget: a DOCUMENT, --entity or --telling.")
    with opened(ctx) if dry_run else opened_to_write(ctx, create=False) as target_store:
        request = Forgetting(documents, [resolve(target_store, name) for name in entities], tellings)
        if dry_run:
            _preview(target_store, request)
            return
        click.echo("linkchart: Forgetting cannot be undone; “linkchart retract” keeps the evidence.", err=True)
        if sys.stdin.isatty() and not yes:
            _confirm(target_store, request)
        gone, remains = _forget(target_store, request)
    say(f"Gone: {amounts(gone)}.")
    _print_remains(remains)


def _confirm(store: Store, request: Forgetting) -> None:
    """Preview and ask; raises InputError unless the answer is yes."""
    _preview(store, request)
    if not click.confirm("Forget it for good?", err=True):
        raise InputError("Nothing was forgotten.")


def _forget(store: Store, request: Forgetting) -> tuple[Counts, Remains]:
    """Forget; return the counts removed and what still names it."""
    from .side_files import names_of, side_files_naming

    saved = store.saved()
    words = {word for question in saved.values() for word in question}
    known = _known(store, words)
    names = names_of(store, request)
    gone = store.forget(*request.documents, entities=request.entities, tellings=request.tellings)
    lost = {*known, *request.documents} - _known(store, words)
    queries = [name for name, question in saved.items() if lost & {*question}]
    texts = _texts_naming(store, names - {*request.documents}) if request.entities else []
    return gone, Remains(queries, texts, side_files_naming(store.url, names))


def _preview(store: Store, request: Forgetting) -> None:
    """Print what would go: counts, entities by name, and saved questions that name them."""
    counts, entities = store.preview_forget(request)
    say(f"Would go: {amounts(counts)}.")
    for entity in entities[:SHOWN]:
        say(f"{entity.name} ({entity.id})", indent=2, hang=4)
    if len(entities) > SHOWN:
        say(f"… and {len(entities) - SHOWN:,} more entities.", indent=2)
    for name, question in store.saved().items():
        if _names(entities, request, question):
            say(f"The saved question “{name}” names some of it.", indent=2, hang=4)


def _names(entities: Iterable[Entity], request: Forgetting, question: Collection[str]) -> bool:
    """Check whether a question names an entity or a document that would go."""
    from ..graph.names import normal

    names = {normal(name) for entity in entities for name in (entity.id, entity.name, *entity.aliases)}
    return any(normal(word) in names or word in request.documents for word in question)


def _print_remains(remains: Remains) -> None:
    """Print what still names the forgotten things, and how to remove it."""
    for name in remains.queries:
        say(
            f"The saved question “{name}” still names them: linkchart save --remove {_quoted(name)} removes it.",
            hang=2,
        )
    for document in remains.texts:
        say(f"The text of {document} still has the name: linkchart forget {_quoted(document)} removes it.", hang=2)
    for file in remains.files:
        say(f"The file {file} still names them: remove it.", hang=2)


def _texts_naming(store: Store, names: Collection[str]) -> list[str]:
    """List the documents whose title or text has one of some names, comparing whole words."""
    from ..graph.names import normal

    forms = [f" {form} " for form in map(normal, names) if form]
    words = (
        (document.id, f" {normal(document.title or '')} | {normal(document.text or '')} ")
        for document in store.documents()
    )
    return [id_ for id_, text in words if any(form in text for form in forms)]


def _known(store: Store, mentions: Collection[str]) -> set[str]:
    """Select the mentions that name an entity."""
    return {mention for mention, ids in store.find(list(mentions)).items() if ids} if mentions else set()


def _quoted(name: str) -> str:
    from shlex import quote

    return quote(name)
