"""Rows that are more than a run are sorted on disk."""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.errors import LinkchartError
from linkchart.queries import _sorted_runs
from linkchart.queries._sorted_runs import SortedRuns

COLUMNS = [("less", "f8"), ("number", "i4")]
ROWS = st.lists(st.tuples(st.floats(-1, 0), st.integers(0, 9)))


@pytest.fixture(autouse=True)
def short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_sorted_runs, "RUN", 7)
    monkeypatch.setattr(_sorted_runs, "CHUNK", 2)


@given(st.lists(ROWS, max_size=8))
def test_rows_of_many_runs_come_in_order(parts: list[list[tuple[float, int]]]) -> None:
    with SortedRuns(COLUMNS) as runs:
        for part in parts:
            runs.add(np.array(part, dtype=COLUMNS))
        assert list(runs) == sorted(row for part in parts for row in part)


def test_first_rows_can_be_read_alone() -> None:
    with SortedRuns(COLUMNS) as runs:
        for number in reversed(range(40)):
            runs.add(np.array([(0, number)], dtype=COLUMNS))
        assert list(islice(runs, 2)) == [(0, 0), (0, 1)]


def test_full_disk_is_said_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_sorted_runs, "TemporaryFile", full)
    with SortedRuns(COLUMNS) as runs, pytest.raises(LinkchartError, match=r"No space left on device.*TMPDIR"):
        runs.add(np.zeros(9, dtype=COLUMNS))
