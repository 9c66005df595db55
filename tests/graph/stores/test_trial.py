"""Trials and forgetting: removals that are undone, and removals that last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.errors import UnknownRelation
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
    fact,
    records_of,
)


@pytest.mark.full
@given(FILES, FILES)
def test_forgotten_document_equals_never_loaded(first: list[Record], second: list[Record]) -> None:
    with empty_store() as without, empty_store() as other:
        for store in (without, other):
            add(store, *DOCUMENTS, *first)
        add(other, document("gone", reliability="A"), *records_of("gone", second))
        other.forget("gone")
        assert contents(other) == contents(without)


def test_forgetting_says_what_went(store: Store) -> None:
    add(store, *DOCUMENTS, fact("Iran", "SUPPORTS", "Badr", document="a"))
    add(store, fact("Iran", "SUPPORTS", "Badr", document="b"), fact("Badr", "FIGHTS", "Daesh", document="b"))
    assert store.forget("b") == Counts(1, 1, 1, 2)
    with pytest.raises(UnknownRelation):
        store.forget("b")


@given(FILES, st.sets(st.integers(0, 9), max_size=3), st.booleans(), st.booleans())
def test_trial_changes_nothing(facts: list[Record], chosen: set[int], people: bool, papers: bool) -> None:
    with empty_store() as store:
        add(store, *DOCUMENTS, *facts)
        before = contents(store)
        relations = [relation.id for place, relation in enumerate(before[2]) if place in chosen]
        with store.trial() as trial:
            trial.remove([], relations, ["a"] if papers else [])
            left = {relation.id for relation in trial.relations(EVERYTHING)}
            assert left.isdisjoint(relations)
            if people and (known := list(trial.entities())):
                trial.remove([known[0].id], [], [])
                assert not any(
                    known[0].id in (relation.source, relation.target) for relation in trial.relations(EVERYTHING)
                )
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
