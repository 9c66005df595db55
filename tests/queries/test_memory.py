"""Questions take memory by their answer: 25 rows need no list of all relations."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

import pytest

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.queries import query
from tests.graph.records import Record, add, fact

FEW, MANY = 1_000, 6_000
QUESTIONS = (["timeline"], ["tensions"], ["events"], ["disputes"], ["gaps"], ["evidence", "O 0"])
LEAST = 250
"""Bytes for each further relation, of which a relation with its telling takes a thousand."""


def relations(count: int) -> Iterator[Record]:
    """Yield facts between a hundred organizations, each of a day of its own."""
    for number in range(count):
        date = f"{1900 + number // 28}-01-{number % 28 + 1:02}"
        name = ("SUPPORTS", "OPPOSES")[number % 2]
        yield fact(f"O {number % 10}", name, f"O {10 + number % 91}", start=date, end=date, quote="So it is said. " * 5)


def store_of(count: int) -> Store:
    store = open_store(":memory:", create=True)
    assert not add(store, *relations(count)).rejected
    return store


def peak(store: Store, words: list[str]) -> int:
    """Measure the most memory that a question takes."""
    entry = query(words[0])
    entry.function(store, *words[1:], limit=25)  # imports and caches made once do not count
    tracemalloc.start()
    try:
        assert len(entry.function(store, *words[1:], limit=25).rows) <= 25
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.full
def test_memory_does_not_grow_with_the_store() -> None:
    with closing(store_of(FEW)) as small, closing(store_of(MANY)) as large:
        grown = {words[0]: (peak(large, words) - peak(small, words)) / (MANY - FEW) for words in QUESTIONS}
    assert {name: least for name, least in grown.items() if least > LEAST} == {}


@pytest.mark.full
@pytest.mark.parametrize("words", [["timeline"], ["gaps"], ["evidence", "O 0"]])
def test_pages_take_memory_by_their_rows(words: list[str]) -> None:
    with closing(store_of(MANY)) as store:
        pages = query(words[0]).pages
        assert pages is not None
        tracemalloc.start()
        try:
            read = sum(len(page.rows) for page in islice(pages(store, *words[1:]), 3))
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert read >= 600
    assert most < MANY * 1_000
