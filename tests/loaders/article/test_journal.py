"""The journal of a run over many articles: resumed by the next run, never shared by two at once."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from linkchart.loaders.article.batch import Outcome, Settings
from linkchart.loaders.article.journal import journal

ONE = Outcome("a.txt", "1f", [("document", {"id": "a"})], [])


def interrupt(path: str) -> None:
    with suppress(KeyboardInterrupt), journal(path, Settings()) as book:
        book.add(ONE)
        raise KeyboardInterrupt


def test_interrupted_run_is_resumed(tmp_path: Path) -> None:
    path = str(tmp_path / "facts.yaml.part")
    interrupt(path)
    with journal(path, Settings()) as book:
        assert book.done == {"a.txt": "1f"}
        book.add(ONE._replace(digest="2e"))
        assert [outcome.digest for outcome in book.outcomes()] == ["2e"]
    assert not list(tmp_path.iterdir())


def test_other_settings_begin_again(tmp_path: Path) -> None:
    path = str(tmp_path / "facts.yaml.part")
    interrupt(path)
    with journal(path, Settings(published="2020-01-01")) as book:
        assert (book.done, list(book.outcomes())) == ({}, [])


def test_damaged_journal_begins_again(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml.part"
    interrupt(str(path))
    path.write_bytes(path.read_bytes() + b"nonsense\n")
    with journal(str(path), Settings()) as book:
        assert (book.done, list(book.outcomes())) == ({}, [])


def test_two_runs_at_once_share_nothing(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml.part"
    with journal(str(path), Settings()) as first, journal(str(path), Settings()) as second:
        first.add(ONE)
        second.add(ONE._replace(path="b.txt"))
        assert [outcome.path for outcome in first.outcomes()] == ["a.txt"]
        assert [outcome.path for outcome in second.outcomes()] == ["b.txt"]
        assert list(tmp_path.iterdir()) == [path]
    assert not list(tmp_path.iterdir())
