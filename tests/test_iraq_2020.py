"""The bundled case says what the issue that asked for it says it must."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from linkchart import load
from linkchart.graph.model import MODALITIES
from linkchart.graph.scope import Scope, Selection, window
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.queries import query

CASE = Path(str(files("linkchart.loaders"))) / "examples" / "iraq-2020"

EVERYTHING = Selection(Scope(modalities=MODALITIES))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with_case = open_store(":memory:", create=True)
    report = load(with_case, str(CASE / "facts.yaml"))
    assert not report.rejected
    assert not report.notes
    yield with_case
    with_case.close()


def names(store: Store, ids: list[str]) -> list[str]:
    known = {entity.id: entity.name for entity in store.entities(ids)}
    return [known[id_] for id_ in ids]


def ask(store: Store, name: str, *arguments: str, **options: Any) -> list[Any]:
    return list(query(name).function(store, *arguments, **options).rows)


def test_tells_at_least_130_facts_each_with_its_quote(store: Store) -> None:
    relations = list(
        store.relations(Selection(Scope(modalities=("asserted", "claimed", "hypothetical", "forecast", "negated"))))
    )
    tellings = [telling for relation in relations for telling in relation.tellings]
    assert len(tellings) >= 130
    assert all(telling.quote and telling.paragraph and telling.credibility for telling in tellings)


def test_iran_reaches_hezbollah_through_quds_force(store: Store) -> None:
    (row,) = ask(store, "path", "Iran", "Hezbollah")
    assert names(store, row["nodes"]) == ["Iran", "Quds Force", "Hezbollah"]


def test_iran_influences_its_proxies_only(store: Store) -> None:
    influenced = set(names(store, [row["entity"] for row in ask(store, "influence", "Iran")]))
    assert influenced >= {
        "Quds Force", "Hezbollah", "Popular Mobilization Forces", "Houthis", "Liwa Fatemiyoun", "Revolutionary Guard",
    }  # fmt: skip
    assert not influenced & {"Iraq", "COVID-19 pandemic"}


def test_strike_joins_us_and_soleimani(store: Store) -> None:
    (row,) = ask(store, "path", "United States", "Soleimani")
    assert names(store, row["nodes"]) == ["United States", "Baghdad airport strike", "Qassem Soleimani"]
    relations = list(store.relations(Selection(ids=[id_ for hop in row["relations"] for id_ in hop])))
    assert {relation.start for relation in relations} == {"2020-01-03"}
    assert "Baghdad airport" in {relation.place for relation in relations}
    assert "drone" in {relation.attributes.get("weapon") for relation in relations}


def test_daesh_hezbollah_path_has_actors_and_events(store: Store) -> None:
    (row,) = ask(store, "path", "Daesh", "Hezbollah")
    types = {entity.type for entity in store.entities(row["nodes"])}
    assert types <= {"State", "Organization", "Person", "Event"}


def test_quds_force_and_iran_influence_the_houthis(store: Store) -> None:
    rows = ask(store, "influencers", "Hutu rebels")
    assert {"Quds Force", "Iran"} <= set(names(store, [row["entity"] for row in rows]))


@pytest.mark.parametrize(("as_of", "leads"), [("2019-12-01", True), ("2020-01-03", True), ("2020-02-01", False)])
def test_soleimani_leads_quds_force_until_strike(store: Store, as_of: str, leads: bool) -> None:
    scope = Scope(*window(as_of, None, None))
    found = store.relations(Selection(scope, pairs=[("person:qassem-soleimani", "organization:quds-force")]))
    assert any(relation.relation == "LEADS" for relation in found) is leads


def test_one_body_has_many_names(store: Store) -> None:
    meant = store.find(["PMF", "People's Mobilization Forces", "Hashad al-Shaabi", "Popular Mobilization Forces"])
    assert set(meant.values()) == {("organization:popular-mobilization-forces",)}


def test_repeated_fact_is_relation_with_two_tellings(store: Store) -> None:
    deeds = {relation.target: relation for relation in store.relations(Selection(names=["PERPETRATED"]))}
    assert len(deeds["event:baghdad-airport-strike"].tellings) == 2
    assert max(len(relation.tellings) for relation in deeds.values() if "offensive" in relation.target) == 2


def test_forecast_is_no_fact(store: Store) -> None:
    known = {row["event"] for row in ask(store, "events")}
    foreseen = store.relations(Selection(Scope(modalities=("forecast", "hypothetical")), names=["PERPETRATED"]))
    events = {relation.target for relation in foreseen}
    assert events
    assert not events & known


def test_kirkuk_attacker_and_date_stay_unknown(store: Store) -> None:
    (row,) = (row for row in ask(store, "events") if "kirkuk" in row["event"])
    assert row["perpetrators"] == []
    assert row["claimed_by"] == []
    assert row["date"] is None
    assert row["killed"] == 1


@pytest.fixture(scope="module")
def with_reports() -> Iterator[Store]:
    """The case with the three reports that confirm, deny and correct the briefing."""
    store = open_store(":memory:", create=True)
    for name in ("facts.yaml", "reports.yaml"):
        report = load(store, str(CASE / name))
        assert (report.rejected, report.notes) == ((), ())
    yield store
    store.close()


def test_reports_deny_dispute_and_close(with_reports: Store) -> None:
    tellings = [(relation, telling) for relation in with_reports.relations(EVERYTHING) for telling in relation.tellings]
    denied = {
        (relation.source, relation.relation, relation.target)
        for relation, telling in tellings
        if telling.modality == "negated"
    }
    assert ("state:iran", "PERPETRATED", "event:us-embassy-assault") in denied
    assert ("event:us-embassy-assault", "RESPONSE_TO", "event:baghdad-airport-strike") in denied
    counts = [
        telling.attributes["count"] for relation, telling in tellings if relation.target.endswith("explosion-victims")
    ]
    assert sorted(map(str, counts)) == ["5", "6", "at least 5"]
    terms = {
        (relation.source, relation.start, relation.end)
        for relation, _ in tellings
        if relation.target == "state:iraq" and relation.end
    }
    assert ("person:barham-saleh", "2018-10-02", "2022-10-17") in terms


def test_no_new_name_is_needed_for_the_reports(store: Store, with_reports: Store) -> None:
    assert with_reports.statistics().totals.entities == store.statistics().totals.entities
