"""Look-ups of the relationships of a key."""

from __future__ import annotations

from linkchart.graph.stores.neo4j.regroup import stored_between
from linkchart.graph.stores.neo4j.tellings import KeyTellings
from linkchart.graph.stores.protocol import Store
from tests.neo4j.conftest import DATABASE, open_driver
from tests.neo4j.server import Access

CREATE = """
CREATE (a:Entity {id: 'state:a'}), (b:Entity {id: 'state:b'})
CREATE (a)-[:SUPPORTS {id: 'r0000000000000001', key: 'k0000000000000001', quotes: ['Yes.'], start: '2020'}]->(b)
CREATE (a)-[:SUPPORTS {id: 'r0000000000000002', key: 'k0000000000000001', quotes: [''], starts: ['2021']}]->(b)
CREATE (a)-[:SUPPORTS {id: 'r0000000000000003', key: 'k0000000000000003', quotes: ['']}]->(b)
CREATE (b)-[:SUPPORTS {id: 'r0000000000000004', key: 'k0000000000000004', quotes: ['']}]->(a)
"""


def test_relationships_of_keys_are_found_as_they_are_written(remote: Store, neo4j_access: Access) -> None:
    assert not list(remote.entities())
    asked = KeyTellings(1, "state:a", "SUPPORTS", "state:b", [])
    with open_driver(neo4j_access) as driver, driver.session(database=DATABASE) as session:
        tx = session.begin_transaction()
        tx.run(CREATE).consume()
        found = stored_between(tx, [asked, asked, asked._replace(key=4), asked._replace(key=5)])
        tx.rollback()
    assert found.keys() == {1}
    tellings = [
        (relation.id, telling.quote, telling.start) for relation in found[1] for telling in relation.tellings[4]
    ]
    assert sorted(tellings) == [("r0000000000000001", "Yes.", "2020"), ("r0000000000000002", None, "2021")]
