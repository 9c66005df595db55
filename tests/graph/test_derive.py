from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.derive import derived
from linkchart.graph.model import Relation
from linkchart.graph.schema import builtin
from tests.render.samples import relation

DEED = relation("r1", "state:us", "PERPETRATED", "event:strike", place="Baghdad airport", confidence=0.5, start=None)
HIT = relation("r2", "event:strike", "KILLED", "person:soleimani", start="2020-01-03", end="2020-01-03")


def test_perpetrator_of_event_attacked_its_victim() -> None:
    (found,) = derived([HIT, DEED], builtin())
    assert (found.source, found.relation, found.target) == ("state:us", "ATTACKED", "person:soleimani")
    assert (found.derived, found.via, found.sign) == (True, "event:strike", -1)
    assert (found.start, found.end, found.place) == ("2020-01-03", "2020-01-03", "Baghdad airport")
    assert (found.confidence, found.weight) == (0.24, 0.216)


def test_ungraded_step_counts_one_half() -> None:
    ungraded = relation("r3", "event:strike", "KILLED", "person:soleimani", confidence=None)
    assert [relation.confidence for relation in derived([DEED, ungraded], builtin())] == [0.25]


def test_weaker_modality_stands() -> None:
    claimed = relation("r1", "state:us", "PERPETRATED", "event:strike", modality="claimed")
    assert [relation.modality for relation in derived([claimed, HIT], builtin())] == ["claimed"]


def test_claimant_place_and_self_derive_nothing() -> None:
    claim = relation("r4", "state:us", "CLAIMED", "event:strike")
    place = relation("r5", "event:strike", "TARGETED", "place:airport")
    own = relation("r6", "event:strike", "INJURED", "state:us")
    assert not derived([claim, HIT], builtin())
    assert not derived([DEED, place, own], builtin())


@given(st.permutations([DEED, HIT, relation("r7", "event:strike", "TARGETED", "person:soleimani", weight=0.1)]))
def test_repeated_facts_derive_one_attack(relations: list[Relation]) -> None:
    assert [relation.id for relation in derived(relations, builtin())] == ["r1+r2"]
