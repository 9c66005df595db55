"""Queries about ranks, blocs, signs, events and gaps, on graphs with plain answers."""

from __future__ import annotations

import pytest

from linkchart.graph.stores.protocol import Store
from linkchart.queries import names, query
from tests.queries.asking import asked, column
from tests.queries.graphs import linked


def test_ranking_counts_influenced_entities(case: Store) -> None:
    rows = {row["entity"]: row for row in asked(case, "ranking").rows}
    influenced = asked(case, "influence", "Iran").rows
    assert rows["state:iran"]["reach"] == len(influenced)
    assert rows["state:iran"]["score"] == pytest.approx(sum(row["score"] for row in influenced))
    assert "issue:covid-19-pandemic" not in rows


@pytest.mark.parametrize("by", ["reach", "pagerank"])
def test_ranking_puts_top_of_hierarchy_first(by: str) -> None:
    store = linked(
        "state:top CONTROLS organization:a", "organization:a CONTROLS organization:b", "state:top SUPPORTS state:c"
    )
    answer = asked(store, "ranking", by=by)
    assert answer.rows[0]["entity"] == "state:top"
    assert answer.rows[0]["reach"] == 3


def test_ranking_leaves_out_who_reaches_nobody() -> None:
    store = linked("state:a CONTROLS organization:b", "place:x LOCATED_IN state:z")
    assert column(asked(store, "ranking"), "entity") == ["state:a"]
    assert column(asked(store, "ranking", by="pagerank"), "entity") == ["state:a"]


def test_centre_of_star_brokers_everything() -> None:
    store = linked(*[f"person:hub LEADS organization:{name}" for name in "abcd"])
    assert list(asked(store, "brokers").rows) == [{"entity": "person:hub", "score": 1.0}]


def test_brokers_of_large_graph_are_noted_as_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    from linkchart.queries import _between

    store = linked(*[f"person:hub LEADS organization:{number}" for number in range(30)])
    monkeypatch.setattr(_between, "SMALL", 0)
    monkeypatch.setattr(_between, "LARGE", 0)
    monkeypatch.setattr(_between, "FEWEST", 10)
    answer = asked(store, "brokers")
    assert answer.rows[0]["entity"] == "person:hub"
    assert answer.notes == ("Estimated from the shortest paths that start at 10 of 31 entities.",)
    assert answer == asked(store, "brokers")


