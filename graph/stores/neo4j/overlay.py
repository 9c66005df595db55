"""What a store answers while a load is under way: what it holds, with what the load has said so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import attrgetter

from ...merging import united
from ...model import Document, Entity
from .staging import Staging, merged

_ID = attrgetter("id")


def entities_with(
    staging: Staging, held: Iterable[Entity], ids: Collection[str] | None, types: Collection[str] | None
) -> Iterator[Entity]:
    """Return the entities held and those of the load, in order of id."""
    told = (one for one in staging.entities(ids) if types is None or one.type in types)
    for _, same in groupby(merge(held, told, key=_ID), _ID):
        first, *more = same
        yield united(first, more[0]) if more else first


def documents_with(staging: Staging, held: Iterable[Document], ids: Collection[str] | None) -> Iterator[Document]:
    """Return the documents held and those of the load, in order of id."""
    for _, same in groupby(merge(held, staging.documents(ids), key=_ID), _ID):
        first, *more = same
        yield merged(first, more[0]) if more else first
