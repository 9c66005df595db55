"""`linkchart neo4j`: what only concerns a Neo4j server."""

from __future__ import annotations

import click

from ..graph.errors import InputError
from .options import store_option, store_url
from .terminal import say


@click.group()
def neo4j() -> None:
    """What is special about Neo4j: a kit for its Browser, and getting a database ready."""


@neo4j.command(params=[store_option()])
@click.pass_context
def prepare(ctx: click.Context, store: str | None) -> None:  # noqa: ARG001
    """Make constraints and indexes, and get an imported database ready.

    Every load does the first by itself. After “neo4j-admin database import” (see linkchart export neo4j-admin) it
    is needed once.
    """
    from ..graph.neo4j.bulk.finish import finish
    from .progress import Progress

    url = store_url(ctx)
    if "://" not in url:
        raise InputError(f"{url} is a file and always ready: name a server with --store neo4j://host:7687.")
    with Progress("indexes") as progress:
        imported = finish(url, lambda share: progress.step(int(100 * share), share))
    say(f"{url} is ready{': what was imported can be asked now' if imported else ''}.")
