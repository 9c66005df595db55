"""`--cypher` prints the question, and needs no store to do so."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkchart.queries import names
from tests.commands.conftest import Run


def test_prints_a_statement_without_a_store(run: Run) -> None:
    done = run("path", "state:iran", "organization:hezbollah", "--cypher", "--max-hops", "2", "--min-confidence", "0.5")
    assert done.returncode == 0
    assert not done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "// The k best paths between two entities, each hop with its relations."
    assert "MATCH (a:Entity {id: 'state:iran'}), (b:Entity {id: 'organization:hezbollah'})" in lines
    assert "{1,2} (b)" in done.stdout
    assert "coalesce(r.confidence, 0.5) >= 0.5" in done.stdout


def test_name_needs_a_store(run: Run, ask: Run) -> None:
    done = run("influence", "Iran", "--cypher")
    assert done.returncode == 2
    assert "write an id like state:iran" in done.stderr
    assert "{id: 'state:iran'}" in ask("influence", "Iran", "--cypher").stdout


def test_only_entities_are_looked_up(ask: Run) -> None:
    done = ask("events", "--by", "Iran", "--category", "it's an attack", "--cypher")
    assert "'state:iran' IN perpetrators" in done.stdout
    assert "e.kind = 'it\\'s an attack'" in done.stdout


def test_document_can_be_removed(ask: Run) -> None:
    done = ask("whatif", "influence", "Iran", "--without", "Hezbollah", "--without", "briefing", "--cypher")
    assert "['organization:hezbollah', 'briefing']" in done.stdout


def test_answers_of_other_forms_are_not_made(ask: Run) -> None:
    assert ask("gaps", "--cypher", "--json").stdout.startswith("// ")


@pytest.mark.full
def test_command_prints_what_the_option_prints(ask: Run) -> None:
    for words in (
        ["path", "Iran", "Hezbollah", "-k", "3", "--by", "weight", "--avoid", "Iraq", "--relation", "part of"],
        ["connect", "Iran", "Hezbollah", "Houthis", "--max-hops", "4", "--as-of", "2020-01", "--any-node"],
        ["whatif", "influence", "Iran", "--max-hops", "2", "--without", "Quds Force"],
        ["gaps", "--limit", "5"],
    ):
        printed = ask("cypher", *words)
        assert (printed.returncode, printed.stderr) == (0, "")
        assert printed.stdout == ask(*words, "--cypher").stdout


@pytest.mark.parametrize("name", names())
def test_every_query_is_listed(run: Run, name: str) -> None:
    assert name in run("cypher").stdout


def test_ids_touch_no_store(run: Run, tmp_path: Path) -> None:
    (tmp_path / "linkchart.db").write_text("no store")
    said = run("cypher", "path", "state:iran", "state:iraq")
    assert said.returncode == 0
    # A host that answers nothing at all: to ask it would take longer than the whole command may.
    silent = run("--store", "neo4j://192.0.2.1:7687", "cypher", "path", "state:iran", "state:iraq")
    assert silent.stdout == said.stdout
    removed = run("--store", "nowhere.db", "cypher", "whatif", "path", "A", "B", "--without", "r00000000000000ff")
    assert "['r00000000000000ff']" in removed.stdout


def test_types_of_a_case_need_its_store_or_an_id(run: Run) -> None:
    assert "'ship:ever-given'" in run("cypher", "influence", "ship:ever-given").stdout
    done = run("cypher", "gaps", "--relation", "RENTS")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no relation “RENTS”" in done.stderr


def test_name_without_store_is_rejected(run: Run) -> None:
    done = run("cypher", "influence", "Iran", "--store", "nowhere.db")
    assert done.returncode == 2
    assert "There is no store at nowhere.db" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["influense", "Iran"], "Did you mean influence or influencers?"),
        (["path", "Iran"], "Missing argument 'TARGET'"),
        (["whatif", "nothing", "--without", "Iran"], "There is no query “nothing”"),
        (["path", "state:iran", "state:iraq", "--max-hops", "51"], "1 to 50 hops"),
    ],
)
def test_wrong_question_is_rejected(ask: Run, words: list[str], said: str) -> None:
    done = ask("cypher", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_question_can_be_asked_for_its_help(run: Run) -> None:
    assert "Longest path to search for" in run("cypher", "path", "--help").stdout
