"""Loads: what every store keeps of a file's records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.documents import Document
from linkchart.graph.model import Entity
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
    empty_store,
    entity,
    fact,
)


def test_report_counts_additions_of_file(store: Store) -> None:
    report = add(store, document("a"), fact("Iran", "CONTROLS", "Quds Force", source_type="State", document="a"))
    assert report.counts == Counts(1, 2, 1, 1)
    assert store.statistics().totals == Counts(1, 2, 1, 1)
    assert [entity.id for entity in store.entities()] == ["organization:quds-force", "state:iran"]


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
    (relation,) = store.relations(EVERYTHING)
    assert (relation.source, relation.relation, relation.target) == ("state:iran", "SUPPORTS", "organization:houthis")
    assert (relation.start, relation.end, relation.place, relation.attributes) == (
        "2015",
        "2020-03",
        "Sanaa",
        {"kind": "arms"},
    )
    assert (relation.sign, relation.modality, relation.confidence) == (1, "claimed", 0.64)
    (telling,) = relation.tellings
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
    (relation,) = store.relations(EVERYTHING)
    assert [telling.document for telling in relation.tellings] == ["a", "b"]


@pytest.mark.parametrize(
    "change", [{"start": "2021"}, {"attributes": {"against": "Daesh"}}, {"attributes": {"ref": 7}}]
)
def test_key_parts_make_another_relation(store: Store, change: dict[str, object]) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", end="2019"), fact("Iran", "SUPPORTS", "Badr", **change))
    assert len(list(store.relations(EVERYTHING))) == 2


def test_symmetric_relation_is_stored_once_in_order(store: Store) -> None:
    add(store, fact("Zed", "COOPERATES_WITH", "Alpha"), fact("Alpha", "COOPERATES_WITH", "Zed", document="x"))
    (relation,) = store.relations(EVERYTHING)
    assert (relation.source, relation.target, len(relation.tellings)) == ("organization:alpha", "organization:zed", 2)


@pytest.mark.full
@given(FILES)
def test_loading_twice_is_loading_once(facts: list[Record]) -> None:
    with empty_store() as once, empty_store() as twice:
        for store in (once, twice):
            add(store, *DOCUMENTS, *facts)
        again = add(twice, *DOCUMENTS, *facts)
        assert again.counts == Counts()
        assert contents(once) == contents(twice)


@given(FILES, st.randoms(use_true_random=False), st.integers(0, 8))
def test_graph_is_independent_of_loading_order(facts: list[Record], random: object, cut: int) -> None:
    with empty_store() as ordered, empty_store() as mixed:
        add(ordered, *DOCUMENTS, *facts)
        shuffled = list(facts)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        add(mixed, *shuffled[:cut])
        add(mixed, *shuffled[cut:], *reversed(DOCUMENTS))
        assert contents(mixed)[1:3] == contents(ordered)[1:3]


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
    assert [relation.strength for relation in store.relations(EVERYTHING)] == [0.25, 0.25]


def test_types_of_unwritten_file_are_not_stored(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"))
    add(store, extra={"nodes": {"Ship": {}}}, check_only=True)
    assert "Ship" not in store.schema.nodes


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
    assert [document.text for document in store.documents(["empty", "unread"])] == ["", None]
