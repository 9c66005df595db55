"""What every store must do; one body, run on each kind."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.documents import Document
from linkchart.graph.errors import UnknownRelation
from linkchart.graph.model import Entity
from linkchart.graph.rules import influence_rule, path_rule
from linkchart.graph.scope import Scope, Selection
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts
from tests.graph.records import (
    DOCUMENTS,
    EVERYTHING,
    FILES,
    Record,
    add,
    contents,
    document,
    entity,
    fact,
    records_of,
)


def fresh() -> closing[Store]:
    return closing(open_store(":memory:", create=True))


def arcs(store: Store, rule: object, *, backward: bool = False) -> set[tuple[str, str, float]]:
    walker = store.walker(rule)  # type: ignore[arg-type]
    nodes = walker.nodes([one.id for one in store.entities()])
    found = list(walker.arcs(nodes, backward=backward))
    ids = walker.ids({end for arc in found for end in arc[:2]})
    return {(ids[here], ids[there], weight) for here, there, weight in found}


# Loading


def test_report_counts_additions_of_file(store: Store) -> None:
    report = add(store, document("a"), fact("Iran", "CONTROLS", "Quds Force", source_type="State", document="a"))
    assert report.counts == Counts(1, 2, 1, 1)
    assert store.statistics().totals == Counts(1, 2, 1, 1)
    assert [one.id for one in store.entities()] == ["organization:quds-force", "state:iran"]


def test_relation_has_fields_of_its_fact(store: Store) -> None:
    add(
        store,
        document("a", publisher="Agency", reliability="B"),
        fact(
            "Iran", "SUPPORTS", "Houthis", source_type="State", start="2015", end="2020-03", place="Sanaa",
            attributes={"kind": "arms"}, credibility=2, document="a", paragraph=3, quote="Iran arms them.",
            start_char=5, end_char=20, modality="claimed", attributed_to="Riyadh", method="import", rule="r7",
        ),
    )  # fmt: skip
    (one,) = store.relations(EVERYTHING)
    assert (one.source, one.relation, one.target) == ("state:iran", "SUPPORTS", "organization:houthis")
    assert (one.start, one.end, one.place, one.attributes) == ("2015", "2020-03", "Sanaa", {"kind": "arms"})
    assert (one.sign, one.modality, one.confidence) == (1, "claimed", 0.64)
    (telling,) = one.tellings
    assert (telling.document, telling.publisher, telling.paragraph, telling.quote) == (
        "a",
        "Agency",
        3,
        "Iran arms them.",
    )
    assert (telling.start_char, telling.end_char, telling.method, telling.made_by) == (5, 20, "import", "r7")
    assert (telling.attributed_to, telling.credibility, telling.confidence) == ("Riyadh", 2, 0.64)


def test_same_fact_again_is_telling_not_edge(store: Store) -> None:
    add(store, *DOCUMENTS, fact("Iran", "SUPPORTS", "Badr", document="a"))
    report = add(store, fact("Iran", "SUPPORTS", "Badr", document="b"))
    assert report.counts == Counts(0, 0, 0, 1)
    (one,) = store.relations(EVERYTHING)
    assert [telling.document for telling in one.tellings] == ["a", "b"]


@pytest.mark.parametrize(
    "change", [{"start": "2021"}, {"attributes": {"against": "Daesh"}}, {"attributes": {"ref": 7}}]
)
def test_key_parts_make_another_relation(store: Store, change: dict[str, object]) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", end="2019"), fact("Iran", "SUPPORTS", "Badr", **change))
    assert len(list(store.relations(EVERYTHING))) == 2


def test_symmetric_relation_is_stored_once_in_order(store: Store) -> None:
    add(store, fact("Zed", "COOPERATES_WITH", "Alpha"), fact("Alpha", "COOPERATES_WITH", "Zed", document="x"))
    (one,) = store.relations(EVERYTHING)
    assert (one.source, one.target, len(one.tellings)) == ("organization:alpha", "organization:zed", 2)


@pytest.mark.full
@given(FILES)
def test_loading_twice_is_loading_once(facts: list[Record]) -> None:
    with fresh() as one, fresh() as other:
        for store in (one, other):
            add(store, *DOCUMENTS, *facts)
        again = add(other, *DOCUMENTS, *facts)
        assert again.counts == Counts()
        assert contents(one) == contents(other)


@given(FILES, st.randoms(use_true_random=False), st.integers(0, 8))
def test_graph_is_independent_of_loading_order(facts: list[Record], random: object, cut: int) -> None:
    with fresh() as one, fresh() as other:
        add(one, *DOCUMENTS, *facts)
        shuffled = list(facts)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        add(other, *shuffled[:cut])
        add(other, *shuffled[cut:], *reversed(DOCUMENTS))
        assert contents(other)[1:3] == contents(one)[1:3]


def test_document_again_adds_fields(store: Store) -> None:
    add(store, document("a", title="Old", publisher="Agency"))
    add(store, document("a", title="New", reliability="B", attributes={"lang": "fa"}))
    assert list(store.documents()) == [
        Document("a", "New", "Agency", None, None, "B", {"lang": "fa"}),
    ]


def test_documents_beside_id_are_next_to_it(store: Store) -> None:
    add(store, *(document(id_) for id_ in ("a", "b", "c", "e", "f", "g")))
    assert store.documents_beside("d", 2) == ["b", "c", "e", "f"]
    assert store.documents_beside("a", 1) == ["b"]


def test_entity_again_keeps_name_and_gains_rest(store: Store) -> None:
    add(store, entity("Quds Force", kind="military", attributes={"founded": 1988}))
    add(store, entity("Quds Force", id="organization:quds-force", kind="armed_group", aliases=["IRGC-QF"]))
    add(store, entity("The Quds", id="organization:quds-force", attributes={"seat": "Tehran"}))
    assert list(store.entities()) == [
        Entity(
            "organization:quds-force", "Organization", "Quds Force", "armed_group", ("IRGC-QF", "The Quds"),
            {"founded": 1988, "seat": "Tehran"},
        )
    ]  # fmt: skip


# Grades


def test_document_described_after_facts_grades_them(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", document="a", credibility=1))
    assert [one.confidence for one in store.relations(EVERYTHING)] == [0.76]
    add(store, document("a", reliability="C"))
    assert [one.confidence for one in store.relations(EVERYTHING)] == [0.57]
    add(store, document("a", reliability="B"))
    assert [(one.confidence, one.tellings[0].confidence) for one in store.relations(EVERYTHING)] == [(0.76, 0.76)]


def test_later_document_record_grades_earlier_facts(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", document="a"), document("a", reliability="C"))
    assert [one.confidence for one in store.relations(EVERYTHING)] == [0.48]


def test_publisher_added_later_regrades_tellings(store: Store) -> None:
    add(store, document("a", reliability="C"), document("b", reliability="C"))
    add(store, *[fact("Iran", "SUPPORTS", "Badr", document=one) for one in "ab"])
    assert [one.confidence for one in store.relations(EVERYTHING)] == [0.7296]
    add(store, document("a", publisher="Agency"), document("b", publisher="Agency"))
    assert [one.confidence for one in store.relations(EVERYTHING)] == [0.48]


def test_given_strength_overrides_ontology(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", confidence=0.5))
    usual = next(store.relations(EVERYTHING)).strength
    add(store, fact("Iran", "SUPPORTS", "Badr", attributes={"strength": 0.35}))
    (one,) = store.relations(EVERYTHING)
    assert usual != 0.35
    assert (one.strength, one.weight) == (0.35, 0.2625)


# The case's own types


def test_cases_own_types_stay_with_it(store: Store) -> None:
    extra = {
        "nodes": {"Ship": {"kinds": ["tanker"]}},
        "relations": {"ESCORTS": {"domain": ["Ship"], "range": ["Ship"], "strength": 0.25}},
    }
    escorts = fact("Grace", "ESCORTS", "Stena", source_type="Ship", target_type="Ship")
    assert add(store, escorts).rejected
    assert not add(store, escorts, extra=extra).rejected
    assert "ESCORTS" in store.schema.relations
    assert not add(store, fact("Stena", "ESCORTS", "Grace", source_type="Ship", target_type="Ship")).rejected
    assert [one.strength for one in store.relations(EVERYTHING)] == [0.25, 0.25]


def test_another_strength_weighs_what_is_stored_anew(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"), fact("Iran", "SUPPORTS", "Houthis", attributes={"strength": 0.9}))
    add(store, extra={"relations": {"SUPPORTS": {"strength": 0.125}}})
    assert sorted(one.weight for one in store.relations(EVERYTHING)) == [0.0625, 0.45]


def test_types_of_unwritten_file_are_not_stored(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"))
    add(store, extra={"nodes": {"Ship": {}}}, check_only=True)
    assert "Ship" not in store.schema.nodes


# Forgetting and trying


@pytest.mark.full
@given(FILES, FILES)
def test_forgotten_document_equals_never_loaded(first: list[Record], second: list[Record]) -> None:
    with fresh() as one, fresh() as other:
        for store in (one, other):
            add(store, *DOCUMENTS, *first)
        add(other, document("gone", reliability="A"), *records_of("gone", second))
        other.forget("gone")
        assert contents(other) == contents(one)


def test_forgetting_says_what_went(store: Store) -> None:
    add(store, *DOCUMENTS, fact("Iran", "SUPPORTS", "Badr", document="a"))
    add(store, fact("Iran", "SUPPORTS", "Badr", document="b"), fact("Badr", "FIGHTS", "Daesh", document="b"))
    assert store.forget("b") == Counts(1, 1, 1, 2)
    with pytest.raises(UnknownRelation):
        store.forget("b")


@given(FILES, st.sets(st.integers(0, 9), max_size=3), st.booleans(), st.booleans())
def test_trial_changes_nothing(facts: list[Record], chosen: set[int], people: bool, papers: bool) -> None:
    with fresh() as store:
        add(store, *DOCUMENTS, *facts)
        before = contents(store)
        relations = [one.id for place, one in enumerate(before[2]) if place in chosen]
        with store.trial() as trial:
            trial.remove([], relations, ["a"] if papers else [])
            left = {one.id for one in trial.relations(EVERYTHING)}
            assert left.isdisjoint(relations)
            if people and (known := list(trial.entities())):
                trial.remove([known[0].id], [], [])
                assert not any(known[0].id in (one.source, one.target) for one in trial.relations(EVERYTHING))
            assert contents(store) == before
        assert contents(store) == before


def test_trial_knows_what_there_is_to_remove(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"))
    unknown: list[tuple[list[str], list[str], list[str]]] = [
        (["state:x"], [], []),
        ([], ["r0000000000000000"], []),
        ([], ["nonsense"], []),
        ([], [], ["x"]),
    ]
    for missing in unknown:
        with store.trial() as trial, pytest.raises(UnknownRelation):
            trial.remove(*missing)
    assert len(list(store.relations(EVERYTHING))) == 1


# Reading


def test_selection_combines_its_conditions(store: Store) -> None:
    add(
        store,
        fact("Iran", "SUPPORTS", "Badr", date="2019"),
        fact("Badr", "SUPPORTS", "Houthis", confidence=0.2),
        fact("Badr", "FIGHTS", "Daesh", modality="forecast"),
    )
    about = Selection(about=["organization:badr"])
    assert [one.relation for one in store.relations(about)] == ["SUPPORTS", "SUPPORTS"]
    pair = [("organization:badr", "organization:iran")]
    (one,) = store.relations(Selection(pairs=pair))
    assert list(store.relations(Selection(ids=[one.id, "nonsense"], names=["SUPPORTS"]))) == [one]
    assert not list(store.relations(Selection(ids=[one.id], names=["FIGHTS"])))
    assert list(store.relations(Selection(Scope(low="2020-01-01", dated_only=True)))) == []
    assert list(store.relations(Selection(Scope(min_confidence=0.5)))) == [one]
    assert list(store.relations(Selection(Scope(avoid=("organization:houthis",))))) == [one]


def test_relation_ids_say_which_are_loops(store: Store) -> None:
    add(store, fact("Badr", "FIGHTS", "Houthis"), fact("Badr", "SUPPORTS", "Badr"), fact("Hezbollah", "FIGHTS", "IS"))
    loops = {one.id: one.source == one.target for one in store.relations(EVERYTHING)}
    assert store.relation_ids([one.id for one in store.entities()]) == loops
    about = ["organization:badr", "organization:nobody"]
    of_badr = {one.id for one in store.relations(EVERYTHING._replace(about=about))}
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
    assert [one.name for one in store.search("sole")] == ["Sole", "Soleimani Brigade", "Qassem Soleimani"]
    assert [one.name for one in store.search("soleimani qas")] == ["Qassem Soleimani"]
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


def test_rejected_load_writes_nothing(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"))
    before = contents(store)
    bad = (fact("New", "SUPPORTS", "Newer"), fact("Iran", "LIKES", "Badr"))
    assert add(store, *bad, strict=True).counts == Counts()
    assert contents(store) == before
    report = add(store, *bad, check_only=True)
    assert (report.accepted, len(report.rejected), report.counts) == (1, 1, Counts())
    assert contents(store) == before
    assert add(store, *bad).counts == Counts(0, 2, 1, 1)


def test_text_that_is_known_to_be_empty_stays_known(store: Store) -> None:
    with store.writer() as writer:
        writer.documents([Document("empty", text=""), Document("unread")])
    assert [one.text for one in store.documents(["empty", "unread"])] == ["", None]
