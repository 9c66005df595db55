"""Saved questions on a server: kept, replaced and removed as in a file."""

from __future__ import annotations

import pytest

from linkchart.graph.stores.protocol import Store
from tests.graph.records import add, fact

pytestmark = pytest.mark.full


def test_saved_query_is_removed_by_its_name(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"))
    store.save("a", ["events"])
    store.save('b "b"', ["path", "Iran", "Badr"])
    store.save('b "b"', ["path", "Iran", "-k", "2"])
    assert store.unsave("a")
    assert not store.unsave("a")
    assert store.saved() == {'b "b"': ("path", "Iran", "-k", "2")}
    assert store.statistics().totals.entities == 2


def test_removal_without_earlier_write_does_nothing(store: Store) -> None:
    assert not store.unsave("a")
    assert store.saved() == {}
