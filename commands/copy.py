"""`linkchart copy`: all of one store into another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError, StoreError
from ..graph.figures import counted
from ..graph.stores.protocol import Counts
from .console.terminal import say
from .load import NEW_EDITION, RENAME, renamed_documents
from .opening import open_at

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store
    from .console.progress import Progress


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--add", is_flag=True, help="Add to what TO holds, even if it holds what FROM does not.")
@NEW_EDITION
@RENAME
def copy(source: str, target: str, add: bool, new_edition: bool, rename: tuple[str, ...]) -> None:
    """Copy a store into another: file or Neo4j, either way.

    FROM and TO are files or addresses like neo4j://host:7687/database. Types, saved queries, texts and evidence
    go along. It may be broken off and done again: that ends in the same graph. Where both are servers with
    passwords of their own, leave NEO4J_PASSWORD unset and type them in, or go by way of a file.
    """
    if place_of(source) == place_of(target):
        raise InputError(f"{source} and {target} are the same store.")
    held = open_at(source)
    try:
        with held.reading():
            totals = held.statistics().totals
            if totals == Counts() and not held.schema.extra and not held.saved():
                raise InputError(f"{source} holds nothing that could be copied.")
            names = renamed_documents(rename)
            _copy_into(held, target, add=add, new_edition=new_edition, rename_documents=names)
    finally:
        held.close()


def _copy_into(held: Store, target: str, *, add: bool, **options: Any) -> None:
    from ..graph.stores.transfer import stranger, transfer
    from .console.progress import Progress

    is_new = "://" not in target and (not os.path.exists(target) or os.path.getsize(target) == 0)
    other = open_at(target, create=True)
    try:
        found = None if is_new or add else stranger(held, other)
        if found:
            raise InputError(
                f"{target} holds what {held.url} does not ({found}): name another, or add to it with --add."
            )
        with Progress(f"{held.url} → {target}") as progress:
            counts = transfer(held, other, lambda count, share: _show(progress, count, share), **options)
        if not add:
            _compare(held, other)
        _tell(target, counts, len(held.saved()))
    finally:
        other.close()


def _show(progress: Progress, count: int, share: float) -> None:
    progress.step(count, share)
    if share == 1:
        progress.wait("all is read and being written")


def _compare(held: Store, other: Store) -> None:
    """Raise StoreError unless both hold as much."""
    from ..render.wording import amounts

    there, here = other.statistics(), held.statistics()
    if there != here:
        raise StoreError(
            f"{other.url} holds {amounts(there.totals)} now and {held.url} {amounts(here.totals)}: "
            "was one of them written meanwhile? Copy again."
        )


def _tell(target: str, counts: Counts, saved: int) -> None:
    from ..render.wording import amounts

    queries = f" and {counted(saved, 'saved query', 'saved queries')}" if saved else ""
    if counts == Counts():
        say(f"{target}: no new documents, entities, relations or tellings{queries}.")
    else:
        say(f"{target}: {amounts(counts)} new{queries}.")


def place_of(url: str) -> tuple[object, ...]:
    """Return what two ways of writing one store have in common."""
    if "://" not in url:
        return (os.path.realpath(url),)
    from ..graph.stores.neo4j.address import LOOPBACK, parse_address

    address = parse_address(url)
    port = address.uri.partition("?")[0].rpartition(":")[2]
    return ("localhost" if address.host in (*LOOPBACK, "127.0.0.1") else address.host, port, address.database)
