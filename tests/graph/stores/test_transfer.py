"""A copy of a store is the same graph, whatever it holds, and is one again when it is made twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts
from linkchart.graph.stores.transfer import stranger, transfer
from tests.graph.everything import EVERY_KEY, EXTRA, SAVED, exported, fill
from tests.graph.records import DOCUMENTS, FILES, Record, add, contents, document, fact


@pytest.fixture
def source() -> Iterator[Store]:
    with closing(open_store(":memory:", create=True)) as store:
        fill(store)
        yield store


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(str(tmp_path / "copy.db"), create=True)) as store:
        yield store


def test_everything_goes_along(source: Store, target: Store) -> None:
    counts = transfer(source, target).counts
    assert counts == source.statistics().totals
    assert contents(target) == contents(source)
    assert exported(target) == exported(source)
    assert target.saved() == SAVED
    assert target.schema.extra == source.schema.extra


def test_second_copy_changes_nothing(source: Store, target: Store) -> None:
    transfer(source, target)
    assert transfer(source, target).counts == Counts()
    assert add(target, *EVERY_KEY, extra=EXTRA).counts == Counts()
    assert contents(target) == contents(source)


@pytest.mark.full
@given(FILES, FILES)
def test_any_graph_is_the_same_in_a_copy(first: list[Record], second: list[Record]) -> None:
    with closing(open_store(":memory:", create=True)) as source, closing(open_store(":memory:", create=True)) as other:
        add(source, *DOCUMENTS, *first)
        transfer(source, other)
        add(source, *second)
        assert stranger(source, other) is None
        transfer(source, other)
        assert contents(other) == contents(source)
        assert add(other, *DOCUMENTS, *first, *second).counts == Counts()


def test_interrupted_copy_leaves_target_unchanged(
    source: Store, target: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(count: int, share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transfer(source, target, break_off)
    assert not (tmp_path / "copy.db").exists()
    transfer(source, target)
    assert contents(target) == contents(source)


@pytest.mark.parametrize(
    ("surplus", "named"),
    [
        ([document("other")], "the document other"),
        ([fact("Somebody", "SUPPORTS", "B")], "the entity organization:somebody"),
        ([fact("A", "FIGHTS", "B", date="2020")], "a telling that organization:a FIGHTS organization:b"),
        ([fact("A", "FIGHTS", "A", document="bare", quote="Again.")], "a telling that organization:a FIGHTS"),
        ([], None),
    ],
)
def test_surplus_of_target_is_found(source: Store, target: Store, surplus: list[Record], named: str | None) -> None:
    transfer(source, target)
    add(target, *surplus)
    found = stranger(source, target)
    assert found == named if named is None else (found or "").startswith(named)


def test_surplus_saved_query_is_found(source: Store, target: Store) -> None:
    transfer(source, target)
    target.save("who", ["influence", "B"])
    assert stranger(source, target) == "the saved question “who”"


def test_progress_runs_to_the_end(source: Store, target: Store) -> None:
    seen: list[tuple[int, float]] = []
    transfer(source, target, lambda count, share: seen.append((count, share)))
    totals = source.statistics().totals
    assert seen[-1] == (totals.documents + totals.entities + totals.tellings, 1.0)
    assert seen == sorted(seen)
