"""What each rule of the semantics means, on graphs whose answer is plain to see."""

from __future__ import annotations

from typing import Any

import pytest

from linkchart.graph.errors import UnknownName
from linkchart.graph.identity.candidates import candidates
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.loading.load import load_file
from linkchart.graph.model import Answer
from linkchart.graph.scope import Scope
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.queries.asking import asked
from tests.queries.graphs import graph_of, linked

SURE: dict[str, Any] = {"confidence": 1.0}


def scores(answer: Answer) -> dict[str, float]:
    return {row["entity"]: row["score"] for row in answer.rows}


def store_of(*facts: dict[str, Any], **more: Any) -> Store:
    """A store of facts whose ends are ids and whose confidence is 1 unless they say otherwise."""
    whole = [SURE | more | fact for fact in facts]
    ends = sorted({fact[end] for fact in whole for end in ("source", "target")})
    entities = [{"id": id_, "type": id_.split(":")[0].title(), "name": id_.split(":")[1].title()} for id_ in ends]
    lines = [("entity", entity) for entity in entities] + [("fact", fact) for fact in whole]
    return graph_of([(line, kind, record) for line, (kind, record) in enumerate(lines, 1)])


def fact(text: str, **more: Any) -> dict[str, Any]:
    source, relation, target = text.split()
    return {"source": source, "relation": relation, "target": target, **more}


def test_sole_backer_is_not_diluted() -> None:
    store = linked("state:a SUPPORTS organization:x 0.8", **SURE)
    assert scores(asked(store, "influence", "state:a")) == {"organization:x": 0.8}


def test_four_equal_backers_count_a_quarter_each() -> None:
    store = linked(*(f"state:{name} SUPPORTS organization:x 0.8" for name in "abcd"), **SURE)
    assert set(scores(asked(store, "influencers", "organization:x")).values()) == {0.2}


def test_backers_of_other_times_do_not_dilute() -> None:
    store = store_of(
        fact("state:a SUPPORTS organization:x", start="2001", end="2002"),
        fact("state:b SUPPORTS organization:x", start="2010", end="2011"),
        fact("state:c SUPPORTS organization:x", start="2011"),
    )
    assert scores(asked(store, "influencers", "organization:x")) == {"state:a": 0.7, "state:b": 0.35, "state:c": 0.35}


def test_control_is_not_diluted() -> None:
    store = linked("state:a CONTROLS organization:x", "state:b CONTROLS organization:x", **SURE)
    assert set(scores(asked(store, "influencers", "organization:x")).values()) == {1.0}


def test_owner_counts_by_its_share() -> None:
    store = store_of(
        fact("person:a OWNS organization:x", attributes={"share": 75}),
        fact("person:b OWNS organization:x", attributes={"share": "25 %"}),
    )
    assert scores(asked(store, "influencers", "organization:x")) == {"person:a": 0.6, "person:b": 0.2}


def test_membership_conducts_no_influence_to_state() -> None:
    store = linked("state:a MEMBER_OF organization:x", "person:b MEMBER_OF organization:x", **SURE)
    assert scores(asked(store, "influence", "organization:x")) == {"person:b": 0.6}


def test_against_excludes_support_against_others() -> None:
    store = store_of(
        fact("state:a SUPPORTS organization:x", attributes={"against": "Red"}),
        fact("state:b SUPPORTS organization:x", attributes={"against": "Blue"}),
        fact("state:c SUPPORTS organization:x"),
        fact("state:red FIGHTS state:blue"),
    )
    against = scores(asked(store, "influencers", "organization:x", against="state:red"))
    assert against == {"state:a": 0.35, "state:c": 0.35}


def test_ranking_score_is_sum_of_influence() -> None:
    store = linked(
        *(f"state:{name} SUPPORTS organization:x" for name in "ab"), "state:a CONTROLS organization:y", **SURE
    )
    rows = asked(store, "ranking").rows
    assert [(row["entity"], row["score"], row["reach"]) for row in rows] == [("state:a", 1.35, 2), ("state:b", 0.35, 1)]


def test_arithmetic_reads_against_the_arrow() -> None:
    store = linked("organization:b PART_OF organization:a", confidence=1.0)
    (row,) = asked(store, "influence", "organization:a", explain=True).rows
    assert row["arithmetic"] == "0.8 = has part 0.8 x grade 1"


def test_arithmetic_names_number_of_backers() -> None:
    store = linked("state:a SUPPORTS organization:x", "state:b SUPPORTS organization:x", **SURE)
    (row,) = asked(store, "influence", "state:a", explain=True).rows
    assert row["arithmetic"] == "0.35 = supports 0.7 x grade 1 x 0.7 / 1.4 (one of 2 backers)"


def test_path_of_ties_never_in_force_at_once_is_empty() -> None:
    store = store_of(
        fact("state:a SUPPORTS state:b", start="2015", end="2016"),
        fact("state:b SUPPORTS state:c", start="2001", end="2002"),
    )
    assert [row["together"] for row in asked(store, "influence", "state:a").rows] == [["2015-01-01", "2016-12-31"], []]
    assert asked(store, "path", "state:a", "state:c").rows[0]["together"] == []
    assert asked(store, "path", "state:a", "state:c", together=True).rows == []


def test_adjacent_ties_are_one_span() -> None:
    store = store_of(
        fact("state:a SUPPORTS state:b", start="2001", end="2002"),
        fact("state:a COOPERATES_WITH state:b", start="2003-01-01"),
    )
    assert asked(store, "path", "state:a", "state:b").rows[0]["together"] == ["2001-01-01", None]


