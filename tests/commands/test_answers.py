"""Answers printed for people: words, tables and reasons for empty ones."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from shlex import split

import pytest

from linkchart.commands import reasons
from linkchart.queries import names, query
from tests.commands.conftest import Run


def test_path_is_printed_hop_by_hop_with_grades(ask: Run) -> None:
    done = ask("path", "Iran", "Hezbollah")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Iran → Quds Force → Hezbollah"
    assert re.fullmatch(r"2 hops, weight 0\.\d+", lines[1])
    assert re.fullmatch(r"  Iran controls Quds Force  \[graded 0\.48, \d tellings?\]", lines[2])
    assert lines[3].startswith("  Quds Force supports Hezbollah")


def test_hop_walked_against_the_arrow_reads_forward(ask: Run) -> None:
    assert "Quds Force is controlled by Iran" in ask("path", "Quds Force", "Iran").stdout


def test_path_names_date_place_and_means(ask: Run) -> None:
    text = " ".join(ask("path", "United States", "Soleimani").stdout.split())
    assert "Baghdad airport strike killed Qassem Soleimani on 2020-01-03" in text
    assert "place: Baghdad airport" in text
    assert "weapon: drone" in text


def test_receipts_show_each_quote_and_where_it_stands(ask: Run) -> None:
    bare, full = (ask("path", "Iran", "Hezbollah", *more).stdout for more in ([], ["--receipts"]))
    assert "“" not in bare
    assert re.search(r"“[^”]+”\n +— iraq-2020-briefing, paragraph \d+ \(analyst, graded 0\.48\)", full)


def test_receipts_stand_under_a_table(ask: Run) -> None:
    text = ask("influence", "Iran", "--receipts").stdout
    assert text.index("Evidence") > text.index("Houthis")
    assert "“In Lebanon the Quds Force backs Hezbollah”" in text


def test_several_paths_are_numbered(ask: Run) -> None:
    text = ask("path", "Iran", "Hezbollah", "-k", "2").stdout
    assert text.startswith("1. Iran → Quds Force → Hezbollah\n")
    assert "\n2. Iran → " in text


@pytest.mark.parametrize("columns", ["40", "80", "132"])
@pytest.mark.parametrize(
    "words", [["influence", "Iran"], ["stats"], ["schema"], ["path", "United States", "Soleimani"]]
)
def test_nothing_is_wider_than_the_terminal(ask: Run, words: list[str], columns: str) -> None:
    lines = ask(*words, COLUMNS=columns).stdout.splitlines()
    assert lines
    assert max(map(len, lines)) <= int(columns)


def test_narrow_table_cuts_nothing(ask: Run) -> None:
    wide = ask("search", "Popular", COLUMNS="200").stdout
    narrow = ask("search", "Popular", COLUMNS="50").stdout
    for word in ("Hashad", "al-Shaabi,", "Mobilization", "PMF,", "organization:popular-mobilization-forces"):
        assert word in wide
        assert word in narrow


def test_table_says_how_many_rows_are_left_out(ask: Run) -> None:
    every = json.loads(ask("influence", "Iran", "--json").stdout)["rows"]
    done = ask("influence", "Iran", "--limit", "2")
    assert len(done.stdout.splitlines()) == 6
    assert done.stdout.startswith(f"{len(every)} entities, ")
    assert done.stderr == f"… {len(every) - 2} more: --limit 0 shows all.\n"
    assert ask("influence", "Iran", "--limit", "0").stderr == ""


def test_no_answer_is_an_answer(ask: Run) -> None:
    done = ask("path", "Iran", "Hezbollah", "--max-hops", "1")
    assert (done.returncode, done.stdout) == (0, "")
    assert len(done.stderr.splitlines()) == 1
    empty = json.loads(ask("path", "Iran", "Hezbollah", "--max-hops", "1", "--json").stdout)
    assert (empty["rows"], empty["nodes"], empty["edges"]) == ([], [], [])
    assert ask("influence", "Hezbollah", "--csv").stdout == "entity,entity_id,score,hops,path,path_id,together\n"


def test_common_options_reach_the_query(ask: Run) -> None:
    assert "Quds Force" not in ask("path", "Iran", "Hezbollah", "--avoid", "Quds Force", "--any-node").stdout
    assert ask("path", "Iran", "Hezbollah", "--relation", "FIGHTS").stdout == ""
    assert "Iran controls" in ask("path", "Iran", "Quds Force", "--relation", "controls").stdout
    assert ask("path", "Iran", "Hezbollah", "--min-confidence", "0.9").stdout == ""
    assert ask("path", "Iran", "Hezbollah", "--dated-only").stdout == ""


def test_store_may_stand_before_or_after_the_command(run: Run, case: Path) -> None:
    before = run("--store", case, "path", "Iran", "Hezbollah").stdout
    assert before
    assert run("path", "Iran", "Hezbollah", "--store", case).stdout == before
    assert run("path", "Iran", "Hezbollah", LINKCHART_STORE=str(case)).stdout == before
    assert run("--store", "none.db", "path", "Iran", "Hezbollah", "--store", case).stdout == before


def test_html_writes_the_answer_as_a_page(ask: Run, tmp_path: Path) -> None:
    done = ask("path", "Iran", "Hezbollah", "--html", "out.html")
    assert done.returncode == 0
    assert done.stdout.startswith("Iran → Quds Force")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "Quds Force" in page
    assert "path Iran Hezbollah" in page


def test_html_to_standard_output_is_the_page_alone(ask: Run) -> None:
    page = ask("path", "Iran", "Hezbollah", "--html", "-").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")
    both = ask("path", "Iran", "Hezbollah", "--html", "-", "--json")
    assert (both.returncode, both.stdout) == (2, "")
    assert "--html - prints the page" in both.stderr


def test_row_too_wide_for_a_table_becomes_a_card(ask: Run) -> None:
    text = ask("stats", COLUMNS="20").stdout
    assert "\niraq-2020-briefing\n" in text
    assert "\n  publisher:\n    linkchart\n    examples\n" in text


@pytest.mark.full
def test_text_of_others_cannot_control_the_terminal(run: Run) -> None:
    hostile = "Evil\x1b]0;title\x07\x1b[2J\u202eName"
    fact = {"source": "Evil Name", "source_type": "State", "relation": "OPPOSES", "target": "B", "target_type": "State"}
    facts = "\n".join(
        json.dumps({"fact": record}) for record in ({**fact, "quote": f"{hostile} said"}, {**fact, "relation": hostile})
    )
    loaded = run("load", "-", "--format", "jsonl", stdin=facts)
    path = run("path", "B", "Evil Name", "--receipts")
    found = run("search", "evil")
    assert (loaded.returncode, path.returncode, found.returncode) == (1, 0, 0)
    shown = loaded.stderr + path.stdout + found.stdout
    assert shown.count("Evil") >= 4
    assert not set("\x1b\x07\u202e") & set(shown)
    assert "x1b" in run("load", "-", "--format", "jsonl", stdin=json.dumps({"fact": fact | {"source": hostile}})).stderr


@pytest.mark.parametrize("name", names())
@pytest.mark.full
def test_example_in_help_has_rows(run: Run, name: str) -> None:
    run("demo", ".")
    words, first = split(query(name).example), split(query(name).first)
    assert words[0] == name
    assert f"linkchart {words[0]}" in run(name, "--help").stdout
    assert not first or run(*first).returncode == 0
    assert json.loads(run(*words, "--json").stdout)["rows"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            ["path", "Iran", "Baghdad"],
            "Baghdad is a Place, and paths do not pass through places: “linkchart path Iran Baghdad",
        ),
        (["influence", "Baghdad"], "Baghdad is a Place, and the question is about states and organizations and"),
        (["influence", "Hezbollah"], "“linkchart profile Hezbollah” shows what there is of Hezbollah."),
        (["path", "Iran", "Hezbollah", "--avoid", "Quds Force"], "Nothing fits with --avoid Quds Force: “linkchart"),
        (
            ["connect", "Iran", "Hezbollah", "--until", "1900", "--dated-only"],
            "at most 6 hops joins. Nothing fits with",
        ),
        (["disputes", "Baghdad"], "Nothing about Baghdad is disputed: “linkchart profile Baghdad” shows"),
        (["timeline", "Houthis"], "Nothing about Houthis is dated: “linkchart timeline” finds"),
        (["tensions"], "No triangle of actors is out of balance: “linkchart stats” shows what there is."),
        (
            ["whatif", "--without", "Hezbollah", "influence", "Iran", "--relation", "OWNS"],
            "whether or not that is removed: “linkchart influence Iran --relation OWNS” says why.",
        ),
        (
            ["events", "--as-of", "1900", "--dated-only", "--relation", "OWNS", "--min-confidence", "0.99"],
            "and --dated-only and --min-confidence 0.99 and --relation OWNS: “linkchart events” finds",
        ),
    ],
)
def test_empty_answer_says_why(ask: Run, words: list[str], reason: str) -> None:
    done = ask(*words)
    assert (done.returncode, done.stdout) == (0, "")
    assert reason in " ".join(done.stderr.split())


def test_reason_without_time_offers_question_without_conditions(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "SECONDS", -1.0)
    said = " ".join(ask("path", "Iran", "Hezbollah", "--as-of", "1900", "--dated-only").stderr.split())
    assert "too few to say which condition leaves none: “linkchart path Iran Hezbollah” has none of them." in said


def test_empty_store_is_named_as_the_reason(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "none.jsonl"
    facts.touch()
    store = ["--store", str(tmp_path / "a.db")]
    run("load", str(facts), *store)
    assert "The store is empty: “linkchart load FILE” loads facts." in run("gaps", *store).stderr
    done = run("influence", "Iran", *store)
    assert done.returncode == 2
    assert "No entity is called “Iran”. The store is empty" in done.stderr


def test_reason_names_what_the_store_lacks(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_text(
        '{"document": {"id": "note", "publisher": "Wire", "published": "2020-01-01"}}\n'
        '{"fact": {"source": "Redland", "source_type": "State", "relation": "SUPPORTS", "target": "Blue Front", '
        '"target_type": "Organization", "document": "note"}}\n',
        encoding="utf-8",
    )
    store = ["--store", str(tmp_path / "a.db")]
    run("load", str(facts), *store)
    assert run("influence", "Redland", *store).stdout.startswith("1 entity, directly.\n")
    assert "The store has no events" in run("events", "--on", "Redland", *store).stderr
    assert "The store has no events" in run("responses", *store).stderr
    done = run("events", "--category", "attack", *store)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no category “attack”. The store has no events." in done.stderr
    run("retract", "note", "--why", "a hoax", *store)
    said = run("profile", "Redland", *store).stderr
    assert "1 relation of Redland was retracted: “linkchart evidence Redland”" in said


def test_reason_names_denials_and_forecasts(run: Run, tmp_path: Path) -> None:
    fact = '{"fact": {"source": "%s", "source_type": "State", "relation": "SUPPORTS", "target": "Blue Front", '
    more = '"target_type": "Organization", "modality": "%s"}}\n'
    facts = tmp_path / "facts.jsonl"
    facts.write_text(fact % "Redland" + more % "negated" + fact % "Greenland" + more % "forecast", encoding="utf-8")
    store = ["--store", str(tmp_path / "a.db")]
    run("load", str(facts), *store)
    said = run("evidence", "Redland", "Blue Front", *store).stderr
    assert (
        "Nothing fits that is asserted or claimed: “linkchart evidence Redland 'Blue Front' --modality negated”" in said
    )
    assert "--modality forecast” finds 1 row" in run("influence", "Greenland", *store).stderr
    assert "shows what there is of Redland" in run("influence", "Redland", *store).stderr  # denials are never walked


def test_evidence_marks_unchecked_quotes(run: Run, tmp_path: Path) -> None:
    ends = '"source": "A", "source_type": "Person", "relation": "RELATED_TO", "target": "B", "target_type": "Person"'
    records = [
        '{"document": {"id": "kept", "text": "A is B\'s aunt."}}',
        f'{{"fact": {{{ends}, "document": "kept", "quote": "A is B\'s aunt."}}}}',
        f'{{"fact": {{{ends}, "document": "lost", "quote": "A, aunt of B"}}}}',
    ]
    (tmp_path / "facts.jsonl").write_text("\n".join(records), encoding="utf-8")
    run("load", "facts.jsonl")
    assert run("evidence", "A", COLUMNS="200").stdout.count("analyst, quote unchecked") == 1
    kept, lost = csv.DictReader(io.StringIO(run("evidence", "A", "--csv").stdout))
    assert (kept["document"], kept["method"]) == ("kept", "analyst")
    assert (lost["document"], lost["method"]) == ("lost", "analyst, quote unchecked")
    assert "unchecked" not in run("evidence", "A", "--csv", "--raw").stdout
