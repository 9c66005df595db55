"""Names and ids with control characters are refused, in whichever way they come."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import linkchart
from tests.graph.records import EVERYTHING, add

ENDS = {"source_type": "State", "relation": "SUPPORTS", "target_type": "State"}


def fact(**more: Any) -> dict[str, Any]:
    return {"fact": {"source": "A", "target": "B", **ENDS, **more}}


def known(**more: Any) -> dict[str, Any]:
    return {"fact": {"source": "state:a", "relation": "SUPPORTS", "target": "state:b", **more}}


def entity(**more: Any) -> dict[str, Any]:
    return {"entity": {"type": "State", "name": "A", **more}}


@pytest.mark.parametrize("mark", ["\0", "\x07", "\x1b[8m", "\n", "\t", "\x7f", "\x9b"])
@pytest.mark.parametrize(
    ("key", "make"),
    [
        ("source", fact),
        ("target", fact),
        ("document", fact),
        ("document", known),
        ("place", fact),
        ("attributed_to", known),
        ("name", entity),
        ("aliases", entity),
        ("id", lambda **more: {"document": more}),
    ],
)
@pytest.mark.parametrize("count", [1, 40])  # one by one, and in columns
def test_control_character_in_a_name_is_refused(tmp_path: Path, mark: str, key: str, make: Any, count: int) -> None:
    value: Any = f"C{mark}D"
    bad = make(**{key: [value] if key == "aliases" else value})
    good = [entity(id="state:a"), entity(id="state:b", name="B"), *[make(**{"id": "d"} if key == "id" else {})] * count]
    file = tmp_path / "facts.jsonl"
    file.write_text("\n".join(map(json.dumps, [*good, bad])), encoding="utf-8")
    with closing(linkchart.open_store(":memory:", create=True)) as store:
        report = linkchart.load(store, str(file))
        assert [note.line for note in report.rejected] == [len(good) + 1]
        assert f"has a control character (U+{ord(mark[0]):04X})" in report.rejected[0].reason
        texts = [document.id for document in store.documents()]
        texts += [text for entity in store.entities() for text in (entity.id, entity.name)]
        assert not [text for text in texts if mark in text]


@pytest.mark.parametrize("key", ["source_as", "target_as"])
@pytest.mark.parametrize("suffix", ["jsonl", "yaml", "csv"])
@pytest.mark.parametrize("count", [1, 40])
def test_control_in_a_name_as_written_is_refused(tmp_path: Path, key: str, suffix: str, count: int) -> None:
    written = [*["The\nA"] * count, "C\x07D", "C\x1b[8mD"]
    facts = [
        known(**{key: name, "date": f"2001-01-{number % 28 + 1:02}"})["fact"] for number, name in enumerate(written)
    ]
    columns = [*facts[0]]
    lines = {
        "jsonl": [json.dumps({"fact": fact}) for fact in facts],
        "yaml": ["facts:", *(f"- {json.dumps(fact)}" for fact in facts)],
        "csv": [",".join(columns), *(",".join(f'"{fact[column]}"' for column in columns) for fact in facts)],
    }
    file = tmp_path / f"facts.{suffix}"
    file.write_text("\n".join(lines[suffix]), encoding="utf-8")
    with closing(linkchart.open_store(":memory:", create=True)) as store:
        add(store, ("fact", fact()["fact"]))
        report = linkchart.load(store, str(file))
        assert [key in note.reason and "has a control character" in note.reason for note in report.rejected] == [
            True
        ] * 2
        names = {getattr(telling, key) for relation in store.relations(EVERYTHING) for telling in relation.tellings}
        assert {"The A"} <= names <= {"The A", "A", "B"}


@pytest.mark.parametrize("name", ["می‌خواهم", "Côte d’Ivoire", "a\u00a0b", "👩‍⚖️ court"])
def test_letters_that_do_not_print_alone_are_kept(tmp_path: Path, name: str) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text(json.dumps(entity(name=name)), encoding="utf-8")
    with closing(linkchart.open_store(":memory:", create=True)) as store:
        assert linkchart.load(store, str(file)).rejected == ()
        assert next(store.entities()).name == name.strip()