def test_undated_path_has_no_span_together() -> None:
    store = linked("state:a SUPPORTS state:b")
    assert asked(store, "path", "state:a", "state:b").rows[0]["together"] is None


def test_specificity_avoids_hub() -> None:
    spokes = [f"state:hub MET_WITH state:s{n}" for n in range(35)]
    way = ["state:a MET_WITH state:hub", "state:hub MET_WITH state:b"]
    detour = ["state:a MET_WITH person:x", "person:x MET_WITH person:y", "person:y MET_WITH state:b"]
    store = linked(*spokes, *way, *detour, **SURE)
    direct = asked(store, "path", "state:a", "state:b")
    assert direct.rows[0]["nodes"][1] == "state:hub"
    assert direct.heading == "Passes hub (37 ties); --by specificity avoids hubs."
    first, second = asked(store, "path", "state:a", "state:b", by="specificity", k=2).rows
    assert (first["nodes"][1], first["specificity"], first["weight"]) == ("state:hub", round(0.04 * 37**-0.5, 9), 0.04)
    assert second["specificity"] == 0.004
    strong = linked(*spokes, *way, *(f"{line} 1.0" for line in detour), **SURE)
    assert asked(strong, "path", "state:a", "state:b", by="specificity").rows[0]["nodes"][1] == "person:x"


def test_path_rests_on_single_sources() -> None:
    documents = [{"id": "one", "publisher": "Herald"}, {"id": "two", "publisher": "Gazette"}]
    facts = [
        fact("state:a SUPPORTS state:b", document="one", **SURE),
        fact("state:b SUPPORTS state:c", document="one", **SURE),
        fact("state:b SUPPORTS state:c", document="two", **SURE),
    ]
    entities = [{"id": f"state:{name}", "type": "State", "name": name} for name in "abc"]
    lines = [("document", document) for document in documents] + [("entity", entity) for entity in entities]
    lines += [("fact", fact) for fact in facts]
    store = open_store(":memory:", create=True)
    load_file(store, [(line, kind, record) for line, (kind, record) in enumerate(lines, 1)])
    assert asked(store, "path", "state:a", "state:c").rows[0]["rests_on"] == ["Herald"]


def test_sign_admits_relations_of_events() -> None:
    store = linked("state:a SUPPORTS state:b", "state:a OPPOSES state:b", "state:a PERPETRATED event:e",
                 "event:e TARGETED state:b")  # fmt: skip
    rows = asked(store, "path", "state:a", "state:b", k=3, scope=Scope(sign=1)).rows
    assert [len(row["nodes"]) for row in rows] == [2, 3]
    assert [len(row["relations"][0]) for row in rows] == [1, 1]


def test_through_admits_type_to_paths() -> None:
    store = linked(
        "state:a CONTROLS organization:x", "organization:x LOCATED_IN place:p", "organization:y LOCATED_IN place:p"
    )
    scope = Scope(any_relation=True)
    assert asked(store, "path", "organization:x", "organization:y", scope=scope).rows == []
    rows = asked(store, "path", "organization:x", "organization:y", scope=scope._replace(through=("Place",))).rows
    assert [row["nodes"][1] for row in rows] == ["place:p"]


def test_unknown_category_lists_known_ones() -> None:
    store = linked("state:a PERPETRATED event:e")
    with pytest.raises(UnknownName, match="There is no category “Attck”"):
        asked(store, "events", category="Attck")


def test_gaps_expect_count_of_unnamed_victims_only() -> None:
    store = linked("event:e KILLED person:p", "event:e KILLED population:q", "event:e OCCURRED_AT place:x 2020")
    lacking = [row["subject"] for row in asked(store, "gaps", kind=("no attribute",)).rows]
    (relation,) = asked(store, "evidence", "population:q").relations
    assert lacking == [relation]


def test_gaps_of_event_outlive_its_link_to_feared_one() -> None:
    store = store_of(
        fact("state:a PERPETRATED event:strike", date="2020-01-03"),
        fact("event:reprisal RESPONSE_TO event:strike", modality="forecast"),
    )
    rows = asked(store, "gaps", kind=("no date", "no place")).rows
    assert [(row["kind"], row["subject"]) for row in rows] == [("no place", "event:strike")]
    rows = asked(store, "gaps", kind=("no date",), scope=Scope(modalities=(*Scope().modalities, "forecast"))).rows
    assert [row["subject"] for row in rows] == ["event:reprisal"]


def test_casualties_add_up_over_victims() -> None:
    store = store_of(
        fact("event:e KILLED person:p"),
        fact("event:e KILLED population:q", attributes={"count": 4}),
        fact("event:e INJURED population:q", attributes={"count": "dozens"}),
        fact("event:e INJURED person:r"),
    )
    (row,) = asked(store, "events").rows
    assert (row["killed"], row["injured"]) == (5, "1 and dozens")


def test_look_alikes_are_the_pairs_of_duplicates() -> None:
    store = linked("person:karl-weber MET_WITH person:anna-lind", "person:carl-weber MET_WITH person:anna-lind")
    near = sorted({id_ for candidate in candidates(store) for id_ in candidate.pair})
    assert [row["subject"] for row in asked(store, "gaps", kind=("look-alike",)).rows] == near
    assert near == ["person:carl-weber", "person:karl-weber"]
    with store.writer() as writer:
        writer.judge(Judgement("different", ("person:karl-weber", "person:carl-weber")))
    assert asked(store, "gaps", kind=("look-alike",)).rows == []
