"""Grades and weights of every store follow later records of documents and relations."""

from __future__ import annotations

from linkchart.graph.stores.protocol import Store
from tests.graph.records import (
    EVERYTHING,
    add,
    document,
    fact,
)


def test_document_described_after_facts_grades_them(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", document="a", credibility=1))
    assert [relation.confidence for relation in store.relations(EVERYTHING)] == [0.76]
    add(store, document("a", reliability="C"))
    assert [relation.confidence for relation in store.relations(EVERYTHING)] == [0.57]
    add(store, document("a", reliability="B"))
    assert [(relation.confidence, relation.tellings[0].confidence) for relation in store.relations(EVERYTHING)] == [
        (0.76, 0.76)
    ]


def test_later_document_record_grades_earlier_facts(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", document="a"), document("a", reliability="C"))
    assert [relation.confidence for relation in store.relations(EVERYTHING)] == [0.48]


def test_publisher_added_later_regrades_tellings(store: Store) -> None:
    add(store, document("a", reliability="C"), document("b", reliability="C"))
    add(store, *[fact("Iran", "SUPPORTS", "Badr", document=id_) for id_ in "ab"])
    assert [relation.confidence for relation in store.relations(EVERYTHING)] == [0.7296]
    add(store, document("a", publisher="Agency"), document("b", publisher="Agency"))
    assert [relation.confidence for relation in store.relations(EVERYTHING)] == [0.48]


def test_given_strength_overrides_ontology(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", confidence=0.5))
    usual = next(store.relations(EVERYTHING)).strength
    add(store, fact("Iran", "SUPPORTS", "Badr", attributes={"strength": 0.35}))
    (relation,) = store.relations(EVERYTHING)
    assert usual != 0.35
    assert (relation.strength, relation.weight) == (0.35, 0.2625)


def test_another_strength_weighs_what_is_stored_anew(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"), fact("Iran", "SUPPORTS", "Houthis", attributes={"strength": 0.9}))
    add(store, extra={"relations": {"SUPPORTS": {"strength": 0.125}}})
    assert sorted(relation.weight for relation in store.relations(EVERYTHING)) == [0.0625, 0.45]
