"""The same records come out of every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linkchart.loaders import formats, read
from linkchart.loaders._yaml import parse, resolved, textual, written
from linkchart.loaders.facts import DOCUMENT, ENTITY, FACT, KEYS
from linkchart.loaders.facts_yaml import PARTS
from tests.examples import examples

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
AWKWARD = st.sampled_from(
    ["null", "~", "NO", "true", "2020", "2020-01-03", "1e3", "0x1F", ".nan", "- a", "a: b", "a #b", "{", "*x", "&x"]
) | st.sampled_from(
    ['"', "'", "\\", "\n", " ", "\ta", "a ", "---", "...", "?", "=", "<<", "\u2028", "\ufeff", "\x85", "state:iran"]
)
NAME = TEXT | AWKWARD
NUMBER = st.integers(-(2**63) + 1, 2**64 - 1) | st.floats(-1e15, 1e15)
PLAIN = st.none() | st.booleans() | NUMBER | NAME
VALUE = st.recursive(
    PLAIN, lambda values: st.lists(values, max_size=3) | st.dictionaries(NAME, values, max_size=3), max_leaves=5
)
KINDS: dict[type, st.SearchStrategy[Any]] = {
    str: NAME,
    bool: st.booleans(),
    int: st.integers(0, 10**15),
    float: st.floats(0, 1),
    list: st.lists(NAME, max_size=3),
    dict: st.dictionaries(NAME, VALUE, max_size=2),
}


def fields_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={key: KINDS[wanted] for key, wanted in KEYS[kind].items()})


def read_back(text: str, suffix: str) -> list[tuple[str, dict[str, Any]]]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"facts.{suffix}"
        file.write_bytes(text.encode())
        return [(kind, fields) for _, kind, fields in read(str(file))]


@given(
    st.lists(st.sampled_from(list(KEYS)).flatmap(lambda kind: st.tuples(st.just(kind), fields_of(kind))), max_size=4)
)
@examples(50)
def test_json_lines_round_trip(records: list[tuple[str, dict[str, Any]]]) -> None:
    text = "".join(json.dumps({kind: fields}) + "\n" for kind, fields in records)
    assert read_back(text, "jsonl") == records


@given(
    st.lists(fields_of("document"), min_size=2, max_size=2),
    st.lists(fields_of("entity"), max_size=2),
    st.lists(fields_of("fact"), max_size=2),
)
@examples(50)
def test_yaml_round_trips(
    documents: list[dict[str, Any]], entities: list[dict[str, Any]], facts: list[dict[str, Any]]
) -> None:
    def item(fields: dict[str, Any]) -> str:
        return ", ".join(f"{key}: {written(value, as_text=key != 'attributes')}" for key, value in fields.items())

    sections = {"documents": documents, "entities": entities, "facts": facts}
    text = ""
    for name, items in sections.items():
        text += f"{name}:\n" + "".join(f"  - {{{item(fields)}}}\n" for fields in items)
    assert read_back(text, "yaml") == [(PARTS[name], fields) for name, items in sections.items() for fields in items]


@given(VALUE)
def test_value_written_as_yaml_is_read_back(value: object) -> None:
    node = parse("value", f"key: {written(value)}\n")
    assert node is not None
    assert repr(resolved(node)) == repr({"key": value})


@given(NAME)
def test_text_written_as_yaml_is_read_back(text: str) -> None:
    node = parse("text", f"- {written(text, as_text=True)}\n")
    assert node is not None
    assert textual(node) == [text]


def test_overlong_yaml_key_gets_a_mark() -> None:
    value = {"k" * 2000: 1, "é" * 800: {"x y" * 700: 2}}
    node = parse("value", written(value))
    assert node is not None
    assert resolved(node) == value


CELL = NAME.filter(lambda text: "\r" not in text)
COLUMN = st.from_regex(r"[a-z]{3,8}", fullmatch=True).filter(lambda name: name not in FACT and name != "aliases")
OTHER = CELL.filter(lambda text: not text.lstrip("-").replace(".", "").isdigit())
DECIMAL = st.integers(-(10**15), 10**15) | st.decimals(-1000, 1000, places=3).map(float)
LISTED = st.lists(st.from_regex(r"[a-z]+", fullmatch=True), min_size=1)


REQUIRED = ("source", "relation", "target")
OPTIONAL = {key: CELL if FACT[key] is str else KINDS[FACT[key]] for key in FACT if key not in (*REQUIRED, "attributes")}
ATTRIBUTES = st.dictionaries(COLUMN, OTHER | DECIMAL, min_size=1) | st.fixed_dictionaries({"support_kinds": LISTED})
ROW = st.fixed_dictionaries(dict.fromkeys(REQUIRED, CELL), optional={**OPTIONAL, "attributes": ATTRIBUTES})


@given(st.lists(ROW, max_size=4), st.sampled_from(",;\t"))
@examples(50)
def test_csv_round_trips(facts: list[dict[str, Any]], delimiter: str) -> None:
    attributes = sorted({name for fact in facts for name in fact.get("attributes", {})})
    names = [*(key for key in FACT if key != "attributes"), *attributes]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    for fact in facts:
        fields = {**fact, **fact.get("attributes", {})}
        writer.writerow(["|".join(cell) if isinstance(cell := fields.get(name, ""), list) else cell for name in names])
    records = read_back(out.getvalue(), "csv")
    assert [record for record in records if record[0] != "note"] == [("fact", fact) for fact in facts]


def test_formats_have_different_suffixes() -> None:
    assert {"csv", "jsonl", "yaml"} <= formats().keys()
    suffixes = [suffix for loader in formats().values() for suffix in loader.SUFFIXES]
    assert len(suffixes) == len(set(suffixes))
    assert DOCUMENT.keys() & ENTITY.keys() & FACT.keys() == {"attributes"}
