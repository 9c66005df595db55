"""`linkchart copy` says what it did, and does nothing where it might do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run


@pytest.mark.full
def test_copy_exports_the_same_facts(run: Run, case: Path) -> None:
    done = run("copy", case, "copy.db")
    assert (done.returncode, done.stderr) == (0, "")
    totals = run("--store", case, "stats").stdout.partition(".")[0]
    assert done.stdout == f"copy.db: {totals} new.\n"
    facts = run("--store", case, "export", "facts").stdout
    assert run("--store", "copy.db", "export", "facts").stdout == facts
    assert run("copy", case, "copy.db").stdout == "copy.db: no new documents, entities, relations or tellings.\n"


def test_repeated_copy_counts_new_questions_alone(run: Run) -> None:
    def copied() -> str:
        return " ".join(run("copy", "own.db", "copy.db").stdout.split())

    run("--store", "own.db", "load", "-", stdin='{"entity": {"id": "person:ana", "type": "Person", "name": "Ana"}}\n')
    run("--store", "own.db", "save", "first", "blocs")
    assert copied().endswith("new and 1 saved question.")
    assert copied().endswith("relations or tellings.")
    run("--store", "own.db", "save", "second", "brokers")
    assert copied().endswith("relations or tellings, but 1 saved question.")


@pytest.mark.full
def test_copy_into_other_store_needs_add(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "own.jsonl").write_text(
        '{"fact": {"source": "Ours", "source_type": "State", "relation": "OPPOSES", "target": "Theirs", '
        '"target_type": "State"}}\n'
    )
    assert run("--store", "own.db", "load", "own.jsonl").returncode == 0
    before = (tmp_path / "own.db").read_bytes()
    done = run("copy", case, "own.db")
    assert (done.returncode, done.stdout) == (2, "")
    assert "has things that" in done.stderr
    assert "(the entity state:ours): name another, or add to it with --add." in " ".join(done.stderr.split())
    assert (tmp_path / "own.db").read_bytes() == before
    assert "93 entities" in run("copy", case, "own.db", "--add").stdout
    assert "95 entities, 186 relations" in run("--store", "own.db", "stats").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.db", "copy.db"], "There is no store at nowhere.db"),
        (["CASE", "CASE"], "are the same store."),
        (["CASE", "link.db"], "are the same store."),
        (["CASE", "text"], "text is not a linkchart store; it has been left alone."),
        (["CASE", "no/such/folder.db"], "no/such/folder.db cannot be written or opened"),
        (["CASE", "neo4j://"], "names no host"),
        (["neo4j://localhost:1", "bolt://127.0.0.1:1"], "are the same store."),
        (["empty.db", "copy.db"], "empty.db is an empty file"),
    ],
)
def test_impossible_copy_is_rejected(run: Run, case: Path, tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "text").write_text("not a store")
    (tmp_path / "empty.db").touch()
    (tmp_path / "link.db").symlink_to(case)
    done = run("copy", *(str(case) if word == "CASE" else word for word in words))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())
    assert not (tmp_path / "copy.db").exists()
    assert (tmp_path / "text").read_text() == "not a store"


def test_empty_store_is_not_copied(run: Run, case: Path, tmp_path: Path) -> None:
    run("copy", case, "gone.db")
    (tmp_path / "none.jsonl").write_text("")
    assert run("--store", "none.db", "load", "none.jsonl").returncode == 0
    done = run("copy", "none.db", "copy.db")
    assert (done.returncode, done.stderr) == (2, "linkchart: none.db has nothing to copy.\n")
