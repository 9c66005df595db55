from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkchart.graph.errors import InputError
from linkchart.graph.loading.load import load_file
from linkchart.graph.model import Answer
from linkchart.graph.scope import Scope
from linkchart.graph.stores.open_store import open_store
from linkchart.render.page.page import page
from linkchart.render.picture.choose import choose
from linkchart.render.picture.grow import FAN_OUT

if TYPE_CHECKING:
    from linkchart.graph.stores.protocol import Store
    from linkchart.render.picture.picture import Picture

DOCUMENT = {"id": "doc", "title": "A briefing", "reliability": "A"}


def fact(source: str, relation: str, target: str, **more: Any) -> dict[str, Any]:
    types = {"s": "State", "o": "Organization", "p": "Person", "e": "Event", "l": "Place"}
    ends = {"source_type": types[source[0]], "target_type": types[target[0]], "document": "doc"}
    return {
        "source": source,
        "relation": relation,
        "target": target,
        **ends,
        "quote": f"{source} {target}",
    } | more


def kept(*facts: dict[str, Any]) -> Store:
    store = open_store(":memory:", create=True)
    records = [(1, "document", DOCUMENT), *((2, "fact", fact) for fact in facts)]
    report = load_file(store, records)
    assert not report.rejected
    return store


def names(picture: Picture) -> set[str]:
    return {entity.name for entity in picture.entities}


def star(count: int) -> Store:
    """One state that supports many organizations, the first ones most surely."""
    facts = [fact("s0", "SUPPORTS", f"o{rank:03}", confidence=1 - rank / 1000) for rank in range(count)]
    return kept(*facts)


def test_small_store_is_shown_whole() -> None:
    store = kept(
        fact("s0", "PERPETRATED", "e0", date="2020-01-03"),
        fact("e0", "KILLED", "p0", date="2020-01-03"),
        fact("o0", "OPERATES_IN", "s1"),
    )
    picture = choose(store)
    assert names(picture) == {"s0", "e0", "p0", "o0", "s1"}
    assert [relation.relation for relation in picture.relations if relation.derived] == ["ATTACKED"]
    assert {telling.quote for relation in picture.relations for telling in relation.tellings} == {
        "s0 e0",
        "e0 p0",
        "o0 s1",
    }
    assert picture.documents["doc"].title == "A briefing"
    assert picture.count == "Showing 5 entities and 4 relations."
    assert not picture.hidden


def test_heaviest_neighbours_first_rest_counted() -> None:
    picture = choose(star(60), around=["state:s0"], max_nodes=41)
    assert names(picture) == {"s0", *(f"o{rank:03}" for rank in range(40))}
    assert picture.hidden == {"state:s0": 20}
    assert picture.count == (
        "Showing 41 of 61 entities and 40 relations. "
        "There is room for 41 entities, those of most weight first: --max-nodes gives more."
    )


def test_neighbour_adds_limited_number_of_its_own() -> None:
    store = star(60)
    load_file(store, [(1, "fact", fact("s9", "SUPPORTS", "s0", document=None))])
    load_file(store, [(1, "fact", fact("s9", "OPPOSES", "s1", document=None, confidence=0.1))])
    picture = choose(store, around=["state:s9"], hops=2, max_nodes=3 + FAN_OUT)
    assert {"s1", "s0"} <= names(picture)  # the lightest neighbour comes before more than so many of the heaviest's
    assert picture.total_entities == 63


def test_spare_room_goes_to_omitted_neighbours() -> None:
    store = star(60)
    load_file(store, [(1, "fact", fact("s9", "SUPPORTS", "s0", document=None))])
    assert len(choose(store, around=["state:s9"], hops=2, max_nodes=50).entities) == 50
    assert len(choose(store, around=["state:s9"], hops=2).entities) == 62


@pytest.mark.parametrize(("hops", "shown"), [(0, {"s0"}), (1, {"s0", "o0"}), (2, {"s0", "o0", "o1"})])
def test_hops_limit_distance(hops: int, shown: set[str]) -> None:
    store = kept(
        fact("s0", "CONTROLS", "o0"),
        fact("o0", "SUPPORTS", "o1"),
        fact("o1", "SUPPORTS", "o2"),
        fact("s1", "CONTROLS", "o3"),
    )
    assert names(choose(store, around=["state:s0"], hops=hops)) == shown


def test_answer_is_shown_before_heavier_relations() -> None:
    store = star(60)
    load_file(store, [(1, "fact", fact("s0", "SUPPORTS", "o999", document=None, confidence=0.01))])
    (weak,) = [
        relation.id for relation in choose(store, around=["organization:o999"]).relations if "o999" in relation.target
    ]
    answer = Answer("path", {}, [], entities=("state:s0", "organization:o999"), relations=(weak,))
    picture = choose(store, answer=answer, max_nodes=10)
    assert {"s0", "o999"} <= names(picture)
    assert weak in {relation.id for relation in picture.relations}
    assert picture.highlight == {"state:s0", "organization:o999", weak}
    assert len(picture.entities) == 10
    alone = choose(store, answer=answer, hops=0)
    assert names(alone) == {"s0", "o999"}


