"""The bundled case, loaded once for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import linkchart
from linkchart.graph.stores.protocol import Store
from tests.queries.asking import CASE


@pytest.fixture(scope="module")
def case() -> Iterator[Store]:
    store = linkchart.open_store(":memory:", create=True)
    linkchart.load(store, str(CASE))
    yield store
    store.close()
