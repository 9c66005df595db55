"""Tellings withdrawn by a new edition of their document, stored so that `undo` can restore them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ...disputes import Touched
from ...documents import Document
from ...model import Entity
from ...placed_quotes import placed
from ...quotes import Text
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


class Withdrawals:
    """The stored tellings that a load withdraws, and those whose quotes it finds elsewhere."""

    def __init__(self) -> None:
        self._gone: dict[tuple[int, StoredTelling], Withdrawn] = {}
        self._texts: dict[str, Text] = {}  # new ones of documents
        self._keys: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._keys)

    @property
    def ends(self) -> list[str]:
        """The ends of the withdrawn tellings."""
        return [end for telling in self._gone.values() for end in (telling.source, telling.target)]

    def add(self, stored: Iterable[Stored], document: str, source: Source, text: Text) -> list[Withdrawn]:
        """Add a document with its new text; return the tellings whose quotes are not in it."""
        withdrawn = {}
        for relation in stored:
            tellings = relation.tellings
            for row in tellings.tellings:
                left = placed_in(row, {document: text})
                if left is None:
                    telling = telling_of(row, {document: source})
                    withdrawn[tellings.key, row] = Withdrawn(tellings.source, tellings.name, tellings.target, telling)
                if left != row:
                    self._texts[document] = text
                    self._keys.add(tellings.key)
        self._gone |= withdrawn
        return list(withdrawn.values())

    def write(self, tx: Tx, schema: Schema, load: int, touched: Touched) -> Regrouped:
        """Write what remains of the tellings, and return what becomes of their relations."""
        _keep(tx, load, self._gone)
        return regroup(tx, schema, self._keys, touched, left=lambda telling: placed_in(telling, self._texts))


def placed_in(telling: StoredTelling, texts: Mapping[str, Text]) -> StoredTelling | None:
    """Find the quote of a telling in the new text of its document, if it has one; None if it does not stand there."""
    text = texts.get(telling.document or "")
    if text is None or not telling.quote:
        return telling
    place = placed(telling.quote, telling.details, telling.paragraph, text)
    return place and telling._replace(**place._asdict())


def unstaged(staging: Staging, document: str, text: Text) -> list[Withdrawn]:
    """Withdraw the tellings of an edition that is in the same file as the new one."""
    described = next(staging.documents([document]), None)
    source = source_of(described or Document(document))
    return [
        Withdrawn(tellings.source, tellings.name, tellings.target, telling_of(tellings.tellings[0], {document: source}))
        for tellings in staging.withdraw(document, text)
    ]


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
