"""The history: a node for every command that wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..protocol import Command, Counts, Entry
from ..stamp import analyst, now
from .server import Server, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


def next_number(tx: Tx) -> int:
    """Return the number of the next entry; the caller has the lock."""
    return int(run(tx, "MATCH (c:Command) RETURN coalesce(max(c.number), 0) + 1")[0][0])


def record(tx: Tx, number: int, command: Command, counts: Counts) -> None:
    """Write an entry, or what it counts by now."""
    name, file, hash_, why, details = command
    packed = json.dumps(dict(details), ensure_ascii=False) if details else None
    run(
        tx, _RECORD, number=number, time=now(), who=analyst(), command=name, file=file, hash=hash_, why=why,
        details=packed, counts=list(counts),
    )  # fmt: skip


def entries(server: Server) -> Iterator[Entry]:
    """Yield the entries, the first one first."""
    for number, time, who, undone, name, file, hash_, why, details, counts in server.stream(_ENTRIES):
        command = Command(name, file, hash_, why, json.loads(details or "{}"))
        yield Entry(number, time, command, Counts(*counts), who, undone)


def entries_about(server: Server, *, document: str | None, entity: str | None) -> set[int]:
    """Return the numbers of the entries that brought something of a document or of an entity, or name it."""
    about = _ABOUT_DOCUMENT if document is not None else _ABOUT_ENTITY
    id_ = document if document is not None else entity
    numbers = {
        int(word)
        for (records,) in server.read(about, id=id_)
        for record in records or ()
        if (word := json.loads(record)["origin"].rpartition(" ")[2]).isdecimal()
    }
    return numbers | {entry.number for entry in entries(server) if id_ in entry.command.details.get("ids", ())}


_ABOUT_DOCUMENT = "MATCH (d:Document {id: $id})-[:SPEAKS_OF]->(e:Entity) RETURN e.records"
_ABOUT_ENTITY = "MATCH (e:Entity {id: $id}) RETURN e.records"
_RECORD = """
MERGE (c:Command {number: $number})
ON CREATE SET c.time = $time, c.who = $who, c.command = $command, c.file = $file, c.hash = $hash, c.why = $why
SET c.counts = $counts, c.details = $details
"""
_ENTRIES = (
    "MATCH (c:Command) RETURN c.number, c.time, c.who, c.undone, c.command, c.file, c.hash, c.why, c.details, "
    "c.counts ORDER BY c.number"
)
