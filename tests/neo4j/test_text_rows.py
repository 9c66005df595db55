"""New relationships sent as one text."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import neo4j
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkchart
from linkchart.graph.stores.neo4j import relation_changes
from linkchart.graph.stores.neo4j.properties import PROPERTIES
from linkchart.graph.stores.neo4j.text_rows import CELL, ITEM, LINE, text_rows
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.graph.records import add, document, fact
from tests.neo4j.alike import EXAMPLE
from tests.neo4j.conftest import DATABASE, open_driver, remove_nodes
from tests.neo4j.server import Access

ODD = "“Half\tof it”,\nshe said \\ ' \" {0} $rows \u2028 नमस्ते \x01"


def row(**given: Any) -> list[Any]:
    """Make the row of a relationship with these properties."""
    own = given.pop("own", {})
    usual = {"id": "r1", "key": "k1", "strength": 0.5, "weight": 0.25, "modality": "asserted", "quotes": [""]} | given
    return [0, *(usual.get(name) for name in PROPERTIES), own, "state:a", "state:b", "SUPPORTS"]


def properties(driver: neo4j.Driver) -> list[tuple[Any, ...]]:
    """Read all relationships with their properties."""
    rows = driver.execute_query("MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r)", database_=DATABASE)
    return sorted((a, name, b, sorted(own.items())) for a, name, b, own in rows.records)


def add_all(store: Store) -> None:
    """Fill a store with relations of every kind."""
    linkchart.load(store, str(EXAMPLE))
    odd = {"quote": ODD, "source_as": "Á", "paragraph": 7, "attributes": {"count": 3, "note": ODD}}
    add(
        store,
        document("odd", title=ODD, publisher="P|Q"),
        fact("A", "ATTACKED", "B", document="odd", date="2020-01", **odd),
        fact("A", "ATTACKED", "B", date="2020", modality="negated", attributed_to=ODD),
        fact("A", "SUPPORTS", "B", quote=f"with{ITEM}every{CELL}separator{LINE}", start="2020", end="2021"),
        fact("A", "SUPPORTS", "B", start="2020", confidence=0.123456789),
    )


def test_relationships_by_text_equal_the_ones_by_row(
    remote: Store, neo4j_access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_all(remote)
    with open_driver(neo4j_access) as driver:
        by_text = properties(driver)
        remove_nodes(driver)
        monkeypatch.setattr(relation_changes, "text_rows", _none)
        with closing(open_store(neo4j_access.routed, create=True)) as store:
            add_all(store)
        assert by_text == properties(driver)
    assert len(by_text) > 200


def _none(_rows: list[list[Any]]) -> None:
    pass


@pytest.mark.parametrize("separator", [LINE, CELL, ITEM])
@pytest.mark.parametrize("name", ["quotes", "documents", "start"])
def test_separator_in_value_is_never_split(separator: str, name: str) -> None:
    value = f"a{separator}b" if name == "start" else ["c", f"a{separator}b"]
    assert text_rows([row(), row(**{name: value})]) is None


@given(st.lists(st.text(), min_size=1), st.text(min_size=1), st.none() | st.floats(0, 1), st.booleans())
def test_text_has_every_value_once(quotes: list[str], document: str, confidence: float | None, denied: bool) -> None:
    given = row(quotes=quotes, documents=[document] * 2, confidence=confidence, denied=denied or None)
    sent = text_rows([given, given])
    if any(separator in text for separator in (LINE, CELL, ITEM) for text in (*quotes, document)):
        assert sent is None
        return
    assert sent
    lines = [line.split(CELL) for line in sent.text.split(LINE)]
    assert [line[-1] for line in lines] == (["0", "1"] if denied else ["", ""])
    assert sent.more == [{"denied": True}] * 2 * denied
    assert all(ITEM.join(quotes) in line and ITEM.join([document] * 2) in line for line in lines)
    assert all(("" if confidence is None else str(confidence)) in line for line in lines)
