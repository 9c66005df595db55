"""The history: a node for every command that wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..protocol import Command, Counts, Entry
from .server import Server, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


def next_number(tx: Tx) -> int:
    """Return the number of the next entry; the caller has the lock."""
    return int(run(tx, "MATCH (c:Command) RETURN coalesce(max(c.number), 0) + 1")[0][0])


def record(tx: Tx, number: int, command: Command, counts: Counts) -> None:
    """Write an entry, or what it counts by now."""
    run(
        tx, _RECORD, number=number, time=_now(), command=command.name, file=command.file, hash=command.hash,
        counts=list(counts),
    )  # fmt: skip


def entries(server: Server) -> Iterator[Entry]:
    """Yield the entries, the first one first."""
    for number, time, name, file, hash_, counts in server.stream(_ENTRIES):
        yield Entry(number, time, Command(name, file, hash_), Counts(*counts))


def _now() -> str:
    """Return the time in UTC, or that of SOURCE_DATE_EPOCH for stores that are to be the same again."""
    from datetime import UTC, datetime

    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return now.isoformat(timespec="seconds")


_RECORD = """
MERGE (c:Command {number: $number})
ON CREATE SET c.time = $time, c.command = $command, c.file = $file, c.hash = $hash
SET c.counts = $counts
"""
_ENTRIES = "MATCH (c:Command) RETURN c.number, c.time, c.command, c.file, c.hash, c.counts ORDER BY c.number"
