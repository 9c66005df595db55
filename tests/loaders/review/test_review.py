from __future__ import annotations

from typing import Any

import pytest

from linkchart.graph.errors import InputError
from linkchart.graph.model import Entity
from linkchart.loaders.review.corrected import flipped
from linkchart.loaders.review.decisions import ACCEPT, REJECT, SAME, Decision, name_key
from linkchart.loaders.review.proposed import Proposed, proposed
from linkchart.loaders.review.review import Review


def fact(source: str, relation: str, target: str, **more: Any) -> dict[str, Any]:
    ends = {"source": source, "source_type": "Organization", "target": target, "target_type": "Organization"}
    sentence = f"{source} {relation.lower()} {target}."
    return {**ends, "relation": relation, "sentence": sentence, "rule": "r/1", "method": "rules", **more}


def file_of(*facts: dict[str, Any], known: tuple[Entity, ...] = ()) -> Proposed:
    ends = {(fact[end], fact[f"{end}_type"]): None for fact in facts for end in ("source", "target")}
    entities = [("entity", {"name": name, "type": type_}) for name, type_ in ends]
    records = [("document", {"id": "d"}), *entities, *(("fact", fact) for fact in facts)]
    return proposed(((line, kind, fields) for line, (kind, fields) in enumerate(records, 1)), known)


HARBOUR = file_of(
    fact("Port Council", "CONTROLS", "Tugboat Fleet", extraction=0.7),
    fact("Port Council", "SUPPORTS", "Tugboat Fleet", extraction=0.9),
    fact("Tugboat Fleet", "SUPPORTS", "Dockers Union", extraction=0.8),
    fact("Port Councill", "SUPPORTS", "Dockers Union", extraction=0.6),
)
COUNCIL, COUNCILL = (name_key("Organization", name) for name in ("Port Council", "Port Councill"))


def said(review: Review) -> list[tuple[str, str]]:
    return [(f"{fact.fields['source']} {fact.fields['relation']}", gain) for fact, gain in review.facts()]


def decide(index: int, verdict: str = ACCEPT, **changes: Any) -> dict[str, Decision]:
    key = HARBOUR.facts[index].key
    return {key: Decision(key, verdict, changes=tuple(changes.items()))}


def test_names_near_others_come_first() -> None:
    names = Review(HARBOUR, {}).names()
    assert [name.name for name in names] == ["Port Council", "Port Councill", "Tugboat Fleet", "Dockers Union"]
    assert names[1].near == (("organization:port-council", "Port Council"),)


def test_names_of_the_store_are_not_asked() -> None:
    file = file_of(
        fact("Port Council", "SUPPORTS", "Dockers"),
        known=(Entity("organization:pc", "Organization", "PC", aliases=("Port Council",)),),
    )
    assert [name.name for name in Review(file, {}).names()] == ["Dockers"]


def test_facts_come_by_what_they_would_change() -> None:
    assert [gain for _, gain in said(Review(HARBOUR, {}))] == ["joins two that no path joins"] * 4
    assert said(Review(HARBOUR, decide(1) | decide(2))) == [
        ("Port Councill SUPPORTS", "joins two that no path joins"),
        ("Port Council CONTROLS", "another tie between the two"),
    ]


def test_name_that_means_another_makes_facts_repeats() -> None:
    same = {COUNCILL: Decision(COUNCILL, SAME, entity="organization:port-council")}
    assert said(Review(HARBOUR, decide(1) | decide(2) | same))[0] == (
        "Port Councill SUPPORTS", "joins two that are 2 hops apart",
    )  # fmt: skip


def test_links_of_the_store_count() -> None:
    links = [("organization:port-council", "organization:tugboat-fleet", "CONTROLS")]
    assert said(Review(HARBOUR, {}, links))[-1] == ("Port Council CONTROLS", "repeats what is known")


def test_rejected_name_takes_its_facts_along() -> None:
    review = Review(HARBOUR, {COUNCIL: Decision(COUNCIL, REJECT)})
    assert len(review.facts()) == 2
    assert review.count((REJECT,)) == 2


def test_accepted_facts_lose_the_grade_of_their_rule() -> None:
    records = list(Review(HARBOUR, decide(1)).accepted())
    assert [kind for kind, _ in records] == ["document", "entity", "entity", "fact", "review"]
    (fields,) = [fields for kind, fields in records if kind == "fact"]
    assert "extraction" not in fields
    assert (fields["rule"], fields["reviewed"]) == ("r/1", "accepted")
    assert records[-1][1] == {"accepted": 1, "rejected": 0}


def test_edited_facts_are_the_analysts_own() -> None:
    records = Review(HARBOUR, decide(0, **flipped(HARBOUR.facts[0].fields))).accepted()
    (fields,) = [fields for kind, fields in records if kind == "fact"]
    assert (fields["source"], fields["target"], fields["method"]) == ("Tugboat Fleet", "Port Council", "analyst")
    assert "rule" not in fields


def test_same_becomes_a_judgement() -> None:
    same = {COUNCILL: Decision(COUNCILL, SAME, entity="organization:port-council", who="ann")}
    (judgement,) = [fields for kind, fields in Review(HARBOUR, decide(3) | same).accepted() if kind == "judgement"]
    assert (judgement["kind"], judgement["who"]) == ("same", "ann")
    assert judgement["entities"] == ["organization:port-council", "organization:port-councill"]


def test_threshold_accepts_only_open_facts_of_grade() -> None:
    review = Review(HARBOUR, decide(1, REJECT))
    facts = [fields for kind, fields in review.accepted(0.75) if kind == "fact"]
    assert [(fact["source"], fact["extraction"]) for fact in facts] == [("Tugboat Fleet", 0.8)]


def test_acceptance_counts_edits_as_misses() -> None:
    decided = decide(0, relation="SUPPORTS") | decide(1) | decide(2, REJECT)
    assert Review(HARBOUR, decided).acceptance() == {"r/1": (1, 3)}


def test_other_files_are_refused() -> None:
    with pytest.raises(InputError, match=r"line 3: only what .*extract"):
        proposed([(3, "fact", {"source": "a", "target": "b", "relation": "MET"})])
