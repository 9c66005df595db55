"""Tellings withdrawn by a new edition of their document, stored so that `undo` can restore them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ...disputes import Touched
from ...documents import Document
from ...model import Entity
from ...schema import Schema
from ..blanking import Blanking
from ..removals import Withdrawn
from .growth import Regrouped
from .merge import source_of, stored_entities
from .regroup import regroup, sources_of
from .relation_changes import Stored
from .server import run, send
from .staging import Staging
from .tellings import KeyTellings, Source, StoredTelling, key_of_ends, loads_of, numbers_of, telling_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


class Restored(NamedTuple):
    """A restored telling, and its ends as entities without records."""

    tellings: KeyTellings
    ends: tuple[Entity, Entity]


def withdrawn_from(
    stored: Iterable[Stored], document: str, source: Source, stands: Callable[[str], bool]
) -> dict[tuple[int, StoredTelling], Withdrawn]:
    """Find the tellings of a document whose quotes are not in its text, by key and telling."""
    withdrawn = {}
    for relation in stored:
        tellings = relation.tellings
        for row in tellings.tellings:
            if row.document == document and row.quote and not stands(row.quote):
                telling = telling_of(row, {document: source})
                withdrawn[tellings.key, row] = Withdrawn(tellings.source, tellings.name, tellings.target, telling)
    return withdrawn


def unstage(staging: Staging, document: str, stands: Callable[[str], bool]) -> Iterator[Withdrawn]:
    """Withdraw the tellings of an edition that is in the same file as the new one."""
    described = next(staging.documents([document]), None)
    source = source_of(described or Document(document))
    for tellings in staging.withdraw(document, stands):
        (row,) = tellings.tellings
        yield Withdrawn(tellings.source, tellings.name, tellings.target, telling_of(row, {document: source}))


def withdraw(
    tx: Tx, schema: Schema, load: int, withdrawn: Mapping[tuple[int, StoredTelling], Withdrawn], touched: Touched
) -> Regrouped:
    """Remove the tellings that a load withdraws, and return what becomes of their relations."""
    _keep(tx, load, withdrawn)
    gone = {telling.content for _, telling in withdrawn}
    keys = {key for key, _ in withdrawn}
    return regroup(tx, schema, keys, touched, left=lambda telling: None if telling.content in gone else telling)


def _keep(tx: Tx, load: int, withdrawn: Mapping[tuple[int, StoredTelling], Withdrawn]) -> None:
    """Store the tellings that a load withdraws, so that it can be undone."""
    ends_of = {
        telling: (telling.source_id or origin.source, telling.target_id or origin.target)
        for (_, telling), origin in withdrawn.items()
    }
    known = stored_entities(tx, sorted({id_ for ends in ends_of.values() for id_ in ends}))
    rows = []
    for (_, telling), origin in withdrawn.items():
        ends = [known[id_][0][:3] for id_ in ends_of[telling]]
        kept = {"ends": ends, "relation": origin.relation, "telling": telling._replace(source_id=None, target_id=None)}
        rows.append([telling.document, load, json.dumps(kept, ensure_ascii=False)])
    send(tx, _WITHDRAW, rows)


def restored(tx: Tx, schema: Schema, loads: Collection[int]) -> Iterator[Restored]:
    """Remove the withdrawn tellings of some loads, and yield the ones that other loads added."""
    rows = run(tx, _RESTORE, loads=list(loads))
    sources = sources_of(tx, {document for document, _ in rows})
    for _, text in rows:
        kept = json.loads(text)
        telling = StoredTelling(*kept["telling"])
        brought = numbers_of(telling.loads).difference(loads)
        if brought:
            source, target = (Entity(*end) for end in kept["ends"])
            name = kept["relation"]
            key = key_of_ends(source.id, name, target.id, telling, sources, schema, {})
            row = telling._replace(loads=loads_of(brought))
            yield Restored(KeyTellings(key, source.id, name, target.id, [row]), (source, target))


def blank_withdrawn(tx: Tx, blanking: Blanking) -> None:
    """Remove the withdrawn tellings that name something forgotten."""
    rows = run(tx, "MATCH (w:Withdrawn) RETURN elementId(w), w.telling")
    gone = [element for element, text in rows if blanking.names(json.loads(text))]
    run(tx, "MATCH (w:Withdrawn) WHERE elementId(w) IN $gone DELETE w", gone=gone)


_WITHDRAW = "UNWIND $rows AS row CREATE (:Withdrawn {document: row[0], load: row[1], telling: row[2]})"
_RESTORE = """
MATCH (w:Withdrawn) WHERE w.load IN $loads
WITH w, w.document AS document, w.telling AS telling DELETE w RETURN document, telling
"""
