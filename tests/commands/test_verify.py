"""`linkchart verify` asks everything there is to ask, and finds what differs."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any

import click
import pytest
from click.testing import CliRunner

from linkchart.cli import linkchart
from linkchart.commands.sample_questions import Spread, questions, spread_of
from linkchart.graph.scope import Rule
from linkchart.graph.stores.contract.walker import Walker
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.sqlite.store import SqliteStore
from linkchart.queries import names
from tests.commands.conftest import Run

# Forms of the answer; what takes a text that is no entity; and the one option that asks a hundred questions.
NOT_ASKED = {
    "--json",
    "--jsonl",
    "--csv",
    "--cypher",
    "--receipts",
    "--raw",
    "--max-nodes",
    "--excel",
    "--full",
    "--html",
    "--store",
    "--category",
    "--sensitivity",
}


@pytest.fixture
def other(case: Path, tmp_path: Path) -> Path:
    """A second store that holds the same case."""
    copyfile(case, tmp_path / "other.db")
    return tmp_path / "other.db"


@pytest.fixture(scope="module")
def spread(case: Path) -> Spread:
    with closing(open_store(str(case))) as store:
        return spread_of(store)


def test_every_query_and_every_option_is_asked(spread: Spread) -> None:
    asked = list(questions(spread, 2_000))
    assert {words[0] for words in asked} == set(names())
    context = click.Context(linkchart)
    for name in names():
        command = linkchart.get_command(context, name)
        assert command is not None
        given = {word for words in asked if words[0] == name for word in words}
        for param in command.params:
            if isinstance(param, click.Option) and not {*param.opts} & NOT_ASKED:
                assert {*param.opts} & given, (name, param.opts)


def test_questions_are_distinct_and_reproducible(spread: Spread) -> None:
    asked = list(questions(spread, 300))
    assert len(asked) == len(set(asked)) == 300
    assert list(questions(spread, 300)) == asked
    assert not list(questions(spread, 0))


def test_most_and_least_connected_are_asked_about(spread: Spread) -> None:
    assert spread.entities[:7] == sorted(spread.entities[:7])  # one of each of seven types
    assert {"state:iraq", "state:iran"} <= set(spread.entities)
    assert any("state:iraq" in words for words in questions(spread, 100))


@pytest.mark.full
def test_equal_stores_answer_alike(ask: Run, other: Path) -> None:
    done = ask("verify", "--against", other, "--asks", "100")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Both have 1 document, 93 entities, 185 relations, 194 tellings.\n"
        "100 questions asked of both: the answers are the same.\n"
    )


def test_without_questions_nothing_is_said_of_answers(ask: Run, other: Path) -> None:
    done = ask("verify", "--against", other, "--asks", "0")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Both have 1 document, 93 entities, 185 relations, 194 tellings.\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE worth SET weight = weight / 2", ": weight"),
        ("DELETE FROM telling WHERE relation = (SELECT max(id) FROM relation)", "the relation r"),
        ("UPDATE telling SET quote = 'x' WHERE n = 1", ": tellings"),
        ("UPDATE entity SET kind = 'x' WHERE id = 'state:iran'", "the entity state:iran: kind"),
        ("UPDATE document SET title = 'x'", "the document iraq-2020-briefing: title"),
        ("INSERT INTO saved VALUES ('a', '[\"stats\"]')", "the saved questions: a"),
    ],
)
def test_difference_in_contents_is_found(ask: Run, other: Path, change: str, said: str) -> None:
    with closing(sqlite3.connect(other)) as database, database:
        database.execute(change)
    done = ask("verify", "--against", other, "--asks", "1")
    assert (done.returncode, done.stderr) == (1, "")
    first, here, there = done.stdout.splitlines()
    assert first.startswith("Not the same: ")
    assert said in first
    assert "case.db: " in here
    assert there.startswith(f"  {other}: ")
    assert here.partition(": ")[2] != there.partition(": ")[2]


def test_difference_in_answer_prints_its_question(case: Path, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other store overlooks all that leaves one entity, as a wrong engine would."""
    original = SqliteStore.walker

    def walker(self: SqliteStore, rule: Rule) -> Walker:
        found = original(self, rule)
        return Forgetful(found) if self.url == str(other) else found

    class Forgetful:
        def __init__(self, walker: Walker) -> None:
            self._walker = walker

        def __getattr__(self, name: str) -> Any:
            return getattr(self._walker, name)

        def arcs(self, frontier: Collection[Any], *, backward: bool = False) -> Iterable[Any]:
            kept = [node for node, id_ in self._walker.ids(frontier).items() if id_ != "state:iran"]
            return self._walker.arcs(kept, backward=backward)

        def arcs_between(self, *_: Any, **__: Any) -> None:
            """All arcs have to be read."""

    monkeypatch.setattr(SqliteStore, "walker", walker)
    done = CliRunner().invoke(
        linkchart, ["--store", str(case), "verify", "--against", str(other)], standalone_mode=False
    )
    assert done.return_value == 1, done.output
    first = done.output.splitlines()[1]
    assert re.match(r"Not the same: row \d+ of linkchart [a-z-]+ .*", first)


@pytest.mark.parametrize(
    ("against", "said"),
    [
        ("CASE", "is the store itself: name another."),
        ("nowhere.db", "There is no store at nowhere.db"),
        ("bolt://127.0.0.1:1", "No Neo4j server answers at bolt://127.0.0.1:1"),
    ],
)
def test_incomparable_stores_are_named(ask: Run, case: Path, against: str, said: str) -> None:
    done = ask("verify", "--against", case if against == "CASE" else against, NEO4J_PASSWORD="x")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())


def test_question_about_one_end_can_be_whatif(ask: Run) -> None:
    assert ask("whatif", "evidence", "Hezbollah", "--without", "Iran").returncode == 0
