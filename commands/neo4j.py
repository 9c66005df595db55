"""`linkchart neo4j`: commands for a Neo4j server."""

from __future__ import annotations

import os

import click

from ..graph.errors import InputError
from .console.terminal import say, show
from .opening import warnings_as_sentences
from .options import store_option, store_url


@click.group()
def neo4j() -> None:
    """Write a kit for Neo4j Browser, or prepare a database."""


@neo4j.command(params=[store_option()])
@click.option("-o", "--output", metavar="FOLDER", default="kit", show_default=True, help="The folder to write.")
@click.pass_context
def kit(ctx: click.Context, store: str | None, output: str) -> None:  # noqa: ARG001
    """Write a kit for Neo4j Browser: saved queries, style, guide.

    It has every linkchart query, asked about the bundled case; README.md in it says how to use each file. The store's
    own types get colours too.
    """
    from ..graph.stores.neo4j.browser.files import OWN_FILES
    from ..render.files import new_folder
    from .kit_questions import files_of_kit
    from .schema import ontology_of

    files = files_of_kit(ctx, ontology_of(ctx))
    with new_folder(output, OWN_FILES) as folder:
        for name, content in files.items():
            with open(os.path.join(folder, name), "wb") as out:
                out.write(content)
    for name in sorted(files):
        show(os.path.join(output, name))


@neo4j.command(params=[store_option()])
@click.pass_context
def prepare(ctx: click.Context, store: str | None) -> None:  # noqa: ARG001
    """Make constraints and indexes, and prepare an imported database.

    Every load makes constraints and indexes itself. A database imported by neo4j-admin (see linkchart export
    neo4j-admin) needs this command once.
    """
    from ..graph.stores.neo4j.admin_import.finish import finish
    from .console.progress import Progress

    url = store_url(ctx)
    if "://" not in url:
        raise InputError(f"{url} is a file, which needs no preparing: name a server with --store neo4j://host:7687.")
    with warnings_as_sentences(), Progress("indexes") as progress:
        imported = finish(url, lambda share: progress.step(int(100 * share), share))
    say(f"{url} is ready{': the imported graph can be queried now' if imported else ''}.")
