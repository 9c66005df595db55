"""Upgrade a database of layout 2 or 3: its relations get their voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .regroup import sources_of
from .server import Server, run, send
from .tellings import TELLING_LISTS, stored_tellings, telling_of
from .voice_lists import voices_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH = 10_000


def add_voices(server: Server) -> None:
    """Add the voices to relations of layout 2 or 3, in transactions that can be interrupted and repeated."""
    while server.write(_add_some):
        pass


def _add_some(tx: ManagedTransaction) -> int:
    """Add the voices of the next relations without; return how many."""
    rows = run(tx, _WITHOUT, most=BATCH)
    stored = [(element, stored_tellings(*lists)) for element, *lists in rows]
    sources = sources_of(tx, {telling.document for _, some in stored for telling in some if telling.document})
    voices = [[element, voices_of([telling_of(telling, sources) for telling in some])] for element, some in stored]
    send(tx, _ADD, voices)
    return len(voices)


_WITHOUT = f"""
MATCH (:Entity)-[r]->(:Entity) WHERE r.key IS NOT NULL AND r.voices IS NULL
RETURN elementId(r), {TELLING_LISTS} LIMIT $most
"""
_ADD = "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row[0] SET r.voices = row[1]"