def test_brokers_of_all_sources_equal_networkx(case: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from linkchart.queries import _between

    small = asked(case, "brokers")
    monkeypatch.setattr(_between, "SMALL", 0)
    large = asked(case, "brokers")
    assert column(large, "entity") == column(small, "entity")
    assert column(large, "score") == pytest.approx(column(small, "score"), abs=2e-9)
    assert not large.notes


def test_two_groups_of_friends_are_two_blocs() -> None:
    left = [f"state:l{i} AGREED_WITH state:l{j}" for i in range(4) for j in range(i)]
    right = [f"state:r{i} AGREED_WITH state:r{j}" for i in range(3) for j in range(i)]
    store = linked(*left, *right, "state:l0 FIGHTS state:r0", "state:l1 MET_WITH state:r1 0.01")
    rows = asked(store, "blocs").rows
    assert [(row["bloc"], row["size"]) for row in rows] == [(1, 4), (2, 3)]
    assert column(asked(store, "blocs"), "entities") == [
        [f"state:l{i}" for i in range(4)],
        [f"state:r{i}" for i in range(3)],
    ]


def test_iran_and_its_proxies_are_one_bloc(case: Store) -> None:
    bloc = {id_: row["bloc"] for row in asked(case, "blocs").rows for id_ in row["entities"]}
    backed = ("quds-force", "hezbollah", "houthis", "liwa-fatemiyoun")
    assert {bloc[f"organization:{name}"] for name in backed} == {bloc["state:iran"]}


def test_killer_is_hostile_to_those_the_victim_led(case: Store) -> None:
    for target in ("Soleimani", "Quds Force"):
        answer = asked(case, "stance", "United States", target)
        assert (answer.rows[0]["sign"], answer.extras["verdict"]) == (-1, "hostile")
        assert any("+" in relation for relation in answer.rows[0]["relations"][0])


def test_shared_foe_makes_no_friendly_stance() -> None:
    store = linked("state:a FIGHTS state:x", "state:x FIGHTS state:b")
    answer = asked(store, "stance", "state:a", "state:b")
    assert answer.extras["verdict"] == "unclear"
    assert [(row["common_foe"], row["path"]) for row in answer.rows] == [(True, ["state:a", "state:x", "state:b"])]
    assert "They share a foe" in answer.heading


def test_stance_verdict_needs_twice_the_weight() -> None:
    hostile = ("state:a SUPPORTS state:y", "state:y FIGHTS state:b")  # .63
    for weight, verdict in ((1.0, "mixed"), (0.3, "hostile")):
        store = linked(*hostile, f"state:a COOPERATES_WITH state:b {weight}", confidence=1.0)
        answer = asked(store, "stance", "state:a", "state:b")
        assert answer.extras["verdict"] == verdict
        assert ("No direct tie" in answer.heading) == (verdict == "hostile")


def test_stance_ignores_relations_without_sign() -> None:
    store = linked("state:a INTERFERES_IN state:x", "state:b INTERFERES_IN state:x")
    assert asked(store, "stance", "state:a", "state:b").rows == []


def test_friend_of_foe_is_tension() -> None:
    store = linked(
        "state:a SUPPORTS state:b", "state:b SUPPORTS state:c", "state:a SUPPORTS state:c", "state:b SUPPORTS person:c",
        "state:a PERPETRATED event:e", "event:e KILLED person:c",
    )  # fmt: skip
    answer = asked(store, "tensions")
    assert [(row["a"], row["b"], row["c"], row["signs"]) for row in answer.rows] == [
        ("person:c", "state:a", "state:b", [-1, 1, 1])
    ]
    assert answer.derived[0].relation == "ATTACKED"
    assert asked(store, "tensions", "state:c").rows == []


def test_response_before_its_cause_is_out_of_order() -> None:
    store = linked("event:b RESPONSE_TO event:a", "event:b CAUSED event:c", "event:a OCCURRED_AT place:x 2020-03",
                 "event:c OCCURRED_AT place:x 2019")  # fmt: skip
    assert list(asked(store, "responses").rows) == [
        {"events": ["event:a", "event:b", "event:c"], "dates": ["2020-03", None, "2019"], "out_of_order": True}
    ]


def test_circle_of_responses_ends() -> None:
    store = linked("event:b RESPONSE_TO event:a", "event:a RESPONSE_TO event:b")
    assert column(asked(store, "responses"), "events") == [["event:a", "event:b"], ["event:b", "event:a"]]


def test_response_to_undated_event_has_no_date(case: Store) -> None:
    rows = asked(case, "responses", "Kirkuk base attack").rows
    assert [row["events"][:2] for row in rows] == [["event:kirkuk-base-attack", "event:baghdad-airport-strike"]] * 2
    assert {tuple(row["dates"][:2]) for row in rows} == {(None, "2020-01-03")}
    assert not any(row["out_of_order"] for row in rows)


def test_kirkuk_attack_lacks_perpetrator_and_date(case: Store) -> None:
    found = [(row["kind"], row["subject"]) for row in asked(case, "gaps").rows]
    assert ("no perpetrator", "event:kirkuk-base-attack") in found
    assert ("no date", "event:kirkuk-base-attack") in found
    assert ("no place", "event:kirkuk-base-attack") not in found


def test_expected_event_has_no_gaps(case: Store) -> None:
    subjects = set(column(asked(case, "gaps"), "subject"))
    feared = {
        f"event:{name}"
        for name in ("feared-assassination-campaign", "expected-low-level-insurgency", "urged-prison-breaks")
    }
    assert not subjects & feared


def test_claim_leaves_perpetrator_unknown(case: Store) -> None:
    found = [(row["kind"], row["subject"]) for row in asked(case, "gaps").rows]
    assert ("no perpetrator", "event:baghdad-explosions") in found


def test_gaps_come_most_harmful_first() -> None:
    store = linked("person:a LEADS state:b")
    relation = asked(store, "path", "person:a", "state:b").relations[0]
    rows = [("no attribute", relation), ("ungraded", relation), ("one voice", relation)]
    assert [(row["kind"], row["subject"]) for row in asked(store, "gaps").rows] == rows
    limited = asked(store, "gaps", limit=2)
    assert (len(limited.rows), limited.total) == (2, 3)


@pytest.mark.parametrize("name", names())
def test_query_asks_in_one_sentence(name: str) -> None:
    sentence = query(name).question.format("A", "B", ends="A and B", query="path A B", around=" around A", about="")
    assert sentence[0].isupper()
    assert sentence.endswith("?")


def test_common_counts_friends_and_foes_in_words() -> None:
    links = [
        f"state:{end} {verb}" for end in "ab" for verb in ("SUPPORTS state:x", "SUPPORTS state:y", "FIGHTS state:z")
    ]
    assert asked(linked(*links), "common", "state:a", "state:b").heading == "3 entities in common: 2 friends, 1 foe."
