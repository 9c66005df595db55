"""What a store holds does not depend on how it came there."""

from __future__ import annotations

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.examples import examples
from tests.graph.stores.history import StoreHistory


class MemoryHistory(StoreHistory):
    """A store in memory."""

    @staticmethod
    def opened() -> Store:
        """Open an empty store."""
        return open_store(":memory:", create=True)


TestMemoryHistory = MemoryHistory.TestCase
TestMemoryHistory.settings = examples(150, stateful_step_count=10)
