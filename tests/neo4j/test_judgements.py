"""Judgements on a server: the graph is that of the tellings and judgements, and is what a file would hold."""

from __future__ import annotations

from contextlib import closing

import click
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from linkchart.commands.preview import preview_of
from linkchart.graph.errors import InputError, StoreChanged
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.transfer import transfer
from tests.graph.records import EVERYTHING, add, contents, document, fact
from tests.graph.stores.judged import Judging, judge, undo
from tests.neo4j.conftest import DATABASE, once, open_driver
from tests.neo4j.server import Access

FEW = settings(
    max_examples=12, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
RECORDS = (
    document("a", publisher="Herald", reliability="B"),
    fact("Robert", "SUPPORTS", "Badr", document="a", credibility=2),
    fact("Bob", "SUPPORTS", "Badr", document="a", paragraph=2),
    fact("Bob", "FIGHTS", "Robert", document="a"),
    fact("Zed", "SUPPORTS", "Badr", attributes={"against": "Bob"}),
)
BOTH = Judgement("same", ("organization:robert", "organization:bob"), why="one passport")


@once
def test_judged_database_holds_what_a_file_holds(store: Store, neo4j_access: Access) -> None:
    with closing(open_store(":memory:", create=True)) as file:
        for some in (store, file):
            add(some, *RECORDS)
            (number,) = judge(some, BOTH)
            add(some, fact("Bob", "OPPOSES", "Badr", document="a"))
        assert contents(store) == contents(file)
        asked = ["Bob", "organization:bob", "Robert", "Nobody"]
        assert store.find(asked) == file.find(asked)
        assert store.matches(asked) == file.matches(asked)
        assert store.relation_ids(BOTH.entities) == file.relation_ids(BOTH.entities)
        assert True in store.relation_ids(BOTH.entities).values()
        assert [judgement._replace(time=None) for judgement in store.judgements()] == [
            judgement._replace(time=None) for judgement in file.judgements()
        ]
        with pytest.raises(InputError, match=f"contradicts judgement {number}"):
            judge(store, Judgement("different", BOTH.entities))
        for some in (store, file):
            some.forget("a")
            assert some.find(["Bob"]) == {"Bob": ()}
        assert contents(store) == contents(file)


@once
def test_undone_judgements_are_counted_as_in_a_file(store: Store) -> None:
    split = Judgement("split", ("organization:bob", "organization:bob-2"), "Bob Two", documents=("a",))
    with closing(open_store(":memory:", create=True)) as file:
        for some in (store, file):
            add(some, *RECORDS)
            numbers = judge(some, split, BOTH, Judgement("same", ("organization:bob", "organization:bob-2")))
        assert store.matches(["Bob Two", "Bob"]) == file.matches(["Bob Two", "Bob"])
        for some in (store, file):
            for number in (numbers[2], numbers[0]):
                some.undo(number)
        counts, counts_of_file = ([entry.counts for entry in some.history()] for some in (store, file))
        assert counts == counts_of_file


@once
def test_judgement_while_another_is_made_is_refused(store: Store, neo4j_url: str, neo4j_access: Access) -> None:
    add(store, *RECORDS)

    def judge_late() -> None:
        with store.writer() as writer:
            writer.command = None
            writer.judge(BOTH)
            with closing(open_store(neo4j_url)) as other:
                judge(other, Judgement("different", BOTH.entities))

    with pytest.raises(StoreChanged):
        judge_late()
    assert [judgement.kind for judgement in store.judgements()] == ["different"]


@once
def test_preview_is_that_of_a_file(store: Store) -> None:
    previews = [
        BOTH,
        Judgement("same", ("organization:zed", "organization:bob", "organization:robert")),
        Judgement("split", ("organization:robert", "organization:robert-2"), "Other", documents=("a",)),
        Judgement("rename", ("organization:badr",), "Badr Brigade"),
    ]
    records = *RECORDS, fact("Robert", "OPPOSES", "Badr", date="2020"), fact("Bob", "FIGHTS", "Zed", modality="claimed")
    with closing(open_store(":memory:", create=True)) as file, click.Context(click.Command("linkchart")):
        for some in (store, file):
            add(some, *records)
            some.save("way", ["path", "Bob", "Badr"])
        for judgement in previews:
            assert preview_of(store, judgement) == preview_of(file, judgement)
            assert contents(store) == contents(file)
        judge(store, BOTH)
        judge(file, BOTH)
        assert preview_of(store, previews[2]) == preview_of(file, previews[2])


@pytest.mark.full
@once
def test_browser_shows_members_and_names_as_told(store: Store, neo4j_access: Access) -> None:
    add(store, *RECORDS)
    (number,) = judge(store, BOTH)
    with open_driver(neo4j_access) as driver:
        members = driver.execute_query(
            "MATCH (m:Member)-[:SAME_AS]->(e:Entity) RETURN m.id, m.name, e.id", database_=DATABASE
        ).records
        rows = driver.execute_query(
            "MATCH (:Entity {name: 'Robert'})-[r:SUPPORTS]->() RETURN r.sourceAs, r.sourceIds", database_=DATABASE
        ).records
    assert [list(row) for row in members] == [["organization:bob", "Bob", "organization:robert"]]
    assert [list(row) for row in rows] == [[["Robert", "Bob"], ["", "organization:bob"]]]
    undo(store, number)
    with open_driver(neo4j_access) as driver:
        assert not driver.execute_query("MATCH (m:Member) RETURN m", database_=DATABASE).records


@pytest.mark.full
@once
def test_copies_carry_judgements_both_ways(store: Store) -> None:
    with closing(open_store(":memory:", create=True)) as file, closing(open_store(":memory:", create=True)) as back:
        add(file, *RECORDS)
        judge(file, BOTH, Judgement("split", ("organization:badr", "organization:badr-2"), "Badr B", documents=("a",)))
        transfer(file, store)
        assert contents(store) == contents(file)
        transfer(store, back)
        assert contents(back) == contents(file)
        with store.trial() as trial:
            trial.judge(Judgement("rename", ("organization:zed",), "Zed Z"))
            assert {entity.name for entity in trial.entities()} >= {"Zed Z", "Robert"}
        assert len(list(store.relations(EVERYTHING))) == len(list(file.relations(EVERYTHING)))


@pytest.mark.full
def test_any_history_comes_to_the_same_graph(neo4j_url: str, neo4j_access: Access) -> None:
    class JudgingServer(Judging):
        """Judgements on a database."""

        def open_store(self) -> Store:
            """Open the database, emptied."""
            with open_driver(neo4j_access) as driver:
                driver.execute_query("MATCH (n) DETACH DELETE n", database_=DATABASE)
            return open_store(neo4j_url, create=True)

    run_state_machine_as_test(JudgingServer, settings=FEW)
