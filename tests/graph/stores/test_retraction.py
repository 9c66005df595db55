"""Tellings of a retracted document stay and count for nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart import evidence, path
from linkchart.graph.errors import InputError, UnknownName
from linkchart.graph.model import Relation
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.retraction import retract
from tests.graph.records import DOCUMENTS, EVERYTHING, FILES, Record, add, document, empty_store, fact, records_of


def counting(store: Store) -> list[tuple[Any, ...]]:
    """List the relations of a store, without retracted tellings."""
    relations = (relation for relation in store.relations(EVERYTHING) if relation.modality != "retracted")
    return [(*relation[:-2], relation.disputed, valid(relation)) for relation in relations]


def valid(relation: Relation) -> list[Any]:
    return [telling for telling in relation.tellings if not telling.retracted]


@pytest.mark.full
@given(FILES, FILES, st.booleans())
def test_retracted_document_counts_as_if_not_there(stay: list[Record], go: list[Record], before: bool) -> None:
    gone = records_of("gone", go)
    with empty_store() as without, empty_store() as other:
        add(without, *DOCUMENTS, *stay)
        add(other, document("gone", reliability="B"), *(gone if before else ()))
        add(other, *DOCUMENTS, *stay)
        retract(other, "gone", "made up")
        add(other, *gone)
        assert counting(other) == counting(without)
        assert other.statistics().relations == without.statistics().relations


def relation_of_two_documents(store: Store) -> None:
    """Load a relation that two documents tell, and one that rests on the second alone."""
    add(
        store, document("a", publisher="A", reliability="C"), document("b", publisher="B", reliability="C"),
        fact("Iran", "SUPPORTS", "Badr", document="a", date="2020"),
        fact("Iran", "SUPPORTS", "Badr", document="b", date="2020-01", place="Basra"),
        fact("Badr", "FIGHTS", "Daesh", document="b"),
    )  # fmt: skip


def test_retracted_telling_lends_nothing(store: Store) -> None:
    relation_of_two_documents(store)
    retract(store, "b", "invented", replaced_by="a")
    fights, supports = sorted(store.relations(EVERYTHING), key=lambda relation: relation.relation)
    assert (supports.start, supports.place, supports.confidence) == ("2020", None, 0.48)
    assert [(telling.document, telling.retracted) for telling in supports.tellings] == [("a", False), ("b", True)]
    assert (fights.modality, fights.confidence, [telling.retracted for telling in fights.tellings]) == (
        "retracted",
        None,
        [True],
    )
    (about,) = store.documents(["b"])
    assert (about.retracted, about.replaced_by) == ("invented", "a")
    assert not path(store, "Badr", "Daesh").rows


def test_evidence_lists_what_was_retracted(store: Store) -> None:
    relation_of_two_documents(store)
    retract(store, "b", "invented")
    rows = [(row["document"], row["modality"]) for row in evidence(store, "Badr").rows]
    assert sorted(rows) == [("a", "asserted"), ("b", "retracted"), ("b", "retracted")]
    assert evidence(store, document="b").heading == "2 tellings of 2 relations, 2 of them retracted."


def test_retraction_is_an_entry_of_the_history(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKCHART_ANALYST", "Ada")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    relation_of_two_documents(store)
    retract(store, "b", "invented")
    load, entry = store.history()
    assert (load.number, load.command.name, load.who, load.time) == (1, "load", "Ada", "1970-01-01T00:00:00+00:00")
    assert (entry.number, entry.command.name, entry.command.why) == (2, "retract", "invented")
    assert entry.command.details == {"ids": ["b"], "before": [None, None]}
    assert store.entries_about(document="b") == {1, 2}
    assert store.entries_about(document="a") == {1}
    assert store.entries_about(entity="organization:badr") == {1}


def test_retraction_needs_a_document_and_a_reason(store: Store) -> None:
    relation_of_two_documents(store)
    with pytest.raises(UnknownName, match="There is no document “c”"):
        retract(store, "c", "invented")
    with pytest.raises(InputError, match="needs a reason"):
        retract(store, "b", " ")
    with pytest.raises(InputError, match="cannot replace itself"):
        retract(store, "b", "invented", replaced_by="b")
