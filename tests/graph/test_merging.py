from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.merging import united
from linkchart.graph.model import Entity, Telling
from linkchart.graph.relation_ids import relation_name, relation_number
from linkchart.graph.telling_order import combined, in_order

PLAIN = Telling(None, None, None, None, None, None, "analyst", None, None, None, None, "asserted", None, None, {})


@given(st.integers(-(2**63), 2**63 - 1))
def test_relation_id_is_its_number_in_hex(key: int) -> None:
    name = relation_name(key)
    assert (len(name), name[0], relation_number(name)) == (17, "r", key)


@given(st.text(max_size=20))
def test_other_text_is_no_relation_id(text: str) -> None:
    key = relation_number(text)
    assert key is None or relation_name(key) == text.lower()


def test_best_graded_telling_comes_first_and_stands() -> None:
    sure = PLAIN._replace(confidence=0.9, attributes={"role": "ally"}, document="z")
    doubted = PLAIN._replace(confidence=0.2, place="Basra", attributes={"role": "proxy", "kind": "arms"}, document="a")
    claimed = PLAIN._replace(confidence=1.0, modality="claimed", place="Sanaa")
    tellings = in_order([claimed, PLAIN, doubted, sure])
    assert tellings == (sure, doubted, PLAIN, claimed)  # what nobody graded comes last
    assert combined(tellings) == ("Basra", {"role": "ally", "kind": "arms"})


@pytest.mark.parametrize(
    "other",
    [
        {"document": "a"}, {"paragraph": 1}, {"start_char": 0}, {"end_char": 0}, {"quote": "So."}, {"method": "rules"},
        {"made_by": "r7"}, {"given": 0.0}, {"credibility": 1}, {"confidence": 0.5}, {"modality": "claimed"},
        {"attributed_to": "Iran"}, {"place": "Basra"}, {"attributes": {"role": "ally"}},
    ],
)  # fmt: skip
def test_different_tellings_have_one_order(other: dict[str, Any]) -> None:
    another = PLAIN._replace(**other)
    assert in_order([PLAIN, another]) == in_order([another, PLAIN])


def test_united_entity_keeps_name_and_adds_aliases() -> None:
    known = Entity("person:a", "Person", "A", None, ("B",), {"born": 1957})
    newer = Entity("person:a", "Person", "C", "general", ("A", "D"), {"born": 1958})
    assert united(known, newer) == Entity("person:a", "Person", "A", "general", ("B", "C", "D"), {"born": 1958})
