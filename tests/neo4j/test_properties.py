"""What relationships have as properties; no server is needed."""

from __future__ import annotations

from contextlib import closing

import pytest

from linkchart.graph.schema import builtin, extended
from linkchart.graph.stores.neo4j.admin_import.relations import own_of
from linkchart.graph.stores.neo4j.ontology import ontology_of
from linkchart.graph.stores.neo4j.properties import PROPERTIES, properties_of
from linkchart.graph.stores.open_store import open_store
from tests.graph.records import EVERYTHING, add, document, fact


def holding(fraction: str) -> dict[str, object]:
    """Describe a case's own relation."""
    ends = {"domain": ("Organization",), "range": ("Organization",)}
    return {"nodes": {}, "relations": {"HOLDS": {**ends, "shared": True, "fraction": fraction}}}


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("voting_stake", {"votingStake": 40}),
        ("share", {"share": 40}),
        ("fraction", {"fraction": 40}),
        ("confidence", {}),
        ("type", {}),
    ],
)
def test_fraction_is_property_unless_taken(name: str, own: dict[str, int]) -> None:
    schema = extended(builtin(), holding(name))
    with closing(open_store(":memory:", create=True)) as store:
        add(store, fact("Acme", "HOLDS", "Bravo", attributes={name: 40}, confidence=0.5), extra=holding(name))
        (relation,) = store.relations(EVERYTHING)
    assert relation.attributes == {name: 40}
    *known, written = properties_of(relation, schema, {})
    assert written == own
    properties = dict(zip(PROPERTIES, known, strict=True))
    assert (properties["confidence"], properties["type"]) == (0.5, None)
    assert properties["attributes"] == (None if name == "share" else f'{{"{name}": 40}}')
    assert ontology_of(schema)["fractions"].get("HOLDS") == next(iter(own), None)
    assert set(own) <= set(own_of(schema))


def test_no_own_attribute_takes_place_of_property() -> None:
    own = own_of(extended(builtin(), holding("weight")))
    assert len(set(own)) == len(own)
    assert set(own).isdisjoint(PROPERTIES)


def test_voices_of_relations_share_marks() -> None:
    wire = "They cooperate with each other in all matters, said the one and the other."
    sources = [("a", "The Herald", None), ("b", "Herald", wire), ("c", "Gazette", wire.upper())]
    with closing(open_store(":memory:", create=True)) as store:
        add(store, *(document(id_, publisher=publisher) for id_, publisher, _ in sources))
        add(store, *(fact("Red", "SUPPORTS", id_, document=id_, quote=quote) for id_, _, quote in sources))
        add(store, fact("Red", "SUPPORTS", "Nobody's"))
        rows = [properties_of(relation, builtin(), {}) for relation in store.relations(EVERYTHING)]
    voices = sorted(voice for row in rows for voice in row[PROPERTIES.index("voices")])
    marks = {name: {*text.split()} for text, _, name in (voice.partition("|") for voice in voices)}
    assert sorted(marks) == ["", "Gazette", "Herald", "The Herald"]
    assert (len(marks["Herald"] & marks["The Herald"]), len(marks["Herald"] & marks["Gazette"])) == (1, 1)
    assert not marks["The Herald"] & marks["Gazette"]
    assert not marks[""]
