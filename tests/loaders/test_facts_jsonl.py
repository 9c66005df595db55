"""Facts as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from linkchart.graph.errors import InputError
from linkchart.loaders import Record, read

FACT: dict[str, Any] = {"source": "Iran", "relation": "CONTROLS", "target": "Quds Force"}


def records(tmp_path: Path, *lines: object) -> list[Record]:
    file = tmp_path / "facts.jsonl"
    file.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return list(read(str(file)))


def test_line_is_record_with_its_number(tmp_path: Path) -> None:
    document, entity = {"id": "briefing", "title": "T"}, {"name": "Iran", "type": "State", "aliases": ["IR"]}
    assert records(tmp_path, {"document": document}, "", {"entity": entity}, "  ", {"fact": FACT}) == [
        (1, "document", document),
        (3, "entity", entity),
        (5, "fact", FACT),
    ]


def test_fact_is_passed_on_unchanged(tmp_path: Path) -> None:
    fact = FACT | {
        "date": "2020",
        "attributes": {"count": 3, "share": 0.5, "support_kinds": ["a", "b"], "of": {"x": 1}},
    }
    assert records(tmp_path, {"fact": fact}) == [(1, "fact", fact)]


def test_unknown_keys_of_records_become_attributes(tmp_path: Path) -> None:
    entity = {"name": "Iran", "type": "State", "iso": "IR", "attributes": {"rank": 1}}
    assert records(tmp_path, {"entity": entity}, {"document": {"id": "d", "page": 3}}) == [
        (1, "entity", {"name": "Iran", "type": "State", "attributes": {"iso": "IR", "rank": 1}}),
        (2, "document", {"id": "d", "attributes": {"page": 3}}),
    ]


def test_unknown_keys_of_fact_are_kept(tmp_path: Path) -> None:
    assert records(tmp_path, {"fact": FACT | {"soruce": "x"}}) == [(1, "fact", FACT | {"soruce": "x"})]


def test_line_of_rejects_file_is_read(tmp_path: Path) -> None:
    assert records(tmp_path, {"line": 9, "reason": "bad", "fact": FACT}) == [(1, "fact", FACT)]


@pytest.mark.parametrize(
    ("line", "reason", "kept"),
    [
        ([1], "A line must be an object with one of document, entity and fact.", {"record": [1]}),
        ({}, "A line must have exactly one of document, entity and fact; this one has none.", {"record": {}}),
        ({"fcat": FACT}, "this one has fcat.", {"record": {"fcat": FACT}}),
        ({"fact": FACT, "entity": {}}, "this one has fact, entity.", {"fact": FACT, "entity": {}}),
        ({"fact": FACT, "note": 1}, "this one has fact, note.", {"fact": FACT, "note": 1}),
        ({"fact": 3}, "fact: it is 3, not keys and values.", {"fact": 3}),
        ({"entity": None}, "entity: it is None, not keys and values.", {"entity": None}),
    ],
)
def test_line_of_wrong_shape_is_broken_record(
    tmp_path: Path, line: object, reason: str, kept: dict[str, object]
) -> None:
    first, second = records(tmp_path, line, {"fact": FACT})
    assert first[:2] == (1, "broken")
    assert first[2]["reason"].endswith(reason)
    assert first[2]["record"] == kept
    assert second == (2, "fact", FACT)


def test_broken_record_survives_rejects_file(tmp_path: Path) -> None:
    once = records(tmp_path, [1])[0][2]
    again = records(tmp_path, {"line": 1, "reason": once["reason"], **once["record"]})[0][2]
    assert again["record"] == {"record": [1]}


@pytest.mark.parametrize("number", [str(2**64), str(-(2**63) - 1), "1e300"])
@pytest.mark.parametrize("value", ["{}", "[{}]", '{{"a": {}}}'])
def test_number_that_would_be_rounded_is_rejected(tmp_path: Path, number: str, value: str) -> None:
    line = f'{{"fact": {{"source": "Iran", "attributes": {{"count": {value.format(number)}}}}}}}'
    ((_, kind, fields),) = records(tmp_path, line)
    assert kind == "broken"
    assert "does not fit into 64 bits" in fields["reason"]


def test_attributes_nested_too_deep_are_rejected(tmp_path: Path) -> None:
    ((_, kind, fields),) = records(tmp_path, f'{{"fact": {{"attributes": {{"a": {"[" * 500}{"]" * 500}}}}}}}')
    assert (kind, fields["reason"]) == ("broken", "fact: attributes are nested more than 20 deep.")


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ('{"fact": {"source": "Iran",}}', "line 2, column 2"),
        ('{"fact": {"source": "Iran"', "line 2, column 2"),
        ('{"fact": {"confidence": NaN}}', "line 2, column 25: broken JSON"),
        ('{"fact": {"confidence": Infinity}}', "line 2, column 25: broken JSON"),
        ('{"fact": {"confidence": 1e999}}', "broken JSON: number is infinity"),
        ('{"fact": {"quote": "\\ud800"}}', "broken JSON: no low surrogate"),
        ('{"fact": {"quote": "\x07"}}', "broken JSON: unexpected control character"),
        ('{"fact": {}} {"fact": {}}', "line 2, column 14: broken JSON"),
        ("[" * 100_000, "broken JSON: depth limit exceeded"),
        ("facts:", "line 2, column 1: broken JSON"),
    ],
)
def test_broken_json_is_located(tmp_path: Path, line: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        records(tmp_path, {"fact": FACT}, line)
    assert where in str(caught.value)


ENTITY = {"id": "state:iran", "type": "State", "name": "Iran"}


@pytest.mark.parametrize("odd", [{}, {"fact": None}, {"fact": FACT, "entity": ENTITY}, {"fact": FACT | {"x": 1}}])
def test_odd_line_among_plain_ones_keeps_its_place(tmp_path: Path, odd: dict[str, object]) -> None:
    found = records(tmp_path, *[{"fact": FACT}] * 30, odd, *[{"fact": FACT}] * 30)
    assert [line for line, _, _ in found] == list(range(1, 62))
    assert [line for line, _, fields in found if fields != FACT] == [31]


def test_plain_entities_equal_single_records(tmp_path: Path) -> None:
    entities = [ENTITY | {"id": f"state:s{number}", "aliases": ["x"]} for number in range(30)]
    found = records(tmp_path, *[{"entity": entity} for entity in entities])
    assert found == [(line, "entity", entity) for line, entity in enumerate(entities, 1)]


@pytest.mark.parametrize(
    "line",
    [
        '{"fact": {"source": "Iran", "relation": "CONTROLS", "target": "Iraq", "target": "Quds Force"}}',
        '{"fact": {"source": "Iran", "relation": "CONTROLS", "target" : "Iraq", "targ\\u0065t": "Quds Force"}}',
        '{"fact": {"source": "A", "relation": "KILLED", "target"  : "B", "target": "C"}}',
        '{"fact": {"source": "A", "relation": "KILLED", "target"\t:"B", "target"\t: "C"}}',
        '{"fact": {"source": "A", "relation": "KILLED", "target": "B", "target": "x\\u003ay"}}',
        '{"fact": {"source": "Iran", "relation": "CONTROLS", "target": "Iraq", "date": null, "date": "2020"}}',
        '{"fact": {"source": "A", "relation": "KILLED", "target": "B", "attributes": {"target": 1, "target": 2}}}',
        '{"fact": {"source": "A", "relation": "KILLED", "target": "B", "place": "C", "place": "C"}}',
        '{"entity": {"id": "state:x", "type": "State", "name": "X", "name": "Y"}}',
        '{"entity": {"id": "state:x", "type": "State", "name": "X", "attributes": {"x": {"y": 1, "y": 2}}}}',
        '{"document": {"id": "d", "target": "T", "target": "T"}}',
        '{"fact": {"source": "A", "relation": "KILLED", "target": "B"}, "fact": {"source": "C"}}',
    ],
)
@pytest.mark.parametrize("others", [0, 40])
def test_key_given_twice_rejects_the_line(line: str, others: int, tmp_path: Path) -> None:
    found = records(tmp_path, *[{"fact": FACT}] * others, line)
    assert [kind for _, kind, _ in found[:-1]] == ["fact"] * others
    number, kind, said = found[-1]
    assert (number, kind) == (others + 1, "broken")
    assert said["reason"].endswith("is here twice.")
    assert said["record"] == {"record": line}


def test_key_in_a_text_is_no_key(tmp_path: Path) -> None:
    fact = FACT | {"quote": '"source": "source":', "attributes": {"source": {"source": None}}}
    assert records(tmp_path, {"fact": fact}) == [(1, "fact", fact)]
