"""Read the readable part of a damaged file, and count the rest."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, TypeVar

from ...documents import Document
from ...errors import StoreError
from ...identity.judgements import Judgement
from ...identity.records import records_by_origin
from ...model import RELATION_MODALITIES, Entity, Relation
from ...relation_ids import relation_name
from ...scope import Scope, Selection
from ..entity_record import EntityRecord
from .connection import Connection
from .store import SqliteStore

Noun = TypeVar("Noun")

BATCH = 500
_FIRST, _LAST = -(1 << 63), (1 << 63) - 1
_UNREADABLE = (StoreError, ValueError, KeyError, TypeError, IndexError, AttributeError, struct.error)
"""What reading a damaged row may raise."""


class Salvage:
    """The readable part of a store; `lost` counts rows that exist but cannot be read."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._database = store._database
        self.lost = 0

    def documents(self) -> Iterator[Document]:
        """Read the readable documents."""
        ids = _column(self._database, "document", "id")
        return self._by_batches(ids, self._store.documents)

    def entities(self) -> Iterator[Entity]:
        """Read the readable entities."""
        ids = _column(self._database, "entity", "id")
        return self._by_batches(ids, self._store.entities)

    def judgements(self) -> list[Judgement]:
        """Read the judgements in force, none when one of them cannot be read."""
        return self._all(self._store.judgements) or []

    def entity_records(self, judgements: Sequence[Judgement]) -> Iterable[EntityRecord]:
        """Read the records of entities; where they cannot be read, make one of each readable entity."""
        with suppress(*_UNREADABLE):
            return list(records_by_origin(self._store.entity_records(), judgements))
        return (EntityRecord(entity, None) for entity in self.entities())

    def saved(self) -> Mapping[str, Sequence[str]]:
        """Read the saved questions, none when one of them cannot be read."""
        return dict(self._all(lambda: self._store.saved().items()) or ())

    def _all(self, read: Callable[[], Iterable[Noun]]) -> list[Noun] | None:
        try:
            return list(read())
        except _UNREADABLE:
            self.lost += 1
            return None

    def relations(self) -> Iterator[Relation]:
        """Read the readable relations, with their tellings."""
        scope = Scope(modalities=RELATION_MODALITIES)
        numbers = dict.fromkeys(_column(self._database, "telling", "relation"))
        ids = (relation_name(number) for number in numbers if isinstance(number, int))
        return self._by_batches(ids, lambda some: self._store.relations(Selection(scope, ids=some)))

    def _by_batches(self, ids: Iterable[Any], read: Callable[[Sequence[str]], Iterable[Noun]]) -> Iterator[Noun]:
        texts = iter([id_ for id_ in ids if isinstance(id_, str)])
        while batch := list(islice(texts, BATCH)):
            yield from self._readable(batch, read)

    def _readable(self, ids: Sequence[str], read: Callable[[Sequence[str]], Iterable[Noun]]) -> list[Noun]:
        """Read the readable relations of some ids; where that fails, of each half of them."""
        try:
            return list(read(ids))
        except _UNREADABLE:
            if len(ids) == 1:
                self.lost += 1
                return []
        half = len(ids) // 2
        return [*self._readable(ids[:half], read), *self._readable(ids[half:], read)]


def _column(database: Connection, table: str, column: str) -> Iterator[Any]:
    """Yield a column's values row by row, passing over damaged pages."""
    low: int | None = _FIRST
    while low is not None:
        try:
            for row, value in database.execute(f"{_rows(table, column)} ORDER BY rowid", [low]):
                low = row
                yield value
            return
        except StoreError:
            low = _next_readable(database, table, column, low)


def _next_readable(database: Connection, table: str, column: str, low: int) -> int | None:
    """Find the least number after `low` from which rows can be read again, None when there is none."""
    step = 1
    while not _can_read(database, table, column, low + step):
        step *= 2
        if low + step > _LAST:
            return None
    least = step // 2  # from here it failed
    while step - least > 1:
        middle = (least + step) // 2
        least, step = (least, middle) if _can_read(database, table, column, low + middle) else (middle, step)
    return low + step


def _can_read(database: Connection, table: str, column: str, low: int) -> bool:
    try:
        database.execute(f"{_rows(table, column)} ORDER BY rowid LIMIT 1", [low]).fetchone()
    except StoreError:
        return False
    return True


def _rows(table: str, column: str) -> str:
    return f"SELECT rowid, {column} FROM {table} WHERE rowid > ?"
