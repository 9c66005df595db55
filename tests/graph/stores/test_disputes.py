"""The six kinds of dispute; those between relations are the same however the facts came in."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkchart.graph.loading.report import Options
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.graph.records import EVERYTHING, Record, add, contents, document

PLACES = ("place:baghdad", "place:iraq", "place:asia", "place:sanaa")
EVENTS = ("event:raid", "event:blast")
TIE = {"source": "organization:x", "relation": "SUPPORTS", "target": "organization:y"}
HIT = {"source": "event:raid", "relation": "KILLED", "target": "population:guards"}


def telling(**fields: Any) -> Record:
    """Make the record of a fact."""
    return "fact", fields


def ends(*facts: Record) -> list[Record]:
    """Make an entity record for every end."""
    ids = sorted({fields[end] for _, fields in facts for end in ("source", "target")})
    return [("entity", {"id": id_, "type": id_.partition(":")[0].capitalize(), "name": id_}) for id_ in ids]


def disputes(store: Store) -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for relation in store.relations(EVERYTHING):
        found.setdefault(relation.relation, set()).add(relation.disputed)
    return found


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("denied", [telling(**TIE, start="2019"), telling(**TIE, modality="negated", date="2020", document="b")]),
        ("date", [telling(**HIT, date="2020-03-14"), telling(**HIT, date="2020-04", document="b")]),
        ("count", [telling(**HIT, attributes={"count": 5}), telling(**HIT, attributes={"count": 8}, document="b")]),
        ("end", [telling(**TIE, start="2019", end="2020"), telling(**TIE, start="2019", document="late")]),
    ],
)
def test_disagreeing_tellings_dispute_their_relation(memory: Store, kind: str, facts: list[Record]) -> None:
    add(memory, document("late", published="2021-01-05"), *ends(*facts), *facts)
    assert {kind} == {kind for kinds in disputes(memory)[facts[0][1]["relation"]] for kind in kinds}


def test_agreeing_tellings_dispute_nothing(memory: Store) -> None:
    facts = [
        telling(**HIT, date="2020-03", attributes={"count": "at least 5"}),
        telling(**HIT, date="2020-03-14", attributes={"count": 8}, document="b"),
        telling(**TIE, start="2019", end="2020"),
        telling(**TIE, modality="negated", date="2021"),
    ]
    add(memory, *ends(*facts), *facts)
    assert disputes(memory)["KILLED"] == {()}
    assert () in disputes(memory)["SUPPORTS"]


def test_overlapping_opposites_dispute_each_other(memory: Store) -> None:
    facts = [
        telling(**TIE, start="2019"),
        telling(source="organization:y", relation="OPPOSES", target="organization:x", start="2018", end="2019"),
        telling(source="organization:y", relation="FIGHTS", target="organization:x", start="2010", end="2011"),
    ]
    add(memory, *ends(*facts), *facts)
    assert disputes(memory) == {"SUPPORTS": {("opposed",)}, "OPPOSES": {("opposed",)}, "FIGHTS": {()}}


def test_two_sites_dispute_event_unless_nested(store: Store) -> None:
    sites = [telling(source="event:raid", relation="OCCURRED_AT", target=place) for place in PLACES[:2]]
    add(store, *ends(*sites), *sites)
    assert disputes(store)["OCCURRED_AT"] == {("twice",)}
    inside = telling(source=PLACES[0], relation="LOCATED_IN", target=PLACES[1], document="atlas")
    add(store, inside)
    assert disputes(store)["OCCURRED_AT"] == {()}
    store.forget("atlas")
    assert disputes(store)["OCCURRED_AT"] == {("twice",)}


def test_withdrawn_telling_settles_no_dispute(store: Store) -> None:
    sites = [telling(source="event:raid", relation="OCCURRED_AT", target=place) for place in PLACES[:2]]
    inside = telling(source=PLACES[0], relation="LOCATED_IN", target=PLACES[1], document="atlas", quote="within")
    add(store, *ends(*sites), *sites, document("atlas", text="within"), inside)
    add(store, document("atlas", text="elsewhere"), options=Options(new_edition=True))
    assert disputes(store) == {"OCCURRED_AT": {("twice",)}}


def test_withdrawn_telling_no_longer_opposes(store: Store) -> None:
    opposite = telling(source="organization:y", relation="OPPOSES", target="organization:x")
    backing = telling(**TIE, document="atlas", quote="backs")
    add(store, *ends(opposite), opposite, document("atlas", text="backs"), backing)
    add(store, document("atlas", text="leaves"), options=Options(new_edition=True))
    assert disputes(store) == {"OPPOSES": {()}}


def test_war_at_two_places_is_not_disputed(memory: Store) -> None:
    sites = [telling(source="event:raid", relation="OCCURRED_AT", target=place) for place in PLACES[:2]]
    add(memory, *ends(*sites), *sites, ("entity", {"id": "event:raid", "type": "Event", "name": "r", "kind": "war"}))
    assert disputes(memory)["OCCURRED_AT"] == {()}


_SITES = st.builds(
    telling,
    source=st.sampled_from(EVENTS),
    relation=st.just("OCCURRED_AT"),
    target=st.sampled_from(PLACES),
    modality=st.sampled_from(["asserted", "claimed", "hypothetical", "negated"]),
    document=st.sampled_from("abc"),
)
_MAP = st.builds(
    telling,
    source=st.sampled_from(PLACES),
    relation=st.just("LOCATED_IN"),
    target=st.sampled_from(PLACES),
    modality=st.sampled_from(["asserted", "hypothetical", "negated"]),
    document=st.sampled_from("abc"),
)


@settings(max_examples=40)
@given(st.lists(st.lists(st.one_of(_SITES, _MAP), max_size=4), min_size=2, max_size=4), st.sampled_from("abc"))
def test_places_told_in_parts_dispute_as_told_at_once(parts: list[list[Record]], forgotten: str) -> None:
    first = [telling(source=event, relation="OCCURRED_AT", target=place) for event in EVENTS for place in PLACES]
    entities = [*map(document, "abc"), *ends(*first)]
    with closing(open_store(":memory:", create=True)) as store, closing(open_store(":memory:", create=True)) as other:
        for part in parts:
            add(store, *entities, *part)
        store.forget(forgotten)
        left = [record for part in parts for record in part if record[1]["document"] != forgotten]
        add(other, *entities, *left)
        assert contents(store)[2] == contents(other)[2]
