"""Answers during a load: the store's own records together with those of the load."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import attrgetter

from ...documents import Document
from ...model import Entity
from ...records import combined_record
from .staged_documents import merged
from .staging import Staging

_ID = attrgetter("id")


def entities_with(
    staging: Staging, stored: Iterable[Entity], ids: Collection[str] | None, types: Collection[str] | None
) -> Iterator[Entity]:
    """Yield the stored entities and those of the load, in order of id."""
    loaded = (entity for entity in staging.entities(ids) if types is None or entity.type in types)
    for _, same in groupby(merge(stored, loaded, key=_ID), _ID):
        yield combined_record(same)


def documents_with(staging: Staging, stored: Iterable[Document], ids: Collection[str] | None) -> Iterator[Document]:
    """Yield the stored documents and those of the load, in order of id."""
    for _, same in groupby(merge(stored, staging.documents(ids), key=_ID), _ID):
        first, *more = same
        yield merged(first, more[0]) if more else first
