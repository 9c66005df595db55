"""Writes on a server: failures, slices, databases of others and cases of every kind."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import linkchart
from linkchart.graph.errors import StoreError, UnknownRelation
from linkchart.graph.stores.neo4j import writer as writing
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts
from tests.graph.loading.test_editions import FIRST, edition, third
from tests.graph.records import Record, add, contents, document, fact
from tests.graph.test_relation_ids import pay
from tests.neo4j.alike import EXAMPLE, assert_alike
from tests.neo4j.conftest import empty, once, open_driver, remove_nodes
from tests.neo4j.server import Access


def test_nothing_is_written_when_a_load_ends_badly(remote: Store) -> None:
    with pytest.raises(ZeroDivisionError), remote.writer():
        raise ZeroDivisionError
    add(remote, fact("A", "CONTROLS", "B"), ("fact", {"source": "A"}), strict=True)
    add(remote, fact("A", "CONTROLS", "B"), check_only=True)
    assert contents(remote)[:3] == [[], [], []]


def test_payment_written_otherwise_is_one_payment(remote: Store) -> None:
    assert pay(remote, (1000, "USD")) == pay(remote, ("1,000", "usd")) == ["r62d969676ea5d10a"]


@pytest.mark.full
def test_trial_ends_as_if_it_had_not_been(remote: Store, local: Store) -> None:
    for store in (remote, local):
        linkchart.load(store, str(EXAMPLE))
    before = contents(remote)
    relation = before[2][0].id
    removals: tuple[tuple[list[str], list[str], list[str]], ...]
    removals = ((["state:iran"], [], []), ([], [relation], []), ([], [], ["iraq-2020-briefing"]))
    for removed in removals:
        with remote.trial() as remote_trial, local.trial() as other:
            remote_trial.remove(*removed)
            other.remove(*removed)
            assert contents(remote_trial) == contents(other) != before
        assert contents(remote) == before
    removals = ((["state:none"], [], []), ([], ["r0000000000000000"], []), ([], [], ["none"]))
    for unknown in removals:
        with pytest.raises(UnknownRelation), remote.trial() as trial:
            trial.remove(*unknown)


@pytest.mark.full
def test_forgets_what_only_one_document_tells(remote: Store, local: Store) -> None:
    records = [
        fact("A", "CONTROLS", "B", document="d", credibility=1),
        fact("A", "CONTROLS", "B", document="e", credibility=4, attributes={"role": "owner"}),
        fact("B", "SUPPORTS", "C", document="d", attributes={"strength": 0.1}),
    ]
    for store in (remote, local):
        add(store, *records)
    assert remote.forget("d") == local.forget("d")
    assert_alike(remote, local)
    with pytest.raises(UnknownRelation, match="No document “d”"):
        remote.forget("d")


def test_keeps_queries(remote: Store) -> None:
    remote.save("b", ["path", "A", "B"])
    remote.save("a", [])
    remote.save("b", ["stance"])
    assert remote.saved() == {"a": (), "b": ("stance",)}
    with closing(open_store(remote.url)) as again:  # no load has written to the database yet
        assert again.saved() == remote.saved()


@pytest.mark.full
@once
def test_file_written_in_slices_gives_same_graph(remote: Store, local: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    linkchart.load(local, str(EXAMPLE))
    monkeypatch.setattr(writing, "ONE_TRANSACTION", 10)
    monkeypatch.setattr(writing, "SLICE", 25)
    assert linkchart.load(remote, str(EXAMPLE)).counts == local.statistics().totals
    assert_alike(remote, local)
    assert linkchart.load(remote, str(EXAMPLE)).counts.tellings == 0
    assert_alike(remote, local)


def test_database_of_others_is_left_alone(neo4j_url: str, neo4j_access: Access) -> None:
    with open_driver(neo4j_access) as driver:
        driver.execute_query("CREATE (:Movie {title: 'The Matrix'})")
    with closing(open_store(neo4j_url)) as store, pytest.raises(StoreError, match="contains something else"):
        add(store, fact("A", "CONTROLS", "B"))


def test_tellings_that_differ_in_dates_alone_are_counted(remote: Store, local: Store) -> None:
    dates: tuple[dict[str, str], ...] = (
        {},
        {"date": "2019"},
        {"date": "2020"},
        {"start": "2020", "modality": "negated"},
    )
    for store in (remote, local):
        add(store, *(fact("A", "ATTACKED", "B", **dated) for dated in dates))
        assert store.statistics().totals.tellings == 4
    assert_alike(remote, local)


def test_withdrawn_tellings_leave_counts_of_new_ones(remote: Store, local: Store) -> None:
    for store in (remote, local):
        add(store, *edition(FIRST, met=True))
        report = add(store, *third(met=True))
        assert (len(report.withdrawn), report.counts) == (1, Counts(0, 2, 1, 2))
        assert [entry.command.details for entry in store.history()] == [{}, {"withdrawn": 1}]
    assert_alike(remote, local)


@st.composite
def cases(draw: st.DrawFn) -> list[Record]:
    names, dates = st.sampled_from("ABCD"), st.sampled_from([None, "2020", "2020-03", "2020-03-14"])
    relations = st.sampled_from(["CONTROLS", "SUPPORTS", "COOPERATES_WITH", "PART_OF", "OPPOSES"])
    details = st.fixed_dictionaries(
        {"date": dates},
        optional={
            "document": st.sampled_from("xyz"),
            "paragraph": st.integers(1, 3),
            "credibility": st.integers(1, 6),
            "confidence": st.floats(0, 1),
            "modality": st.sampled_from(["asserted", "claimed", "negated", "forecast"]),
            "attributes": st.fixed_dictionaries({}, optional={"against": names, "strength": st.just(0.35)}),
        },
    )
    facts = draw(st.lists(st.tuples(names, relations, names, details), max_size=8))
    grades, publishers = st.sampled_from([None, *"ABCDEF"]), st.sampled_from([None, "P", "Q"])
    documents = draw(st.dictionaries(st.sampled_from("xyz"), st.tuples(grades, publishers)))
    described = [document(id_, reliability=grade, publisher=by) for id_, (grade, by) in documents.items()]
    where = draw(st.integers(0, len(facts)))
    records = [fact(a, name, b, **more) for a, name, b, more in facts]
    return [*records[:where], *described, *records[where:]]


@pytest.mark.full
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cases(), min_size=1, max_size=2))
def test_any_case_is_stored_like_in_a_file(neo4j_account: Access, files: list[list[Record]]) -> None:
    with open_driver(neo4j_account) as driver:
        remove_nodes(driver)
    with closing(open_store(neo4j_account.routed)) as remote, closing(open_store(":memory:", create=True)) as local:
        for records in files:
            assert add(remote, *records).counts == add(local, *records).counts
        assert_alike(remote, local)
        for id_ in "xy":
            if any(local.documents([id_])):
                assert remote.forget(id_) == local.forget(id_)
        assert_alike(remote, local)


@pytest.mark.full
def test_database_may_be_emptied_by_hand(remote: Store, neo4j_access: Access) -> None:
    add(remote, fact("A", "CONTROLS", "B"))
    with open_driver(neo4j_access) as driver:
        empty(driver)
    assert add(remote, fact("A", "CONTROLS", "B")).counts.relations == 1


@pytest.mark.full
def test_telling_of_two_relations_is_counted_once(remote: Store) -> None:
    dated = [fact("A", "FIGHTS", "B", date=date) for date in ("2019", "2020")]
    add(remote, *dated, fact("A", "FIGHTS", "B", modality="hypothetical"))
    assert remote.statistics().totals == Counts(entities=2, relations=2, tellings=3)
