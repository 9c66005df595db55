"""Retraction on a server: the tests of every store, and what Neo4j Browser sees."""

from __future__ import annotations

import pytest

from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.retraction import retract
from tests.graph.stores.test_retraction import (  # noqa: F401 - run here with the store on a server
    relation_of_two_documents,
    test_evidence_lists_what_was_retracted,
    test_retracted_telling_lends_nothing,
    test_retraction_is_an_entry_of_the_history,
    test_retraction_needs_a_document_and_a_reason,
)
from tests.neo4j.conftest import DATABASE, open_driver
from tests.neo4j.server import Access

pytestmark = pytest.mark.full


def test_relationship_says_that_it_was_retracted(store: Store, neo4j_access: Access) -> None:
    relation_of_two_documents(store)
    retract(store, "b", "invented")
    with open_driver(neo4j_access) as driver:
        rows = driver.execute_query(
            "MATCH ()-[r]->() WHERE r.retractedSources IS NOT NULL "
            "RETURN type(r), r.retracted, r.retractedSources ORDER BY type(r)",
            database_=DATABASE,
        ).records
    assert [list(row) for row in rows] == [["FIGHTS", True, ["b"]], ["SUPPORTS", None, ["b"]]]
