"""Decisions on the proposals of a store, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from linkchart.commands.reviewing.journal import StoreJournal
from linkchart.commands.reviewing.stored import stored_proposals
from linkchart.graph.model import Telling
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.loaders.review.corrected import flipped
from linkchart.loaders.review.decisions import ACCEPT, REJECT, SAME, UNDO, Decision, Journal, name_key
from tests.graph.records import EVERYTHING, Record, add, contents, document, fact

COUNCIL, COUNCILL = (name_key("Organization", name) for name in ("Port Council", "Port Councill"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(str(tmp_path / "case.db"), create=True)) as opened:
        yield opened


def proposal(source: str, relation: str, target: str, **more: Any) -> Record:
    sentence = f"{source} {relation.lower()} {target}."
    found = {"method": "rules", "rule": "r/1", "extraction": 0.8, "sentence": sentence, "quote": sentence}
    return fact(source, relation, target, document="log", **found | more)


PROPOSALS = (
    document("log", publisher="Harbour", reliability="B"),
    proposal("Port Council", "SUPPORTS", "Tug Fleet"),
    proposal("Port Councill", "CONTROLS", "Dockers"),
    proposal("Dockers", "SUPPORTS", "Tug Fleet", date="2020-01"),
)


def opened(store: Store) -> StoreJournal:
    return StoreJournal(store, stored_proposals(store))


def key_of(store: Store, relation: str, source: str) -> str:
    facts = stored_proposals(store).proposed.facts
    return next(each.key for each in facts if (each.fields["relation"], each.fields["source"]) == (relation, source))


def tellings(store: Store, relation: str) -> list[Telling]:
    return [telling for each in store.relations(EVERYTHING) if each.relation == relation for telling in each.tellings]


def open_facts(store: Store) -> set[tuple[str, str]]:
    return {(each.fields["source"], each.fields["relation"]) for each in stored_proposals(store).proposed.facts}


def test_accepted_telling_loses_the_grade_of_its_rule(store: Store) -> None:
    add(store, *PROPOSALS)
    assert [telling.confidence for telling in tellings(store, "CONTROLS")] == [0.512]
    opened(store).add([Decision(key_of(store, "CONTROLS", "Port Councill"), ACCEPT, "a fight")])
    (telling,) = tellings(store, "CONTROLS")
    assert (telling.reviewed, telling.confidence, telling.retracted) == ("accepted", 0.64, False)
    assert ("Port Councill", "CONTROLS") not in open_facts(store)


def test_rejected_telling_stays_without_weight(store: Store) -> None:
    add(store, *PROPOSALS)
    opened(store).add([Decision(key_of(store, "CONTROLS", "Port Councill"), REJECT)])
    (relation,) = (each for each in store.relations(EVERYTHING) if each.relation == "CONTROLS")
    assert (relation.modality, relation.confidence, relation.tellings[0].reviewed) == ("retracted", None, "rejected")
    assert store.statistics().relations == {"SUPPORTS": 2}


def test_decision_is_an_entry_that_can_be_undone(store: Store) -> None:
    add(store, *PROPOSALS)
    before = contents(store)
    journal = opened(store)
    both = [Decision(each.key, REJECT, "x") for each in stored_proposals(store).proposed.facts[:2]]
    journal.add(both)
    *_, entry = store.history()
    assert (entry.command.name, entry.command.details["ids"]) == ("review", ["log"])
    assert [each["verdict"] for each in entry.command.details["decisions"]] == ["reject", "reject"]
    assert store.entries_about(document="log") >= {entry.number}
    journal.add([each._replace(verdict=UNDO) for each in both])
    assert contents(store) == before
    assert len(open_facts(store)) == 3


def test_edit_writes_the_corrected_telling_beside(store: Store) -> None:
    add(store, *PROPOSALS)
    before = contents(store)
    key = key_of(store, "SUPPORTS", "Dockers")
    fields = next(each.fields for each in stored_proposals(store).proposed.facts if each.key == key)
    changes = {**flipped(fields), "relation": "OPPOSES", "date": "2020-02", "place": "the docks"}
    opened(store).add([Decision(key, ACCEPT, "", tuple(sorted(changes.items())))])
    (relation,) = (each for each in store.relations(EVERYTHING) if each.relation == "OPPOSES")
    telling = relation.tellings[0]
    assert (relation.source, relation.target) == ("organization:tug-fleet", "organization:dockers")
    assert (telling.method, telling.made_by, telling.start, telling.place) == ("analyst", None, "2020-02", "the docks")
    assert telling.quote == "Dockers supports Tug Fleet."
    assert sorted(str(each.reviewed) for each in tellings(store, "SUPPORTS")) == ["None", "rejected"]
    store.undo(max(entry.number for entry in store.history()))
    assert contents(store) == before


def test_name_that_means_another_is_a_judgement(store: Store) -> None:
    add(store, *PROPOSALS)
    before = contents(store)
    journal = opened(store)
    names = stored_proposals(store).proposed.names
    assert names[COUNCILL].near == (("organization:port-council", "Port Council"),)
    journal.add([Decision(COUNCILL, SAME, entity="organization:port-council")])
    (judgement,) = store.judgements()
    assert (judgement.kind, judgement.why) == ("same", "review of proposed facts")
    assert COUNCILL in {decision.key for decision in journal.decisions}
    journal.add([Decision(key_of(store, "CONTROLS", "Port Councill"), REJECT)])
    assert [telling.reviewed for telling in tellings(store, "CONTROLS")] == ["rejected"]
    store.undo(judgement.number)
    assert [telling.reviewed for telling in tellings(store, "CONTROLS")] == ["rejected"]
    store.undo(judgement.number + 1)
    assert contents(store) == before


def test_rejected_name_takes_its_tellings_along(store: Store) -> None:
    add(store, *PROPOSALS)
    opened(store).add([Decision(name_key("Organization", "Dockers"), REJECT, "Organization Dockers")])
    assert open_facts(store) == {("Port Council", "SUPPORTS")}
    assert store.statistics().relations == {"SUPPORTS": 1}


def test_kind_of_a_name_is_undone_with_its_decision(store: Store) -> None:
    add(store, *PROPOSALS)
    journal = opened(store)
    kind = Decision(COUNCIL, ACCEPT, "Organization Port Council", (("kind", "company"),))
    journal.add([kind])
    assert [each.kind for each in store.entities(["organization:port-council"])] == ["company"]
    assert COUNCIL in {decision.key for decision in opened(store).decisions}
    journal.add([kind._replace(verdict=UNDO)])
    assert [each.kind for each in store.entities(["organization:port-council"])] == [None]


def test_same_proposals_loaded_again_ask_nothing(store: Store) -> None:
    add(store, *PROPOSALS)
    journal = opened(store)
    first, second, third = (each.key for each in stored_proposals(store).proposed.facts)
    journal.add([Decision(first, ACCEPT)])
    journal.add([Decision(second, REJECT)])
    journal.add([Decision(third, ACCEPT, "", (("place", "the docks"),))])
    decided = contents(store)
    add(store, *PROPOSALS)
    assert open_facts(store) == set()
    assert contents(store) == decided
    regraded = [(kind, {**fields, "extraction": 0.7} if kind == "fact" else fields) for kind, fields in PROPOSALS]
    add(store, *regraded)
    assert open_facts(store) == set()


def test_many_proposals_loaded_again_ask_nothing(store: Store) -> None:
    many = [proposal(f"Union {number}", "SUPPORTS", "Dockers") for number in range(40)]
    add(store, *PROPOSALS, *many)
    journal = opened(store)
    journal.add([Decision(each.key, REJECT) for each in stored_proposals(store).proposed.facts])
    add(store, *PROPOSALS, *many, fact("Tug Fleet", "FIGHTS", "Dockers"))
    assert open_facts(store) == set()
    assert store.statistics().relations == {"FIGHTS": 1}


def test_two_reviewers_see_what_the_other_decided(store: Store) -> None:
    add(store, *PROPOSALS)
    ann, bob = opened(store), opened(store)
    key = key_of(store, "CONTROLS", "Port Councill")
    ann.add([Decision(key, ACCEPT)])
    bob.refresh()
    assert {decision.key for decision in bob.decisions} == {key}


def test_names_that_other_facts_have_are_known(store: Store) -> None:
    add(store, fact("Dockers", "FIGHTS", "Tug Fleet"), *PROPOSALS)
    names = stored_proposals(store).proposed.names.values()
    assert {name.name for name in names if name.known is None} == {"Port Council", "Port Councill"}


def test_grade_and_file_of_decisions_decide_alone(store: Store, tmp_path: Path) -> None:
    add(store, *PROPOSALS, proposal("Port Council", "CONTROLS", "Dockers", extraction=0.9))
    journal = opened(store)
    journal.accept(0.85)
    assert len(open_facts(store)) == 3
    Journal(str(tmp_path / "d.jsonl")).add([Decision(key_of(store, "CONTROLS", "Port Councill"), REJECT)])
    opened(store).replay(Journal(str(tmp_path / "d.jsonl")).decisions)
    assert open_facts(store) == {("Port Council", "SUPPORTS"), ("Dockers", "SUPPORTS")}


def test_acceptance_of_rules_counts_edits_as_misses(store: Store) -> None:
    add(store, *PROPOSALS)
    journal = opened(store)
    first, second, _ = (each.key for each in stored_proposals(store).proposed.facts)
    journal.add([Decision(first, ACCEPT)])
    journal.add([Decision(second, ACCEPT, "", (("place", "the docks"),))])
    assert stored_proposals(store).by_rule == {"r/1": (1, 2)}
