"""`linkchart review` in a terminal of 80 columns, driven key by key."""

from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path

import pytest

from linkchart.commands.console.terminal import columns_of
from tests.commands.conftest import Run
from tests.commands.review_terminal import PROMPT, terminal

ARTICLE = """\
documents:
  - {id: log, title: Harbour log, published: 2020-05-01, text: "Port Council controls Tugboat Fleet. Dockers Union supports Port Council. Port Councill supports Tugboat Fleet."}
entities:
  - {name: Port Council, type: Organization}
  - {name: Port Councill, type: Organization}
  - {name: Tugboat Fleet, type: Organization}
  - {name: Dockers Union, type: Organization}
facts:
  - {document: log, source: Port Council, source_type: Organization, relation: CONTROLS, target: Tugboat Fleet, target_type: Organization, quote: Port Council controls Tugboat Fleet., sentence: Port Council controls Tugboat Fleet., method: rules, rule: r/1, extraction: 0.9}
  - {document: log, source: Dockers Union, source_type: Organization, relation: SUPPORTS, target: Port Council, target_type: Organization, quote: Dockers Union supports Port Council., sentence: Dockers Union supports Port Council., method: rules, rule: r/2, extraction: 0.8}
  - {document: log, source: Port Councill, source_type: Organization, relation: SUPPORTS, target: Tugboat Fleet, target_type: Organization, quote: Port Councill supports Tugboat Fleet., sentence: Port Councill supports Tugboat Fleet., method: rules, rule: r/2, extraction: 0.7}
"""  # noqa: E501 - a record a line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts.yaml").write_text(ARTICLE)
    return tmp_path


def verdicts(folder: Path) -> list[str]:
    lines = (folder / "facts.decisions.jsonl").read_text().splitlines()
    return [json.loads(line)["verdict"] for line in lines]


def test_review_is_killed_resumed_and_written(folder: Path, run: Run) -> None:
    with terminal(folder) as first:
        first.press("a1a")  # Port Council is new, Port Councill is the same, Tugboat Fleet is new
        first.wait_for(PROMPT)
        os.killpg(first.process.pid, signal.SIGKILL)
    assert verdicts(folder) == ["accept", "same", "accept"]
    with terminal(folder, who="bob") as second:
        second.press("aaruaa")  # Dockers Union; two facts, the second decision undone; two facts
        assert second.end() == 0
    assert "1 name to decide" in second.shown
    assert "3 facts to decide" in second.shown
    assert max(len(line) for line in re.split(r"[\r\n]+", first.shown + second.shown)) <= 80
    written = (folder / "facts.reviewed.yaml").read_text()
    assert written.count("relation:") == 3
    assert "kind: same" in written
    assert "1 name merged with another" in second.shown
    again = run("review", "facts.yaml", "--decisions", "facts.decisions.jsonl", "-o", "again.yaml")
    assert again.returncode == 0, again.stderr
    assert (folder / "again.yaml").read_text() == written


def test_second_extract_asks_nothing_twice(folder: Path, run: Run) -> None:
    assert run("review", "facts.yaml", stdin="a\na\na\na\na\nr\na\n").returncode == 0
    text = (
        (folder / "facts.yaml").read_text().replace("extraction: 0.9", "extraction: 0.85").replace("id: log", "id: log")
    )
    (folder / "facts.yaml").write_text(text)
    answer = run("review", "facts.yaml")
    assert "to decide" not in answer.stdout
    assert "2 facts accepted, 1 rejected, 0 open" in answer.stdout


def test_two_reviewers_do_not_ask_for_the_same(folder: Path) -> None:
    with terminal(folder) as ann, terminal(folder, who="bob") as bob:
        ann.look()
        bob.look()
        ann.press("a")
        ann.look()
        bob.press("aAq")  # both were asked for the first name; ann is at the second one
        bob.end()
        ann.press("aaaq")  # the second one, and two of the facts
        ann.end()
    decided = [json.loads(line) for line in (folder / "facts.decisions.jsonl").read_text().splitlines()]
    assert [decision["who"] for decision in decided] == ["ann", *["bob"] * 4, *["ann"] * 3]
    assert len({decision["key"] for decision in decided}) == 4 + 2


def test_edits_are_checked_against_the_ontology(folder: Path, run: Run) -> None:
    answer = run("review", "facts.yaml", stdin="a\nA\nl\nled\nl\nleads\na\nl\nsupports\nm\nclaimed\na\nq\n")
    assert "There is no “led”" in answer.stdout
    assert "LEADS leads from" in answer.stdout
    written = (folder / "facts.reviewed.yaml").read_text()
    assert "modality: claimed" in written
    assert "method: analyst" in written


def test_scripts_accept_by_grade(folder: Path, run: Run) -> None:
    answer = run("review", "facts.yaml", "--accept", "0.8", "-o", "out.jsonl")
    assert answer.returncode == 0, answer.stderr
    assert (folder / "out.jsonl").read_text().count('{"fact"') == 2
    assert not (folder / "facts.decisions.jsonl").exists()
    assert run("load", "out.jsonl").returncode == 0


