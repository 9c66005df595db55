"""Facts as YAML."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

import linkchart
from linkchart.graph.errors import InputError
from linkchart.loaders import Record, read


def records(tmp_path: Path, text: str) -> list[Record]:
    file = tmp_path / "facts.yaml"
    file.write_text(text, encoding="utf-8")
    return list(read(str(file)))


def fault(tmp_path: Path, text: str) -> str:
    with pytest.raises(InputError) as caught:
        records(tmp_path, text)
    return str(caught.value).removeprefix(f"{tmp_path}/")


def test_records_come_in_order_of_kind(tmp_path: Path) -> None:
    text = """
facts:
  - {source: Iran, relation: CONTROLS, target: Quds Force}
entities:
  - {name: Iran, type: State, aliases: [IR, 1979], iso: 364}
document:
  id: briefing
  published: 2020-04-10
"""
    assert records(tmp_path, text) == [
        (7, "document", {"id": "briefing", "published": "2020-04-10"}),
        (5, "entity", {"name": "Iran", "type": "State", "aliases": ["IR", "1979"], "attributes": {"iso": 364}}),
        (3, "fact", {"source": "Iran", "relation": "CONTROLS", "target": "Quds Force", "document": "briefing"}),
    ]


def test_text_is_kept_as_written(tmp_path: Path) -> None:
    ((_, _, found),) = records(tmp_path, 'facts: [{source: NO, target: 1e3, date: 2020, place: 0x1F, quote: "null"}]')
    assert found == {"source": "NO", "target": "1e3", "date": "2020", "place": "0x1F", "quote": "null"}


def test_numbers_are_read_where_wanted(tmp_path: Path) -> None:
    text = 'facts: [{confidence: "0.5", credibility: 2, paragraph: 3, start_char: four}]'
    ((_, _, found),) = records(tmp_path, text)
    assert found == {"confidence": 0.5, "credibility": 2, "paragraph": 3, "start_char": "four"}


def test_attributes_have_the_core_types_of_yaml_1_2(tmp_path: Path) -> None:
    text = """
facts:
  - attributes: {a: 3, b: 1e3, c: true, d: yes, e: 2020-01-03, f: "3", g: ~, h: 0o17, i: [0x1F, -.5], j: {k: 1:30}}
"""
    assert records(tmp_path, text)[0][2]["attributes"] == {
        "a": 3, "b": 1000.0, "c": True, "d": "yes", "e": "2020-01-03", "f": "3", "g": None, "h": 15,
        "i": [31, -0.5], "j": {"k": "1:30"},
    }  # fmt: skip


def test_null_values_are_absent(tmp_path: Path) -> None:
    assert records(tmp_path, "facts: [{source: Iran, place: ~, quote: null, date: }]") == [
        (1, "fact", {"source": "Iran"})
    ]


@pytest.mark.parametrize(
    ("documents", "document", "stands_in"),
    [
        ("document: {id: a}", "", "a"),
        ("document: {id: a}", "document: b", "b"),
        ("document: {id: a}", "document: null", None),
        ("documents: [{id: a}]", "", "a"),
        ("documents: [{id: a}, {id: b}]", "", None),
        ("document: {title: a}", "", None),
        ("document:", "", None),
    ],
)
def test_fact_belongs_to_the_only_document(
    tmp_path: Path, documents: str, document: str, stands_in: str | None
) -> None:
    text = f"{documents}\nfacts:\n  - source: Iran\n    {document}\n"
    assert records(tmp_path, text)[-1][2].get("document") == stands_in


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "facts:\n", "null", "facts: []\nentities: ~\n"])
def test_empty_case_has_no_records(tmp_path: Path, text: str) -> None:
    assert records(tmp_path, text) == []


def test_record_of_wrong_shape_is_broken_record(tmp_path: Path) -> None:
    first, second = records(tmp_path, "facts:\n  - Iran CONTROLS Quds Force\n  - {source: Iran}\n")
    reason = "fact: it is Iran CONTROLS Quds Force, not keys and values."
    assert first == (2, "broken", {"reason": reason, "record": {"fact": "Iran CONTROLS Quds Force"}})
    assert second == (3, "fact", {"source": "Iran"})


@pytest.mark.parametrize(
    "number", ["18446744073709551616", "-9223372036854775809", ".inf", "-.Inf", ".nan", "9" * 5000]
)
def test_unstorable_number_is_rejected(tmp_path: Path, number: str) -> None:
    ((_, kind, found),) = records(tmp_path, f"facts: [{{attributes: {{count: {number}}}}}]")
    assert kind == "broken"
    assert "does not fit into 64 bits" in found["reason"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("facts:\n  - {source: Iran\n", "facts.yaml, line 3, column 1: broken YAML: "),
        ("facts:\n\t- a\n", "facts.yaml, line 2, column 1: broken YAML: "),
        ("facts: [{source: a: b}]", "facts.yaml, line 1, column 19: broken YAML: "),
        ("facts:\n  - {quote: \x07}", "facts.yaml, line 2: broken YAML: control characters"),
        ('facts: [{quote: "\\uD800"}]', "facts.yaml, line 1, column 20: broken YAML: found invalid Unicode"),
        ("a: &x b\n", "facts.yaml, line 1, column 4: anchors and aliases"),
        ("facts:\n  - *x\n", "facts.yaml, line 2, column 5: anchors and aliases"),
        ("facts: [{date: !!str 2020}]", "facts.yaml, line 1, column 16: tags (tag:yaml.org,2002:str) are not read"),
        ("facts: !!python/object/apply:os.system [ls]", "facts.yaml, line 1, column 8: tags ("),
        ("facts:\n  - source: a\n    source: b\n", "facts.yaml, line 3, column 5: the key “source” is here twice"),
        ("facts: []\n---\nfacts: []\n", "facts.yaml, line 2, column 1: a file may have one YAML document"),
        ("facts: [{? [a] : b}]", "facts.yaml, line 1, column 12: a key must be a text"),
        ("facts: " + "[\n " * 100_000, "facts.yaml, line 33, column 2: nested more than 32 deep"),
        ("facts: " + "{a:\n " * 100_000, "nested more than 32 deep"),
        ("facts:\n" + "[" * 100_000, "facts.yaml, line 2"),
        ("fcats: []", "facts.yaml, line 1: A case has no key “fcats”. Did you mean facts?"),
        ("facts: {source: a}", "facts.yaml, line 1: “facts” must be a list."),
        ("- {source: a}", "facts.yaml, line 1: a case must have the keys schema, document,"),
    ],
)
def test_broken_file_is_rejected_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in fault(tmp_path, text)


def test_exploding_aliases_are_rejected_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    began = time.monotonic()
    assert "anchors and aliases" in fault(tmp_path, "\n".join(lines))
    assert time.monotonic() - began < 5


def test_example_case_is_read_whole() -> None:
    case = Path(linkchart.__file__ or "").parent / "loaders" / "examples" / "iraq-2020" / "facts.yaml"
    found = list(read(str(case)))
    kinds = Counter(kind for _, kind, _ in found)
    assert kinds["document"] == 1
    assert kinds["fact"] >= 130
    assert kinds["broken"] == 0
    lines = case.read_text(encoding="utf-8").splitlines()
    for line, kind, fields in found:
        if kind == "fact":
            assert f"source: {fields['source']}" in lines[line - 1]
            assert fields["document"] == "iraq-2020-briefing"
            assert all(type(fields[key]) is int for key in ("paragraph", "credibility"))
