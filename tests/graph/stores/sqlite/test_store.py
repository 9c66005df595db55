"""The file of the embedded store: created, grown, left alone and cleaned up."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from linkchart.graph.errors import InputError, StoreError
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.sqlite.tables import INDEXES, VERSION
from linkchart.graph.stores.totals import Counts
from tests.graph.records import EVERYTHING, add, contents, document, entity, fact


def opened(path: Path, *, create: bool = False) -> closing[Store]:
    return closing(open_store(str(path), create=create))


def indexes(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return {row[0] for row in rows}


def test_store_is_made_by_first_write(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with opened(path, create=True) as store:
        assert store.find(["Iran"]) == {"Iran": ()}
        with pytest.raises(StoreError, match="There is no store at"):
            store.statistics()
        with pytest.raises(StoreError, match="There is no store at"):
            store.save("a", ["events"])
        assert not path.exists()
        add(store, fact("Iran", "SUPPORTS", "Badr"))
        assert store.statistics().totals == Counts(0, 2, 1, 1)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["case.db"]


def test_unwritten_first_load_leaves_no_file(tmp_path: Path) -> None:
    with opened(tmp_path / "case.db", create=True) as store:
        add(store, fact("Iran", "LIKES", "Badr"), strict=True)
        add(store, fact("Iran", "SUPPORTS", "Badr"), check_only=True)
        assert list(tmp_path.iterdir()) == []
        add(store, fact("Iran", "SUPPORTS", "Badr"))
    with opened(tmp_path / "case.db") as store:
        assert len(list(store.relations(EVERYTHING))) == 1


def test_error_in_file_writes_nothing_of_it(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr"))
    before = contents(store)

    def source() -> object:
        yield 1, *fact("Iran", "SUPPORTS", "Houthis")
        raise InputError("line 2 is broken")

    with pytest.raises(InputError, match="line 2"):
        linkchart_load(store, source())
    assert contents(store) == before


def linkchart_load(store: Store, records: object) -> object:
    from linkchart.graph.loading.load import load_file

    return load_file(store, records)  # type: ignore[arg-type]


@pytest.mark.parametrize("create", [False, True])
def test_empty_file_is_filled_but_not_read(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "case.db"
    path.touch()
    if not create:
        with pytest.raises(StoreError, match="is an empty file, not a store"):
            open_store(str(path))
        assert path.read_bytes() == b""
        return
    with opened(path, create=True) as store:
        add(store, fact("Iran", "SUPPORTS", "Badr"))
        assert len(list(store.relations(EVERYTHING))) == 1


def test_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder, not a store"):
        open_store(str(tmp_path))


def test_store_in_missing_folder_is_rejected(tmp_path: Path) -> None:
    with (
        opened(tmp_path / "none" / "case.db", create=True) as store,
        pytest.raises(StoreError, match="check the permissions"),
    ):
        add(store, fact("Iran", "SUPPORTS", "Badr"))


@pytest.mark.parametrize(("version", "reason"), [(0, "damaged"), (VERSION + 1, "a newer linkchart")])
def test_store_of_an_unknown_format_is_left_alone(tmp_path: Path, version: int, reason: str) -> None:
    path = tmp_path / "case.db"
    with opened(path, create=True) as store:
        add(store, fact("Iran", "SUPPORTS", "Badr"))
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(StoreError, match=reason):
            open_store(str(path), create=create)
    assert path.read_bytes() == before


def test_facts_repeated_many_times_equal_facts_given_once(tmp_path: Path) -> None:
    once = [
        fact("Iran", "SUPPORTS", "Badr"), fact("Iran", "SUPPORTS", "Badr", date="2020"),
        fact("Iran", "SUPPORTS", "Badr", quote="So it is."), fact("Iran", "OPPOSES", "Badr"),
    ]  # fmt: skip
    with opened(tmp_path / "a.db", create=True) as one, opened(tmp_path / "b.db", create=True) as many:
        add(one, *once)
        add(many, *(once * 500))
        assert contents(many) == contents(one)
        assert [entry.counts for entry in many.history()] == [entry.counts for entry in one.history()]


def test_repeated_fact_of_first_file_is_one_telling(tmp_path: Path) -> None:
    with opened(tmp_path / "case.db", create=True) as store:
        report = add(store, *[fact("Iran", "SUPPORTS", "Badr")] * 3, fact("Iran", "SUPPORTS", "Houthis"))
        assert (report.accepted, report.counts) == (4, Counts(0, 3, 2, 2))
    assert indexes(tmp_path / "case.db") >= set(INDEXES)


@pytest.mark.parametrize("badr", ["Badr", "organization:badr"])
def test_days_alone_are_stored_as_beside_periods(badr: str) -> None:
    named = entity("Badr"), entity("Iran"), entity("Hamas")
    days = [
        fact("organization:iran", "SUPPORTS", badr, target_type=None, date=date, quote="So.", credibility=2)
        for date in ("2021", "2020-03-14")
    ]
    period = fact("organization:iran", "OPPOSES", "organization:hamas", start="2019", end="2021")
    selection = EVERYTHING._replace(pairs=[("organization:iran", "organization:badr")])
    with closing(open_store(":memory:", create=True)) as alone, closing(open_store(":memory:", create=True)) as beside:
        assert not add(alone, *named, *days).rejected
        assert not add(beside, *named, *days, period).rejected
        assert list(alone.relations(EVERYTHING)) == list(beside.relations(selection))
        assert {relation.end for relation in alone.relations(EVERYTHING)} == {"2021", "2020-03-14"}


@pytest.mark.parametrize("counts", [(1, 50), (50, 1), (10, 10, 200)])
def test_small_and_large_files_build_same_store(tmp_path: Path, counts: tuple[int, ...]) -> None:
    facts = [
        fact(
            f"O{number % 7}",
            "SUPPORTS",
            f"P{number % 11}",
            date=f"20{number % 5:02}",
            document=f"d{number % 3}",
            paragraph=number + 1,
        )
        for number in range(sum(counts))
    ]
    with opened(tmp_path / "case.db", create=True) as parts, closing(open_store(":memory:", create=True)) as whole:
        add(whole, *facts)
        for place, count in enumerate(counts):
            add(parts, *facts[sum(counts[:place]) :][:count])
        assert contents(parts) == contents(whole)
    assert indexes(tmp_path / "case.db") >= set(INDEXES)


def test_word_index_has_current_names(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with opened(path, create=True) as store:
        add(store, entity("Badr"), entity("Badr", aliases=["Corps"]), entity("Iraq", "State"))
        add(store, entity("Badr", aliases=["Brigade"]), fact("Badr", "SUPPORTS", "Houthis", document="d"))
        store.forget("d")
    with closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO word (word, rank) VALUES ('integrity-check', 1)")
        found = database.execute("SELECT e.name FROM word w JOIN entity e ON e.n = w.rowid WHERE word MATCH 'iraq'")
        assert found.fetchall() == [("Iraq",)]


def test_full_cache_is_emptied_without_effect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [
        *[document(f"d{number % 5}", reliability="ABCDE"[number % 5]) for number in range(20)],
        *[entity(f"O{number}", aliases=[f"Alias {number}"]) for number in range(20)],
        *[
            fact(f"Alias {number % 20}", "SUPPORTS", f"O{number * 7 % 20}", document=f"d{number % 9}")
            for number in range(60)
        ],
    ]
    with closing(open_store(":memory:", create=True)) as whole, closing(open_store(":memory:", create=True)) as small:
        add(whole, *facts)
        for name, value in (
            {
                "stores.handles.CACHED": 3,
                "loading.known_mentions.REMEMBERED": 3,
                "stores.sqlite.keyed_rows.CHUNK": 2,
                "loading.load.BATCH": 7,
            }
        ).items():
            monkeypatch.setattr(f"linkchart.graph.{name}", value)
        add(small, *facts)
        assert contents(small) == contents(whole)


def test_file_removed_during_first_load_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with opened(path, create=True) as store:
        add(store, fact("Iran", "SUPPORTS", "Badr"))
        path.unlink()
        with pytest.raises(StoreError, match="was removed or replaced a moment ago"):
            add(store, fact("Iran", "SUPPORTS", "Houthis"))


def test_concurrent_first_load_leaves_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linkchart.graph.stores.sqlite.opening.PATIENCE", 0.1)
    path = tmp_path / "case.db"
    with opened(path, create=True) as first, opened(path, create=True) as second:
        with first.writer(), pytest.raises(StoreError, match="being written by another process"):
            add(second, fact("Iran", "SUPPORTS", "Badr"))
        assert path.exists()
    with opened(path) as store:
        assert store.statistics().totals == Counts()