def test_missing_files_are_said_in_a_sentence(folder: Path, run: Run) -> None:
    answer = run("review", "facts.yaml", "--decisions", "none.jsonl")
    assert (answer.returncode, answer.stderr) == (
        2,
        "linkchart: There is no file none.jsonl: name the decisions of an earlier review.\n",
    )
    assert run("review", "none.yaml").returncode == 2


def test_merged_name_is_one_entity_when_loaded(folder: Path, run: Run) -> None:
    run("review", "facts.yaml", stdin="a\n1\nA\na\na\na\n")
    assert run("load", "--all-records", "facts.reviewed.yaml").returncode == 0
    nodes = json.loads(run("search", "Port Council", "--json").stdout)["entities"]
    assert [(node["id"], node["aliases"]) for node in nodes] == [("organization:port-council", ["Port Councill"])]


def test_edit_screen_changes_all_fields_of_fact(folder: Path, run: Run) -> None:
    keys = [
        "a",
        "A",
        "e",
        "d",
        "3/1/2020",
        "d",
        "2020-01-03",
        "p",
        "Ostrand",
        "t",
        "count = 5",
        "b",
        "Ann",
        "",
        "a",
        "q",
    ]
    answer = run("review", "facts.yaml", stdin="\n".join(keys) + "\n", COLUMNS="80")
    assert "“3/1/2020” may be" in answer.stdout
    assert "quote (fixed): “Port Council controls Tugboat Fleet.”" in answer.stdout
    written = (folder / "facts.reviewed.yaml").read_text()
    for line in ("date: 2020-01-03", "place: Ostrand", "attributes: {count: 5}", "attributed_to: Ann"):
        assert line in written
    assert "method: analyst" in written
    assert run("load", "facts.reviewed.yaml").returncode == 0


def test_wide_names_fit_80_columns(folder: Path, run: Run) -> None:
    names = {"Port Council": "港口委员会和海上运输监督管理局联合会议秘书处", "Dockers Union": "نقابة عمال الموانئ"}
    text = (folder / "facts.yaml").read_text()
    for name, wide in names.items():
        text = text.replace(f"{name}l", name).replace(name, wide)
    (folder / "facts.yaml").write_text(text)
    answer = run("review", "facts.yaml", stdin="A\na\na\na\n", COLUMNS="80")
    assert "3 facts accepted" in answer.stdout
    assert max(map(columns_of, answer.stdout.splitlines())) <= 80


def test_history_says_who_reviewed_a_file(folder: Path, run: Run) -> None:
    run("review", "facts.yaml", stdin="a\na\nA\na\nr\na\n", LINKCHART_ANALYST="ann")
    assert run("load", "facts.reviewed.yaml").returncode == 0
    assert "reviewed by ann: 2 accepted, 1 rejected" in run("history", COLUMNS="200").stdout


def test_store_is_reviewed_and_undone(folder: Path, run: Run) -> None:
    run("load", "facts.yaml")
    answer = run("review", stdin="a\n1\nA\na\nr\nq\n", LINKCHART_ANALYST="ann")
    assert "1 fact accepted, 1 rejected, 1 open" in answer.stdout
    history = run("history", COLUMNS="200").stdout
    assert "reject Dockers Union SUPPORTS Port Council" in history
    assert "1 fact to decide" in run("review", stdin="q\n").stdout
    assert run("undo", "6").returncode == 0
    assert "2 facts to decide" in run("review", stdin="q\n").stdout
    assert "same" in run("judgements").stdout


def test_store_in_a_terminal_is_killed_and_goes_on(folder: Path, run: Run) -> None:
    run("load", "facts.yaml")
    with terminal(folder, file=None) as first:
        first.press("aAr")
        first.wait_for(PROMPT)
        os.killpg(first.process.pid, signal.SIGKILL)
    entries = json.loads(run("history", "--json").stdout)["entries"]
    assert [entry["command"] for entry in entries] == ["load", *["review"] * 3]
    assert "2 facts to decide" in run("review", stdin="q\n").stdout


def test_rules_of_the_user_are_regraded(folder: Path, run: Run) -> None:
    (folder / "r.toml").write_text('[[entry]]\nname = "r/2"\nwords = ["x"]\nrelation = "SUPPORTS"\n')
    answer = run("review", "facts.yaml", "--rules", "r.toml", stdin="a\na\nA\na\na\nr\n")
    assert "rule r/2: 1 of 2 accepted" in answer.stdout
    assert 'accepted = { "facts.yaml" = [1, 2] }' in (folder / "r.toml").read_text()


def test_output_of_a_store_review_is_refused(folder: Path, run: Run) -> None:
    run("load", "facts.yaml")
    answer = run("review", "-o", "x.yaml")
    assert (answer.returncode, answer.stderr) == (
        2, "linkchart: -o goes with a FILE: the review of a store changes the store.\n",
    )  # fmt: skip
