"""`--cypher` prints the question, and needs no store to do so."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_prints_a_statement_without_a_store(run: Run) -> None:
    done = run("path", "state:iran", "organization:hezbollah", "--cypher", "--max-hops", "2", "--min-confidence", "0.5")
    assert done.returncode == 0
    assert not done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "// The k best paths between two entities, each hop with its relations."
    assert "MATCH (a:Entity {id: 'state:iran'}), (b:Entity {id: 'organization:hezbollah'})" in lines
    assert "{1,2} (b)" in done.stdout
    assert "r.confidence >= 0.5" in done.stdout


def test_a_name_needs_a_store(run: Run, ask: Run) -> None:
    done = run("influence", "Iran", "--cypher")
    assert done.returncode == 2
    assert "write an id like state:iran" in done.stderr
    assert "{id: 'state:iran'}" in ask("influence", "Iran", "--cypher").stdout


def test_only_entities_are_looked_up(ask: Run) -> None:
    done = ask("events", "--by", "Iran", "--category", "it's an attack", "--cypher")
    assert "'state:iran' IN perpetrators" in done.stdout
    assert "e.kind = 'it\\'s an attack'" in done.stdout


def test_what_is_removed_may_be_a_document(ask: Run) -> None:
    done = ask("whatif", "influence", "Iran", "--without", "Hezbollah", "--without", "briefing", "--cypher")
    assert "['organization:hezbollah', 'briefing']" in done.stdout


def test_answers_of_other_forms_are_not_made(ask: Run) -> None:
    assert ask("gaps", "--cypher", "--json").stdout.startswith("// ")
