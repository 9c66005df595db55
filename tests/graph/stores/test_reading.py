"""Reading of every store: selections, arcs, names, searches, saved questions and graphs."""

from __future__ import annotations

import pytest

from linkchart.graph.rules import influence_rule, path_rule
from linkchart.graph.scope import Scope, Selection
from linkchart.graph.stores.protocol import Store
from tests.graph.records import (
    EVERYTHING,
    add,
    entity,
    fact,
)


def arcs(store: Store, rule: object, *, backward: bool = False) -> set[tuple[str, str, float]]:
    walker = store.walker(rule)  # type: ignore[arg-type]
    nodes = walker.nodes([entity.id for entity in store.entities()])
    found = list(walker.arcs(nodes, backward=backward))
    ids = walker.ids({end for arc in found for end in arc[:2]})
    return {(ids[here], ids[there], weight) for here, there, weight in found}


def test_selection_combines_its_conditions(store: Store) -> None:
    add(
        store,
        fact("Iran", "SUPPORTS", "Badr", date="2019"),
        fact("Badr", "SUPPORTS", "Houthis", confidence=0.2),
        fact("Badr", "FIGHTS", "Daesh", modality="forecast"),
    )
    about = Selection(about=["organization:badr"])
    assert [relation.relation for relation in store.relations(about)] == ["SUPPORTS", "SUPPORTS"]
    pair = [("organization:badr", "organization:iran")]
    (relation,) = store.relations(Selection(pairs=pair))
    assert list(store.relations(Selection(ids=[relation.id, "nonsense"], names=["SUPPORTS"]))) == [relation]
    assert not list(store.relations(Selection(ids=[relation.id], names=["FIGHTS"])))
    assert list(store.relations(Selection(Scope(low="2020-01-01", dated_only=True)))) == []
    assert list(store.relations(Selection(Scope(min_confidence=0.5)))) == [relation]
    assert list(store.relations(Selection(Scope(avoid=("organization:houthis",))))) == [relation]


def test_relation_ids_say_which_are_loops(store: Store) -> None:
    add(store, fact("Badr", "FIGHTS", "Houthis"), fact("Badr", "SUPPORTS", "Badr"), fact("Hezbollah", "FIGHTS", "IS"))
    loops = {relation.id: relation.source == relation.target for relation in store.relations(EVERYTHING)}
    assert store.relation_ids([entity.id for entity in store.entities()]) == loops
    about = ["organization:badr", "organization:nobody"]
    of_badr = {relation.id for relation in store.relations(EVERYTHING._replace(about=about))}
    assert store.relation_ids(about) == {id_: loops[id_] for id_ in of_badr}
    assert sorted(loops.values()) == [False, False, True]


def test_arcs_lead_along_and_against_as_the_rule_says(store: Store) -> None:
    add(store, fact("Iran", "CONTROLS", "Badr", source_type="State", confidence=0.5))
    weight = next(store.relations(EVERYTHING)).weight
    there = {("state:iran", "organization:badr", weight)}
    back = {("organization:badr", "state:iran", weight)}
    assert arcs(store, path_rule(store.schema, Scope())) == there | back
    assert arcs(store, path_rule(store.schema, Scope(), directed=True)) == there
    assert arcs(store, influence_rule(store.schema, Scope())) == there
    assert arcs(store, influence_rule(store.schema, Scope()), backward=True) == back
    assert not arcs(store, path_rule(store.schema, Scope(avoid=("state:iran",))))


def test_negated_facts_are_never_walked(store: Store) -> None:
    add(store, fact("Iran", "CONTROLS", "Badr", modality="negated"))
    assert not arcs(store, path_rule(store.schema, Scope(modalities=("asserted", "negated"))))


def test_names_find_entities_and_ids_come_first(store: Store) -> None:
    add(store, entity("Quds Force", aliases=["IRGC-QF"]), entity("Quds Force", "Issue"), entity("state:iran", "Person"))
    add(store, entity("Iran", "State"))
    found = store.find(["the quds force", "irgc qf", "organization:quds-force", "Nobody", "", "state:iran"])
    assert found == {
        "the quds force": ("issue:quds-force", "organization:quds-force"),
        "irgc qf": ("organization:quds-force",),
        "organization:quds-force": ("organization:quds-force",),
        "Nobody": (),
        "": (),
        "state:iran": ("state:iran",),
    }


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Hezbolah", "Hezbollah"),
        ("Solemani", "Qassem Soleimani"),
        ("Popular Mobilisation Forces", "Popular Mobilization Forces"),
    ],
)
def test_nearest_names_include_the_intended_one(store: Store, slip: str, meant: str) -> None:
    add(store, *map(entity, ("Hezbollah", "Qassem Soleimani", "Popular Mobilization Forces", "Iraqi Army", "Houthis")))
    assert store.nearest(slip)[0] == meant
    assert store.nearest("Xyzzy") == []


def test_search_lists_prefix_matches_first(store: Store) -> None:
    add(store, entity("Soleimani Brigade"), entity("Qassem Soleimani", "Person"), entity("Sole", "Place"))
    assert [entity.name for entity in store.search("sole")] == ["Sole", "Soleimani Brigade", "Qassem Soleimani"]
    assert [entity.name for entity in store.search("soleimani qas")] == ["Qassem Soleimani"]
    assert store.search("!?") == []


def test_saved_queries_are_kept_by_name(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"))
    store.save("b", ["path", "Iran", "Badr"])
    store.save("a", ["events"])
    store.save("b", ["influence", "Iran"])
    assert list(store.saved().items()) == [("a", ("events",)), ("b", ("influence", "Iran"))]


def test_saved_query_is_removed_by_its_name(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"))
    store.save("a", ["events"])
    store.save('b "b"', ["path", "Iran", "-k", "2"])
    assert store.unsave("a")
    assert not store.unsave("a")
    assert store.saved() == {'b "b"': ("path", "Iran", "-k", "2")}


def test_graph_for_networkx_has_every_relation(store: Store) -> None:
    add(
        store,
        fact("A", "SUPPORTS", "B"),
        fact("A", "FIGHTS", "B"),
        fact("B", "SUPPORTS", "C"),
        fact("C", "FIGHTS", "D"),
    )
    whole, near = store.graph(), store.graph(around=["A"], hops=2)
    assert (whole.number_of_nodes(), whole.number_of_edges()) == (4, 4)
    assert whole.nodes["organization:a"]["name"] == "A"
    assert sorted(near) == ["organization:a", "organization:b", "organization:c"]
    assert near.number_of_edges("organization:a", "organization:b") == 2
