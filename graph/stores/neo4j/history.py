"""The history: a node for every command that wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...identity.judgements import KINDS
from ...schema import Schema
from ..blanking import BLANKED, Blanking
from ..entries import Command, Entry
from ..stamp import analyst, now
from ..totals import Counts
from .database import either
from .origins import TELLINGS, load_of, read_origins
from .server import Server, run
from .tellings import numbers_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


def next_number(tx: Tx) -> int:
    """Find the number of the next entry; the caller must have the lock."""
    return int(run(tx, NEXT)[0][0])


def record(tx: Tx, number: int, command: Command, counts: Counts) -> None:
    """Write an entry, or update its counts."""
    name, file, hash_, why, details = command
    packed = json.dumps(dict(details), ensure_ascii=False) if details else None
    run(
        tx, _RECORD, number=number, time=now(), who=analyst(), command=name, file=file, hash=hash_, why=why,
        details=packed, counts=list(counts),
    )  # fmt: skip


def entries(server: Server) -> Iterator[Entry]:
    """Yield the entries in order."""
    for number, time, who, undone, name, file, hash_, why, details, counts in server.stream(_ENTRIES):
        command = Command(name, file, hash_, why, json.loads(details or "{}"))
        yield Entry(number, time, command, Counts(*counts), who, undone)


def entries_about(server: Server, *, document: str | None, entity: str | None) -> set[int]:
    """List the numbers of the entries that added to a document or an entity, or name it."""
    brought: set[int] = set()
    if document is not None:
        brought.update(*(loads for (loads,) in server.read(_BROUGHT_DOCUMENT, id=document)))
    for records, loads in server.read(_BROUGHT_ENTITY, id=entity) if entity is not None else ():
        brought |= {load_of(json.loads(record)["origin"]) for record in records}
        brought.update(*map(numbers_of, loads))
    brought.discard(0)
    id_ = document if document is not None else entity
    listed = list(entries(server))
    brought -= {entry.number for entry in listed if entry.command.name == "retract"}
    return brought | {entry.number for entry in listed if id_ in _ids_of(entry)}


def entities_since(server: Server, schema: Schema, number: int) -> set[str]:
    """Find the entities that had no record and no telling before an entry."""
    rows = server.stream("MATCH (e:Entity|Member) RETURN e.id, e.records")
    new = {id_ for id_, records in rows if not any(_before(origin, number) for origin in read_origins(records))}
    before = server.read(_BEFORE.format(either(schema.relations)), ids=list(new), number=number)
    return new.difference(row[0] for row in before)


def _before(origin: str, number: int) -> bool:
    """Check whether an origin belongs to a load before an entry."""
    return origin != TELLINGS and load_of(origin) < number


def blank(tx: Tx, by: int, blanking: Blanking) -> set[str]:
    """Blank the entries that something forgotten concerns; return the entities of judgements that are void now."""
    unjudged: set[str] = set()
    for number, command, file, why, details in run(tx, _TEXTS):
        before = json.loads(details or "{}")
        left = blanking.without_marks(before)
        if left is BLANKED or blanking.concerns(number, file, why, left):
            run(tx, _BLANK, number=number, details=json.dumps(BLANKED), by=by if command in KINDS else None)
            unjudged.update(before.get("entities", ()) if command in KINDS else ())
        elif left is not before:
            run(tx, _REWRITE, number=number, details=json.dumps(left))
    return unjudged


def _ids_of(entry: Entry) -> list[str]:
    """List the entities and documents that an entry names."""
    return [*entry.command.details.get("ids", ()), *entry.command.details.get("entities", ())]


NEXT = "MATCH (c:Command) RETURN coalesce(max(c.number), 0) + 1"
_BROUGHT_DOCUMENT = """
MATCH (d:Document {id: $id}) OPTIONAL MATCH (w:Withdrawn {document: $id})
WITH d, collect(w.load) AS withdrawing RETURN coalesce(d.loads, []) + withdrawing
"""
_BROUGHT_ENTITY = """
CALL () {
    MATCH (e:Entity {id: $id}) OPTIONAL MATCH (e)-[r]-()
    RETURN e, reduce(all = [], loads IN collect(r.loads) | all + loads) AS loads
    UNION ALL
    MATCH (e:Member {id: $id})-[:SAME_AS]->(other) OPTIONAL MATCH (other)-[r]-()
    WHERE $id IN coalesce(r.sourceIds, []) OR $id IN coalesce(r.targetIds, [])
    RETURN e, reduce(all = [], loads IN collect(r.loads) | all + loads) AS loads
}
RETURN coalesce(e.records, []), loads
"""
_BEFORE = """
UNWIND $ids AS id
CALL (id) {{
    MATCH (e:Entity {{id: id}})-[r:{0}]-() RETURN r
    UNION ALL
    MATCH (:Member {{id: id}})-[:SAME_AS]->()-[r:{0}]-()
    WHERE id IN coalesce(r.sourceIds, []) OR id IN coalesce(r.targetIds, []) RETURN r
}}
WITH id, r WHERE any(each IN coalesce(r.loads, ['0']) WHERE toInteger(split(each, ' ')[0]) < $number)
RETURN DISTINCT id
"""
_TEXTS = "MATCH (c:Command) RETURN c.number, c.command, c.file, c.why, c.details ORDER BY c.number"
_BLANK = """
MATCH (c:Command {number: $number})
SET c.file = null, c.hash = null, c.why = null, c.details = $details, c.undone = coalesce(c.undone, $by)
"""
_REWRITE = "MATCH (c:Command {number: $number}) SET c.details = $details"
_RECORD = """
MERGE (c:Command {number: $number})
ON CREATE SET c.time = $time, c.who = $who, c.command = $command, c.file = $file, c.hash = $hash, c.why = $why
SET c.counts = $counts, c.details = $details
"""
_ENTRIES = (
    "MATCH (c:Command) RETURN c.number, c.time, c.who, c.undone, c.command, c.file, c.hash, c.why, c.details, "
    "c.counts ORDER BY c.number"
)
