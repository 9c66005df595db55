"""JSON, JSONL, CSV and pages of rows, for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import closing
from pathlib import Path

import pytest

import linkchart
from linkchart.queries import _answer, query
from tests.commands.conftest import Run

NODE = {"id", "type", "kind", "name", "aliases"}

EDGE = {
    *("id", "source", "relation", "target", "start", "end", "place", "sign", "strength", "confidence"),
    *("weight", "modality", "disputed", "derived", "attributes", "tellings"),
}

TELLING = {
    *("document", "publisher", "start", "end", "paragraph", "quote", "checked", "method"),
    *("confidence", "modality", "attributed_to", "retracted"),
}


def test_json_has_rows_and_all_that_they_speak_of(ask: Run) -> None:
    whole = json.loads(ask("path", "Iran", "Hezbollah", "--json").stdout)
    assert list(whole) == ["query", "parameters", "rows", "nodes", "edges"]
    assert whole["query"] == "path"
    assert whole["parameters"]["source"] == "Iran"
    assert whole["parameters"]["max_hops"] == 6
    (row,) = whole["rows"]
    assert list(row) == ["nodes", "hops", "weight", "relations", "together", "rests_on"]
    assert row["nodes"] == ["state:iran", "organization:quds-force", "organization:hezbollah"]
    assert set(row["nodes"]) == {node["id"] for node in whole["nodes"]}
    assert {relation for hop in row["relations"] for relation in hop} == {edge["id"] for edge in whole["edges"]}
    assert all(set(node) == NODE for node in whole["nodes"])
    assert all(set(edge) == EDGE for edge in whole["edges"])
    assert all(set(telling) == TELLING for edge in whole["edges"] for telling in edge["tellings"])
    assert whole["edges"][0]["end"] is None


def test_json_is_in_a_fixed_order_and_keeps_letters(ask: Run) -> None:
    first, again = (ask("influence", "Iran", "--json", PYTHONHASHSEED=seed).stdout for seed in "12")
    assert first == again
    assert "\\u" not in first


def test_csv_has_the_rows_with_lists_joined(ask: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("path", "Iran", "Hezbollah", "--csv").stdout)))
    assert rows[0]["nodes"] == "Iran → Quds Force → Hezbollah"
    assert rows[0]["nodes_id"] == "state:iran;organization:quds-force;organization:hezbollah"
    assert rows[0]["relations"].startswith("Iran controls Quds Force")
    assert re.fullmatch(r"r\w+;r\w+", rows[0]["relations_id"])


def test_excel_gets_a_mark_of_utf_8(ask: Run) -> None:
    done = ask("influence", "Iran", "--excel")
    assert done.stdout.lstrip("\ufeff") == ask("influence", "Iran", "--csv").stdout
    assert done.stdout.startswith("\ufeff")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝"])
@pytest.mark.full
def test_csv_has_no_text_that_a_spreadsheet_runs(run: Run, sign: str) -> None:
    quote = f'{sign}HYPERLINK("http://x","y")'
    fact = {"source": "A", "source_type": "State", "relation": "SUPPORTS", "target": "B", "target_type": "State"}
    run("load", "-", "--format", "jsonl", stdin=json.dumps({"fact": {**fact, "quote": quote, "credibility": 2}}))
    for more, start in (((), "'"), (("--raw",), "")):
        rows = list(csv.DictReader(io.StringIO(run("evidence", "A", "B", "--csv", *more).stdout)))
        assert rows[0]["quote"] == start + quote
        assert float(rows[0]["confidence"]) > 0
    assert run("evidence", "A", "B", "--raw").returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        *(["timeline"], ["events"], ["tensions"], ["timeline", "Iran"], ["influence", "Iran"], ["gaps"]),
        *(["disputes"], ["disputes", "Iran"], ["evidence", "Iran"], ["evidence", "Quds Force", "Iran"]),
    ],
)
def test_rows_in_pages_are_those_of_the_whole(words: list[str], monkeypatch: pytest.MonkeyPatch, case: Path) -> None:
    monkeypatch.setattr(_answer, "PAGE", 2)
    with closing(linkchart.open_store(str(case))) as store:
        entry = query(words[0])
        whole = entry.function(store, *words[1:])
        pages = list(entry.pages(store, *words[1:])) if entry.pages else [whole]
    assert [row for page in pages for row in page.rows] == list(whole.rows)
    assert all(len(page.rows) <= 2 for page in pages) or len(pages) == 1
    assert {end for page in pages for end in page.entities} == set(whole.entities)


def test_jsonl_has_the_rows_of_json(ask: Run) -> None:
    for words in (["timeline"], ["tensions"], ["path", "Iran", "Hezbollah"], ["influence", "Hezbollah"]):
        lines = [json.loads(line) for line in ask(*words, "--jsonl").stdout.splitlines()]
        assert lines == json.loads(ask(*words, "--json").stdout)["rows"]
    assert "excludes" in ask("timeline", "--jsonl", "--csv").stderr


def test_csv_of_whatif_begins_with_words(ask: Run) -> None:
    done = ask("whatif", "--without", "Hezbollah", "influence", "Iran", "--csv")
    header, *rows = csv.reader(io.StringIO(done.stdout))
    assert header == ["words", "change", "before", "after"]
    assert [row[:2] for row in rows] == [["Iran loses Hezbollah", "lost"]]
