"""`linkchart copy`: copy a whole store into another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError, StoreError
from ..graph.figures import counted
from ..graph.stores.totals import Counts
from .console.terminal import say
from .load_report import write_withdrawn
from .opening import open_at
from .reading_options import NEW_EDITION, RENAME, RENAME_SAVED, new_names

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store
    from .console.progress import Progress


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--add", is_flag=True, help="Add to TO even if it has things that FROM does not have.")
@NEW_EDITION
@RENAME
@RENAME_SAVED
def copy(source: str, target: str, *, add: bool, new_edition: bool, **renames: tuple[str, ...]) -> None:
    """Copy a store into another: file or Neo4j, either way.

    FROM and TO are files or addresses like neo4j://host:7687/database. Types, saved questions, texts and evidence
    are copied too. An interrupted copy can be repeated, with the same result. Where both are servers with
    different passwords, leave NEO4J_PASSWORD unset and type them in, or copy through a file.
    """
    if location_key(source) == location_key(target):
        raise InputError(f"{source} and {target} are the same store.")
    from_store = open_at(source)
    try:
        with from_store.reading():
            totals = from_store.statistics().totals
            if totals == Counts() and not from_store.schema.extra and not from_store.saved():
                raise InputError(f"{source} has nothing to copy.")
            _copy_into(from_store, target, add=add, new_edition=new_edition, **new_names(renames))
    finally:
        from_store.close()


def _copy_into(from_store: Store, target: str, *, add: bool, **options: Any) -> None:
    from ..graph.stores.transfer import stranger, transfer
    from .console.progress import Progress

    is_new = "://" not in target and (not os.path.exists(target) or os.path.getsize(target) == 0)
    to_store = open_at(target, create=True)
    try:
        surplus = None if is_new or add else stranger(from_store, to_store)
        if surplus:
            raise InputError(
                f"{target} has things that {from_store.url} does not have ({surplus}): "
                "name another, or add to it with --add."
            )
        with Progress(f"{from_store.url} → {target}") as progress:
            copied = transfer(from_store, to_store, lambda count, share: _show(progress, count, share), **options)
        if not add:
            _compare(from_store, to_store)
        _print_counts(target, copied.counts, copied.saved)
        write_withdrawn(_file_of(from_store, to_store), copied.withdrawn, to_store.schema, verbose=False)
    finally:
        to_store.close()


def _file_of(*stores: Store) -> str:
    """Choose the file beside which withdrawn tellings are written: the first that is one."""
    return next((store.url for store in stores if "://" not in store.url), "copy")


def _show(progress: Progress, count: int, share: float) -> None:
    progress.step(count, share)
    if share == 1:
        progress.wait("everything is read and being written")


def _compare(from_store: Store, to_store: Store) -> None:
    """Raise StoreError unless both stores count the same contents."""
    from ..render.wording import amounts

    copied, original = to_store.statistics(), from_store.statistics()
    if copied != original:
        raise StoreError(
            f"{to_store.url} now has {amounts(copied.totals)} and {from_store.url} {amounts(original.totals)}: "
            "perhaps somebody wrote to one of them. Copy again."
        )


def _print_counts(target: str, counts: Counts, saved: int) -> None:
    from ..render.wording import amounts

    questions = counted(saved, "saved question")
    queries = f" and {questions}" if saved else ""
    if counts == Counts():
        say(f"{target}: no new documents, entities, relations or tellings{f', but {questions}' if saved else ''}.")
    else:
        say(f"{target}: {amounts(counts)} new{queries}.")


def location_key(url: str) -> tuple[object, ...]:
    """Make a key that is equal for all spellings of one store's address."""
    if "://" not in url:
        return (os.path.realpath(url),)
    from ..graph.stores.neo4j.address import LOOPBACK, parse_address

    address = parse_address(url)
    port = address.uri.partition("?")[0].rpartition(":")[2]
    return ("localhost" if address.host in (*LOOPBACK, "127.0.0.1") else address.host, port, address.database)
