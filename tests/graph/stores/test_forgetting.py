"""Forgetting documents, entities and tellings, and what the history keeps of it."""

from __future__ import annotations

import pytest

from linkchart.commands.splitting import split_of
from linkchart.graph.errors import UnknownRelation
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.stores.entries import Command
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.removals import Forgetting
from linkchart.graph.stores.retraction import retract
from linkchart.graph.stores.totals import Counts
from tests.graph.records import EVERYTHING, add, contents, document, empty_store, entity, fact
from tests.graph.stores.judged import judge

LOAD = Command("load", "secret plan.yaml", "0" * 64)


def fill(store: Store) -> None:
    """Load a file of two documents and two entity records, and save a question."""
    add(
        store, document("a"), document("b", title="Daesh papers"), entity("Iran", aliases=["Persia"]), entity("Lone"),
        fact("Iran", "SUPPORTS", "Badr", document="a", date="2020"), fact("Iran", "FIGHTS", "Daesh", document="b"),
        fact("Iran", "SUPPORTS", "Badr", document="b", date="2020"),
        command=LOAD,
    )  # fmt: skip
    store.save("foes", ["path", "Badr", "Daesh"])


def ids(store: Store) -> list[str]:
    return [entity_.id.partition(":")[2] for entity_ in store.entities()]


def supporting(store: Store) -> str:
    (relation,) = (relation.id for relation in store.relations(EVERYTHING) if relation.relation == "SUPPORTS")
    return relation


def test_forgetting_one_telling_leaves_the_others(store: Store) -> None:
    fill(store)
    assert store.forget(tellings=[f"{supporting(store)}:2"]) == Counts(tellings=1)
    documents = {
        relation.relation: [telling.document for telling in relation.tellings]
        for relation in store.relations(EVERYTHING)
    }
    assert documents == {"SUPPORTS": ["a"], "FIGHTS": ["b"]}


@pytest.mark.parametrize("place", [":0", ":3", "", ":x"])
def test_telling_that_is_not_there_is_an_error(store: Store, place: str) -> None:
    fill(store)
    before = contents(store)
    with pytest.raises(UnknownRelation, match="There is no telling"):
        store.forget(tellings=[supporting(store) + place])
    assert contents(store) == before


def test_forgetting_an_entity_takes_its_tellings(store: Store) -> None:
    fill(store)
    assert store.forget(entities=["organization:badr"]) == Counts(0, 1, 1, 2)
    assert ids(store) == ["daesh", "iran", "lone"]


def test_forgetting_last_document_removes_entity(store: Store) -> None:
    fill(store)
    store.forget("b")
    assert ids(store) == ["badr", "iran", "lone"]
    store.forget("a")
    assert ids(store) == ["lone"]  # no document ever mentioned it


def test_forgetting_last_document_removes_judged_entity(store: Store) -> None:
    fill(store)
    judge(
        store,
        Judgement("rename", ("organization:badr",), "Badr Corps"),
        Judgement("split", ("organization:iran", "organization:iran-2"), "Iran II", names=("Persia",)),
        Judgement("same", ("organization:iran", "organization:lone")),
    )
    store.forget("a")
    assert ids(store) == ["badr", "daesh", "iran"]
    store.forget("b")
    assert ids(store) == ["lone"]  # Iran has gone, as it would have without judgements
    assert [entity_.name for entity_ in store.entities()] == ["Lone"]


def test_entity_that_another_load_records_stays(store: Store) -> None:
    fill(store)
    add(store, entity("Iran", kind="state"))
    store.forget("a", "b")
    assert ids(store) == ["iran", "lone"]


def test_forgetting_document_loaded_twice_removes_all(store: Store) -> None:
    for alias in ("Persia", "Eran"):
        add(store, document("a"), entity("Iran", aliases=[alias]), fact("Iran", "SUPPORTS", "Badr", document="a"))
    store.forget("a")
    assert ids(store) == []


