"""Saved queries on a server: kept, replaced and removed as in a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.graph.records import add, fact

pytestmark = pytest.mark.full


@pytest.fixture
def remote(neo4j_url: str) -> Iterator[Store]:
    """Yield a store in an emptied database."""
    with closing(open_store(neo4j_url, create=True)) as store:
        yield store


def test_saved_query_is_removed_by_its_name(remote: Store) -> None:
    add(remote, fact("Iran", "SUPPORTS", "Badr"))
    remote.save("a", ["events"])
    remote.save('b "b"', ["path", "Iran", "Badr"])
    remote.save('b "b"', ["path", "Iran", "-k", "2"])
    assert remote.unsave("a")
    assert not remote.unsave("a")
    assert remote.saved() == {'b "b"': ("path", "Iran", "-k", "2")}
    assert remote.statistics().totals.entities == 2


def test_there_is_nothing_to_remove_where_nothing_was_written(remote: Store) -> None:
    assert not remote.unsave("a")
    assert remote.saved() == {}
