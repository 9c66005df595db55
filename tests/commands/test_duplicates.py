"""`linkchart duplicates` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Run

FACTS = """\
entities:
  - {name: Port Council, type: Organization}
  - {name: Head of Port Council, type: Organization}
  - {name: Coastal Relief Committee, type: Organization}
  - {name: Head of Coastal Relief Committee, type: Organization}
  - {name: Vera Novak, type: Person, attributes: {birth_date: 1970-01-02}}
  - {name: V. Novak, type: Person, attributes: {birth_date: 1970}}
"""


def test_pairs_are_listed_by_what_differs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS)
    assert run("load", "facts.yaml").returncode == 0
    answer = run("duplicates")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == (
        "3 pairs may be one, in 2 questions.\n\n"
        "0.95 V. Novak · Vera Novak  person:v-novak person:vera-novak\n"
        "     for: both born 1970\n\n"
        "2 pairs differ by “Head of”:\n"
        "  0.93 Coastal Relief Committee · Head of Coastal Relief Committee\n"
        "       organization:coastal-relief-committee\n"
        "       organization:head-of-coastal-relief-committee\n"
        "  0.86 Head of Port Council · Port Council\n"
        "       organization:head-of-port-council organization:port-council\n"
    )


def test_json_has_a_row_for_each_pair(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS)
    run("load", "facts.yaml")
    answer = json.loads(run("duplicates", "--json", "--about", "Vera Novak").stdout)
    (row,) = answer["rows"]
    assert (row["first"], row["second"]) == ("person:v-novak", "person:vera-novak")
    assert {"kind": "birth date", "items": ["1970"]} in row["for"]
    assert {node["id"] for node in answer["nodes"]} == {row["first"], row["second"]}


def test_nothing_alike_is_said_with_a_way_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("entities: [{name: Vera Novak, type: Person}]")
    run("load", "facts.yaml")
    answer = run("duplicates")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert "a lower --min than 0.6" in answer.stderr


def test_pairs_of_a_later_load_are_listed_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACTS)
    later = "facts: [{source: Vera Nowak, source_type: Person, relation: MET_WITH, target: V. Novak}]"
    (tmp_path / "later.yaml").write_text(later)
    run("load", "facts.yaml")
    run("load", "later.yaml")
    answer = json.loads(run("duplicates", "--json", "--since-load", "2").stdout)
    assert [(row["first"], row["second"]) for row in answer["rows"]] == [("person:vera-novak", "person:vera-nowak")]
    assert json.loads(run("duplicates", "--json", "--since-load", "3").stdout)["rows"] == []