def test_preview_of_forgetting_writes_nothing(store: Store) -> None:
    fill(store)
    before, entries = contents(store), list(store.history())
    counts, gone = store.preview_forget(Forgetting(["b"]))
    assert (counts, [entity_.name for entity_ in gone]) == (Counts(1, 1, 1, 2), ["Daesh"])
    assert (contents(store), list(store.history())) == (before, entries)
    assert store.forget("b") == counts


def test_entries_that_name_what_went_are_blanked(store: Store) -> None:
    fill(store)
    add(store, fact("Iran", "OWNS", "Oil"), command=Command("load", "other.yaml", "1" * 64, "asked for"))
    store.forget("b")
    loaded, saved, other, forgot = store.history()
    for entry in (loaded, saved):
        assert entry.command[1:] == (None, None, None, {"blanked": True})
    assert other.command == Command("load", "other.yaml", "1" * 64, "asked for")
    assert forgot.command == Command("forget")
    assert forgot.counts == Counts(1, 1, 1, 2)


def test_reason_of_retraction_that_names_what_went_is_blanked(store: Store) -> None:
    fill(store)
    retract(store, "b", "Badr wrote it")
    retract(store, "a", "a forgery")
    store.forget(entities=["organization:badr"])
    assert [document.retracted for document in store.documents()] == ["a forgery", "(forgotten)"]
    add(store, document("b", url="http://b"))
    assert next(store.documents(["b"])).retracted == "(forgotten)"


def test_entries_that_name_lost_alias_are_blanked(store: Store) -> None:
    add(store, document("leak"), entity("Lone Wolf", aliases=["The Wolf"]), fact("Bo", "SUPPORTS", "Badr"))
    store.save("q", ["path", "The Wolf", "Badr"])
    _, gone = store.preview_forget(Forgetting(["leak"]))
    assert [(entity.name, entity.aliases) for entity in gone] == [("Lone Wolf", ("The Wolf",))]
    judge(store, Judgement("same", ("organization:bo", "organization:lone-wolf")))
    assert store.forget("leak") == Counts(documents=1, entities=1)
    assert [dict(entry.command.details) for entry in store.history()][1:3] == [{"blanked": True}] * 2


def test_forgotten_telling_leaves_no_mark_in_a_split(store: Store) -> None:
    add(
        store, document("a"), document("b"), document("c"), fact("Iran", "SUPPORTS", "Badr", document="a", date="2020"),
        fact("Iran", "FIGHTS", "Daesh", document="b"), fact("Iran", "FIGHTS", "Front", document="c"),
    )  # fmt: skip
    tellings = sorted(f"{relation.id}:1" for relation in store.relations(EVERYTHING) if relation.relation == "FIGHTS")
    judge(store, split_of(store, "organization:iran", "Other Iran", tellings=tellings))
    (split,) = store.judgements()
    ends = {relation.id: (relation.source, relation.target) for relation in store.relations(EVERYTHING)}
    (fight,) = (id_ for id_, pair in ends.items() if "organization:daesh" in pair)
    store.forget(tellings=[f"{fight}:1"])
    (left,) = store.judgements()
    assert [mark for mark in split.tellings if mark.startswith("c ")] == list(left.tellings)
    assert left.entities == split.entities


def test_void_judgement_parts_those_that_are_left(store: Store) -> None:
    add(store, entity("Bob"), entity("Rob"))
    add(store, document("a"), entity("Ann"))
    judge(store, Judgement("same", ("organization:ann", "organization:bob", "organization:rob")))
    assert ids(store) == ["ann"]
    store.forget("a")
    assert ids(store) == ["bob", "rob"]
    assert list(store.judgements()) == []


def test_last_telling_left_has_the_id_of_its_own_span(store: Store) -> None:
    facts = fact("A", "FIGHTS", "B", document="a"), fact("A", "FIGHTS", "B", document="b", date="2019")
    add(store, document("a"), document("b"), *facts)
    store.forget("b")
    (left,) = contents(store)[2]
    with empty_store() as other:
        add(other, document("a"), facts[0])
        assert [left] == contents(other)[2]
