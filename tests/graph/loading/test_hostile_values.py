"""Values of a file that would take minutes, or gigabytes, if they were compared naively."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

import linkchart
from linkchart.graph.loading.report import Report
from linkchart.graph.stores.protocol import Store

LONG = 60_000
ENDS = {"source": "Alpha", "source_type": "State", "relation": "SUPPORTS", "target": "Beta", "target_type": "State"}


def load(store: Store, folder: Path, *records: dict[str, Any] | str) -> Report:
    file = folder / "facts.jsonl"
    file.write_text("".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in records))
    return linkchart.load(store, str(file))


@pytest.mark.parametrize(
    "records",
    [
        [{"fact": {**ENDS, "source": "9" * LONG}}],
        [{"fact": {**ENDS, "source": "a" * LONG}}, {"fact": {**ENDS, "source": "a" * LONG + "b"}}],
        [{"entity": {"name": "Alpha", "type": "State", "aliases": [f"Alias {rank}" for rank in range(8_000)]}}],
        [{"document": {"id": "d", "text": "x"}}, {"fact": {**ENDS, "document": "d", "quote": " " * LONG + "y"}}],
        [
            {"document": {"id": "d", "text": "Alpha " + "(" * LONG + "z Beta"}},
            {"fact": {**ENDS, "document": "d", "quote": "Alpha " + "(" * LONG + "y Beta"}},
        ],
        [{"fact": ENDS}, {"fact": {**ENDS, "date": "2014 " + "- 1" * LONG}}],
    ],
    ids=["digits", "near names", "aliases", "white space", "punctuation", "date"],
)
def test_long_value_takes_the_time_of_its_bytes(memory: Store, tmp_path: Path, records: list[dict[str, Any]]) -> None:
    begin = time.process_time()
    report = load(memory, tmp_path, *records)
    assert report.accepted >= 1
    assert time.process_time() - begin < 6  # most took minutes


@pytest.mark.parametrize("number", ["9" * 4_000, "9" * 5_000, "1" + "0" * 400, "-1e400"])
def test_number_beyond_all_bounds_is_rejected(memory: Store, tmp_path: Path, number: str) -> None:
    line = json.dumps({"fact": {**ENDS, "attributes": {"a": 0}}}).replace(": 0}", f": {number}}}")
    report = load(memory, tmp_path, line, {"fact": ENDS})
    assert report.accepted == 1
    assert "does not fit into 64 bits" in report.rejected[0].reason
