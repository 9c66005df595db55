"""Questions that are kept under a name and asked again."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.commands.test_completion import completed

CHAIN = ("path", "Iran", "Hezbollah")


@pytest.fixture
def kept(run: Run, case: Path, tmp_path: Path) -> Run:
    """Run linkchart on a copy of the bundled case, into which may be written."""
    shutil.copy(case, tmp_path / "case.db")
    return lambda *words, **more: run("--store", "case.db", *words, **more)


def test_saved_question_is_asked_again_to_the_letter(kept: Run) -> None:
    done = kept("save", "chain", *CHAIN, "-k", "2")
    assert (done.returncode, done.stdout) == (0, "Saved as “chain”: path Iran Hezbollah -k 2.\n")
    assert kept("run", "chain").stdout == kept(*CHAIN, "-k", "2").stdout != ""
    assert kept("run", "chain", "--json").stdout == kept(*CHAIN, "-k", "2", "--json").stdout


def test_later_option_overrides_and_repeated_adds(kept: Run) -> None:
    kept("save", "chain", *CHAIN, "-k", "2", "--limit", "2", "--avoid", "Houthis")
    answer = json.loads(kept("run", "chain", "-k", "1", "--avoid", "Daesh", "--as-of", "2019", "--json").stdout)
    assert answer["parameters"]["k"] == 1
    assert answer["parameters"]["avoid"] == ["Houthis", "Daesh"]
    assert answer["parameters"]["as_of"] == "2019"


def test_form_of_the_answer_may_be_saved(kept: Run) -> None:
    kept("save", "rows", "influence", "Iran", "--csv", "--limit", "1")
    assert kept("run", "rows").stdout == kept("influence", "Iran", "--csv", "--limit", "1").stdout


def test_question_about_a_question_may_be_saved(kept: Run) -> None:
    words = ("whatif", "influence", "Iran", "--max-hops", "2", "--without", "Quds Force")
    assert kept("save", "what", *words).returncode == 0
    assert kept("run", "what").stdout == kept(*words).stdout != ""


def test_saving_again_replaces_and_says_so(kept: Run) -> None:
    kept("save", "a", "events")
    done = kept("save", "a", *CHAIN)
    assert done.stdout == "Saved as “a”: path Iran Hezbollah, in place of: events.\n"
    assert "in place of" not in kept("save", "a", *CHAIN).stdout
    assert kept("saved").stdout.splitlines()[2:] == ["a     path Iran Hezbollah"]


def test_saved_questions_are_listed_and_removed(kept: Run) -> None:
    assert kept("saved").stdout == ""
    assert "Nothing is saved yet" in kept("saved").stderr
    kept("save", "b", "stance", "Iran", "United States")
    kept("save", 'of "A" and ب', "events")
    rows = kept("saved").stdout.splitlines()[2:]
    assert [row.split("  ")[0] for row in rows] == ["b", 'of "A" and ب']
    assert "stance Iran 'United States'" in rows[0]
    done = kept("save", "--remove", 'of "A" and ب')
    assert done.stdout == 'Removed “of "A" and ب”, which asked events.\n'
    assert len(kept("saved").stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["x", "pth", "Iran", "Hezbollah"], "There is no query “pth”. Did you mean path?"),
        (["x", "stats"], "There is no query “stats”."),
        (["x", "path", "Iran", "Hezbolla"], "No entity is called “Hezbolla”. Nearest known names: Hezbollah"),
        (["x", "path", "Iran", "Iran"], "the same entity"),
        (["x", "path", "Iran"], "TARGET"),
        (["x", "path", "Iran", "Hezbollah", "--nope"], "--nope"),
        (["x", "path", "Iran", "Hezbollah", "--avoid", "Quds Forse"], "Quds Force"),
        (["x", "path", "Iran", "Hezbollah", "--relation", "KONTROLS"], "Did you mean CONTROLS?"),
        (["x", "path", "Iran", "Hezbollah", "--as-of", "2020-13"], "impossible date"),
        (["x", "path", "Iran", "Hezbollah", "--json", "--csv"], "--json excludes --csv"),
        (["x", "path", "Iran", "Hezbollah", "--store", "other.db"], "--store cannot be part of a saved question"),
        (["x", "whatif", "path", "Iran", "Hezbolla", "--without", "Iran"], "Hezbolla"),
        (["x"], "Say what to ask"),
        (["x", "--remove"], "options of save go before the name"),
        (["--remove", "x"], "There is no saved question “x”."),
        (["--remove", "x", "events"], "takes one name and no question"),
        (["", "events"], "needs a name"),
        (["-x", "events"], "looks like an option"),
        (["a\nb", "events"], "“a b” would do"),
    ],
)
@pytest.mark.full
def test_impossible_question_is_not_saved(kept: Run, words: list[str], message: str) -> None:
    done = kept("save", *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert kept("saved").stdout == ""


def test_unsaved_name_suggests_nearest(kept: Run) -> None:
    kept("save", "chain", *CHAIN)
    done = kept("run", "chian")
    sentence = "There is no saved question “chian”. Did you mean chain? “linkchart saved” lists them."
    assert (done.returncode, done.stderr) == (2, f"linkchart: {sentence}\n")


def test_unknown_option_is_rejected_by_the_query(kept: Run) -> None:
    kept("save", "chain", *CHAIN)
    assert kept("run", "chain", "--nope").stderr == kept(*CHAIN, "--nope").stderr
    assert kept("run", "chain", "Daesh").returncode == 2


def test_store_may_stand_before_or_after_the_name(run: Run, kept: Run) -> None:
    kept("save", "chain", *CHAIN)
    saved = kept("run", "chain").stdout
    for words in (["--store", "case.db", "run", "chain"], ["run", "chain", "--store", "case.db"]):
        assert run(*words).stdout == saved
    assert run("save", "--store", "case.db", "b", "events").returncode == 0
    assert run("saved", LINKCHART_STORE="case.db").stdout == kept("saved").stdout


@pytest.mark.parametrize("words", [["saved"], ["save", "x", "events"], ["run", "x"], ["report"]])
def test_without_a_store_no_file_comes_to_be(run: Run, tmp_path: Path, words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "There is no store at linkchart.db" in done.stderr
    assert not list(tmp_path.iterdir())


def test_saved_names_and_queries_are_completed(run: Run, kept: Run, tmp_path: Path) -> None:
    kept("save", "chain of command", *CHAIN)
    kept("save", "events", "events")
    store = tmp_path / "case.db"
    assert completed(run, store, "run", "ch") == ["chain of command"]
    assert completed(run, store, "save", "--remove", "ev") == ["events"]
    assert completed(run, store, "report", "events", "ch") == ["chain of command"]
    assert completed(run, store, "save", "new", "infl") == ["influence", "influencers"]
    assert completed(run, "none.db", "run", "ch") == []


@pytest.mark.parametrize("place", [["--html", "page.html"], ["--store", "other.db"]])
def test_saved_question_names_no_file(kept: Run, tmp_path: Path, place: list[str]) -> None:
    done = kept("save", "q", "path", "Iran", "Hezbollah", *place)
    assert done.returncode == 2
    assert f"{place[0]} cannot be part of a saved question" in done.stderr
    assert "q" not in kept("saved").stdout.split()
    assert not (tmp_path / place[1]).exists()


@pytest.mark.parametrize("place", [["--html", "page.html"], ["--store", "other.db"], ["--html=page.html"]])
@pytest.mark.parametrize("command", [["run", "q"], ["run", "q", "--json"]])
@pytest.mark.full
def test_store_of_somebody_else_writes_no_file(kept: Run, tmp_path: Path, place: list[str], command: list[str]) -> None:
    kept("save", "q", "path", "Iran", "Hezbollah")
    (store,) = tmp_path.glob("*.db")
    with closing(sqlite3.connect(store)) as database:
        words = json.dumps(["path", "Iran", "Hezbollah", *place])
        database.execute("UPDATE saved SET arguments = ?", [words])
        database.commit()
    (tmp_path / "page.html").write_text("mine")
    assert kept(*command).returncode == 2
    assert (tmp_path / "page.html").read_text() == "mine"
    assert "cannot be part of a saved question" in kept(*command).stderr


def test_page_is_written_where_run_says(kept: Run, tmp_path: Path) -> None:
    kept("save", "q", "path", "Iran", "Hezbollah")
    assert kept("run", "q", "--html", "page.html").returncode == 0
    assert (tmp_path / "page.html").read_bytes().startswith(b"<!DOCTYPE html>")