def test_answer_outside_scope_modalities_is_drawn() -> None:
    store = kept(fact("s0", "SUPPORTS", "o0", modality="forecast"))
    forecast = Scope(modalities=("forecast",))
    (relation,) = choose(store, scope=forecast).relations
    answer = Answer("evidence", {}, [], entities=("state:s0", "organization:o0"), relations=(relation.id,))
    assert [shown.id for shown in choose(store, answer=answer).relations] == [relation.id]
    assert not choose(store).relations


def test_derived_relation_of_answer_is_drawn_once() -> None:
    store = kept(fact("s0", "PERPETRATED", "e0"), fact("e0", "KILLED", "p0"))
    (attack,) = [relation for relation in choose(store).relations if relation.derived]
    answer = Answer("profile", {}, [], ("state:s0", "person:p0", "event:e0"), (), (attack,))
    picture = choose(store, answer=answer)
    assert [relation for relation in picture.relations if relation.derived] == [attack]
    assert attack.id in picture.highlight


def test_answer_without_rows_makes_empty_picture() -> None:
    picture = choose(star(3), answer=Answer("path", {}, []))
    assert not picture.entities
    assert not picture.relations
    assert "There is nothing to show" in page(picture)


def test_unknown_ids_show_nothing() -> None:
    assert not choose(star(3), around=["state:nobody"]).entities


def test_large_store_is_shown_by_its_hubs() -> None:
    facts = [fact(f"s{hub}", "SUPPORTS", f"o{hub}-{rank}") for hub in range(3) for rank in range(30)]
    facts.append(fact("s7", "SUPPORTS", "o7-0"))
    picture = choose(kept(*facts), max_nodes=20)
    assert {"s0", "s1"} <= names(picture)
    assert len(picture.entities) == 20
    assert picture.count.startswith("Showing 20 of 95 entities")


def test_spare_room_goes_to_lesser_hubs() -> None:
    facts = [fact(f"s{pair}", "SUPPORTS", f"o{pair}") for pair in range(30)]
    store = kept(*facts)
    load_file(store, [(1, "entity", {"type": "Person", "name": f"p{rank}"}) for rank in range(10)])
    assert len(choose(store, max_nodes=25).entities) == 25
    assert len(choose(store, max_nodes=65).entities) == 65  # even those tied to nobody
    assert len(choose(store, max_nodes=25, scope=Scope(low="", relations=("SUPPORTS",))).entities) == 25


def test_avoided_entities_stay_out() -> None:
    store = kept(fact("s0", "CONTROLS", "o0"), fact("s0", "SUPPORTS", "o1"), fact("s0", "SUPPORTS", "o2"))
    scope = Scope(relations=("SUPPORTS",), avoid=("organization:o2",))
    assert names(choose(store, around=["state:s0"], scope=scope)) == {"s0", "o1"}


def test_number_of_relations_is_limited() -> None:
    facts = [fact("s0", "SUPPORTS", "o0", date=f"{1500 + rank}") for rank in range(450)]
    facts.append(fact("o0", "SUPPORTS", "o1", confidence=0.001))
    picture = choose(kept(*facts), around=["state:s0"], hops=2)
    assert len(picture.relations) == 400
    assert picture.total_relations == 451
    assert picture.why == "There is room for 400 relations, the heaviest first: --max-nodes gives more."
    assert "o1" in {relation.target.partition(":")[2] for relation in picture.relations}  # what it grew over stays


@pytest.mark.parametrize("count", [0, 3001])
def test_impossible_node_count_is_rejected(count: int) -> None:
    with pytest.raises(InputError, match="1 to 3,000"):
        choose(star(1), max_nodes=count)


ENDS = st.sampled_from([f"o{rank}" for rank in range(12)])
FACTS = st.lists(st.tuples(ENDS, st.sampled_from(["SUPPORTS", "FIGHTS", "PART_OF"]), ENDS), max_size=40)


@given(FACTS, st.integers(1, 15), st.integers(0, 3))
@settings(max_examples=40)
def test_picture_contains_seeds_and_is_connected(facts: Any, most: int, hops: int) -> None:
    store = kept(fact("o0", "SUPPORTS", "o1"), *(fact(*words) for words in facts))
    picture = choose(store, around=["organization:o0"], hops=hops, max_nodes=most)
    shown = {entity.id for entity in picture.entities}
    assert "organization:o0" in shown
    assert len(shown) <= most
    assert len(shown) <= picture.total_entities
    assert all({relation.source, relation.target} <= shown for relation in picture.relations)
    near = {"organization:o0"}
    for _ in range(hops):
        near |= {
            end
            for relation in picture.relations
            if {relation.source, relation.target} & near
            for end in (relation.source, relation.target)
        }
    assert near == shown
