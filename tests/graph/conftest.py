"""Every kind of store, empty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store

# A store on a server has its own tests, which compare it with the one in memory: tests/neo4j.
KINDS = (":memory:", "file.db")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Yield an empty store of each kind."""
    kind: str = request.param
    with closing(open_store(kind if kind == ":memory:" else str(tmp_path / kind), create=True)) as opened:
        yield opened


@pytest.fixture
def memory() -> Iterator[Store]:
    """Yield an empty store in memory, for what does not depend on where it is kept."""
    with closing(open_store(":memory:", create=True)) as opened:
        yield opened
