"""Stores of older formats, made by the code of their time, brought up to this one."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import linkchart
from linkchart.graph.names import Match
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.sqlite.tables import VERSION
from tests.commands.in_process import run_in_process
from tests.graph.records import EVERYTHING, add, contents, document, entity, fact

OLDER = Path(__file__).parent / "older"


@pytest.mark.parametrize("format_", [1, 2, 3, 4])
def test_older_store_keeps_what_it_holds(tmp_path: Path, format_: int) -> None:
    path = tmp_path / "case.db"
    shutil.copy(OLDER / f"format{format_}.db", path)
    with closing(linkchart.open_store(str(path))) as store:
        relations = {
            (relation.relation, relation.start, relation.end): relation for relation in store.relations(EVERYTHING)
        }
        assert store.saved() == {"ways": ("path", "Iran", "Badr", "-k", "3")}
        assert "HIRES" in store.schema.relations
        assert store.statistics().totals == (3, 7, 6, 8)
        assert relations["SUPPORTS", "2020", None].confidence == 0.76  # a day and a year are one tie, of one publisher
        assert len(relations["KILLED", "2020-05-01", "2020-05-01"].tellings) == 2
        assert relations["MET_WITH", "2020-05", "2020-05"].id == "r21b1f9fcdbf62400"  # its key and span have stayed
        assert relations["SUPPORTS", "2001", "2003"].modality == "negated"
    with closing(linkchart.open_store(str(path))) as store:
        assert [entity.name for entity in store.search("Persia")] == ["Iran"]


@pytest.fixture
def format_5(tmp_path: Path) -> Iterator[Store]:
    """A store in which A-10 is found as 10, and 1,000 usd are other than 1000 USD; two entities are judged one."""
    shutil.copy(OLDER / "format5.db", tmp_path / "case.db")
    with closing(linkchart.open_store(str(tmp_path / "case.db"))) as store:
        yield store


def test_format_5_is_grouped_by_current_keys(format_5: Store) -> None:
    relations = {(relation.relation, relation.start): relation for relation in format_5.relations(EVERYTHING)}
    assert [telling.document for telling in relations["PAID", "2020-05-01"].tellings] == ["ledger", "wire"]
    assert [telling.document for telling in relations["LEASED", "2020-05-03"].tellings] == ["ledger", "wire"]
    assert [note.split(":")[0] for note in format_5.notes[1:]] == [
        "Names like A-10 keep their first letter",
        "Amounts, currencies and record numbers are compared by value",
    ]
    assert format_5.statistics().totals == (3, 10, 12, 15)


def test_format_5_finds_names_by_current_forms(format_5: Store) -> None:
    assert format_5.matches(["a-10", "10", "an-2 hog"]) == {
        "a-10": (Match("asset:10", exact=False),),
        "10": (),
        "an-2 hog": (Match("asset:hog", exact=False),),
    }
    assert [entity.id for entity in format_5.search("A-10")] == ["asset:10", "organization:10-squadron"]


def test_upgraded_format_5_equals_a_fresh_load(format_5: Store, tmp_path: Path) -> None:
    facts = str(tmp_path / "facts.jsonl")
    words = "--store", str(tmp_path / "case.db"), "export", "facts", "-o", facts
    assert run_in_process(words, tmp_path, os.environ, "").returncode == 0
    with closing(linkchart.open_store(str(tmp_path / "fresh.db"), create=True)) as fresh:
        assert not linkchart.load(fresh, facts).rejected
        assert contents(format_5) == contents(fresh)
        mentions = ["A-10", "10", "A-4", "4", "An-26", "26", "Hog", "A-10 Wing", "10 wing"]
        assert format_5.matches(mentions) == fresh.matches(mentions)


def test_format_5_with_current_rows_is_only_renumbered(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with closing(linkchart.open_store(str(path), create=True)) as store:
        add(
            store, document("wire", publisher="The Wire"), entity("A-10", "Asset"), entity("The A-10", "Asset"),
            fact("Red", "PAID", "Blue", attributes={"amount": "1,000", "against": "A-10"}, document="wire"),
        )  # fmt: skip
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 5")
        before = list(database.iterdump())
    with closing(linkchart.open_store(str(path))) as store:
        assert store.notes == [f"{path} has been brought from format 5 to format {VERSION}."]
    with closing(sqlite3.connect(path)) as database:
        assert list(database.iterdump()) == before
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
