"""A Neo4j store, too, holds the same however it came there."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.graph.stores.history import StoreHistory
from tests.neo4j.conftest import DATABASE, once, open_driver
from tests.neo4j.server import Access


@pytest.mark.full
@pytest.mark.timeout(900)
@once
def test_history_ends_as_one_load_of_the_rest(neo4j_url: str, neo4j_access: Access) -> None:
    driver = open_driver(neo4j_access)

    class ServerHistory(StoreHistory):
        """A store on the server, emptied before each history; its indexes stay."""

        @staticmethod
        def opened() -> Store:
            """Open an empty store."""
            driver.execute_query("MATCH (n) DETACH DELETE n", database_=DATABASE)
            return open_store(neo4j_url, create=True)

    with driver:
        run_state_machine_as_test(ServerHistory, settings=settings(max_examples=4, stateful_step_count=5))
