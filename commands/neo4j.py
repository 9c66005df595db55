"""`linkchart neo4j`: commands for a Neo4j server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ..graph.errors import InputError
from .console.terminal import say
from .opening import warnings_as_sentences
from .options import opened, store_option, store_url

if TYPE_CHECKING:
    from ..graph.schema import Schema


@click.group()
def neo4j() -> None:
    """Write a kit for Neo4j Browser, or get a database ready."""


@neo4j.command(params=[store_option()])
@click.option("-o", "--output", metavar="FOLDER", default="kit", show_default=True, help="Where to.")
@click.pass_context
def kit(ctx: click.Context, store: str | None, output: str) -> None:  # noqa: ARG001
    """Write a kit for Neo4j Browser: saved queries, style, guide.

    The queries are those of linkchart about its bundled case; README.md says what to do with each file. The store's own
    types get colours too.
    """
    from ..graph.stores.neo4j.browser.files import OWN_FILES
    from ..render.files import new_folder
    from .kit_questions import files_of_kit

    files = files_of_kit(ctx, _schema(ctx))
    with new_folder(output, OWN_FILES) as folder:
        for name, content in files.items():
            with open(os.path.join(folder, name), "wb") as out:
                out.write(content)
    for name in sorted(files):
        click.echo(os.path.join(output, name))


def _schema(ctx: click.Context) -> Schema:
    """Read the types of the store, or the built-in ones without a store."""
    from ..graph.errors import StoreError
    from ..graph.schema import builtin

    try:
        with opened(ctx) as kept:
            return kept.schema
    except StoreError:
        return builtin()


@neo4j.command(params=[store_option()])
@click.pass_context
def prepare(ctx: click.Context, store: str | None) -> None:  # noqa: ARG001
    """Make constraints and indexes, and get an imported database ready.

    Every load makes constraints and indexes by itself. An imported database (see linkchart export neo4j-admin) needs
    this command once.
    """
    from ..graph.stores.neo4j.admin_import.finish import finish
    from .console.progress import Progress

    url = store_url(ctx)
    if "://" not in url:
        raise InputError(f"{url} is a file, which is always ready: name a server with --store neo4j://host:7687.")
    with warnings_as_sentences(), Progress("indexes") as progress:
        imported = finish(url, lambda share: progress.step(int(100 * share), share))
    say(f"{url} is ready{': the imported graph can be queried now' if imported else ''}.")
