"""Answers made of rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import count as count_from
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from ..graph.model import Answer, Columns, Relation, Row

Key = TypeVar("Key")
Value = TypeVar("Value")


def answer(
    query: str,
    columns: Columns,
    rows: Sequence[Row],
    *,
    entities: Iterable[str] = (),
    relations: Iterable[str] = (),
    derived: Collection[Relation] = (),
    limit: int | None = None,
    total: int | None = None,
    notes: Sequence[str] = (),
    heading: str = "",
) -> Answer:
    """Make an answer of at most `limit` rows; `total` counts all rows when not all of them are given.

    `entities` and `relations` are the ids of those in the given rows.
    """
    return Answer(
        query, columns, rows[:limit], tuple(dict.fromkeys(entities)), tuple(dict.fromkeys(relations)), tuple(derived),
        len(rows) if total is None else total, tuple(notes), heading,
    )  # fmt: skip


PAGE = 1000
"""Rows of a page: so many are looked up in one go."""


def pages_of(keys: Sequence[Key], page: Callable[[Sequence[Key]], Answer]) -> Iterator[Answer]:
    """Yield an answer a page at a time, each made of its part of the keys; at least one page."""
    for begin in range(0, len(keys), PAGE) or (0,):
        yield page(keys[begin : begin + PAGE])


def streamed(values: Iterable[Value], page: Callable[[Sequence[Value]], Answer]) -> Iterator[Answer]:
    """Yield an answer a page at a time, as values come; at least one page."""
    values = iter(values)
    part = list(islice(values, PAGE))
    yield page(part)
    while part := list(islice(values, PAGE)):
        yield page(part)


def smallest(values: Iterable[Any], limit: int | None) -> tuple[list[Any], int]:
    """Sort the smallest values, at most `limit`, and count all, without holding all of them in memory.

    >>> smallest(iter([3, 1, 2]), 2)
    ([1, 2], 3)
    """
    if limit is None:
        ordered = sorted(values)
        return ordered, len(ordered)
    count = count_from(1)
    numbered = map(itemgetter(0), zip(values, count, strict=False))
    from heapq import nsmallest

    return nsmallest(limit, numbered), next(count) - 1


def strongest(relations: Iterable[Relation]) -> list[Relation]:
    """Sort relations in the order in which a hop lists them: (-weight, relation, id)."""
    return sorted(relations, key=lambda relation: (-relation.weight, relation.relation, relation.id))
