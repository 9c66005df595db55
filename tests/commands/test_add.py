"""`add`, and what `stats`, `search` and `schema` say to programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.commands.conftest import Run, environment


def test_fact_is_added_and_found(run: Run) -> None:
    added = run(
        "add", "Iran", "supports", "Badr", "--source-type", "State", "--target-type", "Organization",
        "--since", "March 2014", "--credibility", "2", "--attribute", "role=patron", "--attribute", "count=5",
    )  # fmt: skip
    assert (added.returncode, added.stdout) == (0, "Added: 2 new entities, a new relation.\n")
    (edge,) = json.loads(run("path", "Iran", "Badr", "--json").stdout)["edges"]
    assert (edge["relation"], edge["start"], edge["attributes"]) == (
        "SUPPORTS",
        "2014-03",
        {"role": "patron", "count": 5},
    )
    again = run("add", "Iran", "SUPPORTS", "Badr", "--since", "2014-03", "--attributed-to", "Iran")
    assert again.stdout == "Added: a telling of a known relation.\n"


def test_fact_with_a_fault_is_not_added(run: Run) -> None:
    wrong = run("add", "Iran", "SUPPORTS", "Badr", "--source-type", "State")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith("linkchart: not added: No entity is called “Badr”.")
    assert run("add", "A", "SUPPORTS", "B", "--attribute", "role").returncode == 2
    twice = run("add", "A", "SUPPORTS", "B", "--attribute", "count=5", "--attribute", "count=6")
    assert (twice.returncode, twice.stderr) == (2, "linkchart: The attribute count is given twice: give one value.\n")


def test_history_has_facts_added_and_none_refused(run: Run) -> None:
    types = ("--source-type", "State", "--target-type", "Organization")
    assert [run("add", "Iran", "SUPPORTS", "Badr", *types, "--date", date).returncode for date in ("soon", "2014")] == [
        1,
        0,
    ]
    assert [entry["command"] for entry in json.loads(run("history", "--json").stdout)["entries"]] == ["add"]


def test_statistics_are_one_json_object(ask: Run) -> None:
    statistics = json.loads(ask("stats", "--json").stdout)
    assert statistics["totals"]["entities"] == sum(statistics["types"].values()) > 50
    assert {"id", "title", "publisher", "published"} == set(statistics["documents"][0])


def test_search_can_be_for_one_type(ask: Run) -> None:
    entities = json.loads(ask("search", "iran", "--json").stdout)["entities"]
    assert {"state:iran"} < {entity["id"] for entity in entities}
    only = json.loads(ask("search", "iran", "--type", "organization", "--json").stdout)["entities"]
    assert only == [entity for entity in entities if entity["type"] == "Organization"] != []
    assert "There is no type “Persons”. Did you mean Person" in ask("search", "iran", "--type", "Persons").stderr


def test_one_relation_is_shown_with_what_it_expects(run: Run) -> None:
    shown = run("schema", "killed").stdout
    assert "expected attributes: count" in shown
    assert "plays the part of: killed" in shown
    owns = run("schema", "OWNS").stdout
    assert "shared: diluted among all its sources, those with a share have that percentage" in owns
    assert "proxy: its target is a proxy of its source" in run("schema", "CONTROLS").stdout
    assert json.loads(run("schema", "KILLED", "--json").stdout)["expected"] == ["count"]
    whole = json.loads(run("schema", "--json").stdout)
    assert {"State", "Account"} < {entry["name"] for entry in whole["nodes"]}
    assert "PAID" in {entry["name"] for entry in whole["relations"]}


def test_output_is_utf8_whatever_the_code_page(run: Run) -> None:
    run("add", "रीना", "LEADS", "Acme", "--source-type", "Person", "--target-type", "Organization")
    assert "रीना" in run("search", "रीना", PYTHONIOENCODING="cp1252", PYTHONUTF8="0").stdout


def test_arguments_are_utf8_whatever_the_locale(run: Run, tmp_path: Path) -> None:
    run("add", "रीना", "LEADS", "Acme", "--source-type", "Person", "--target-type", "Organization")
    program = [sys.executable, "-c", "from linkchart.program import script; script()"]
    locale = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    done = subprocess.run([*program, "search", "रीना"], cwd=tmp_path, env=locale, capture_output=True, check=True)
    assert "रीना" in done.stdout.decode()


def test_check_shows_all_rejected_records(run: Run) -> None:
    lines = "\n".join(json.dumps({"fact": {"source": "A", "relation": "X", "target": "B"}}) for _ in range(30))
    assert run("check", "-", "--format", "jsonl", stdin=lines).stderr.count("is no relation") == 10
    assert run("check", "-", "--all", "--format", "jsonl", stdin=lines).stderr.count("is no relation") == 30
