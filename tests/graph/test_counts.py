from __future__ import annotations

from math import inf
from typing import Any

import pytest

from linkchart.graph.counts import Count, differ, read_count
from linkchart.graph.errors import InputError


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (0, Count(0, 0, 0)), (5.0, Count(5, 5, 5)), ("1,200", Count(1200, 1200, 1200)),
        ("at least 12", Count(12, inf, 12)), ("over 12", Count(12, inf, 12)), ("12+", Count(12, inf, 12)),
        ("More than 12", Count(13, inf, 12)), ("fewer than 12", Count(0, 11, 12)), ("up to 12", Count(0, 12, 12)),
        ("about 10", Count(8, 12, 10)), ("some 10", Count(8, 12, 10)), ("nearly 10", Count(8, 12, 10)),
        ("several", None), ("dozens", None), ("Hundreds of thousands", None), ("scores of", None), ("many", None),
    ],
)  # fmt: skip
def test_count_in_words_is_read_as_range(value: Any, count: Count | None) -> None:
    assert read_count(value) == count


@pytest.mark.parametrize("value", [-1, 1.5, "", "about", "five or so", True, None, [3], "3 or 4", "1.5", float("nan")])
def test_text_without_count_is_rejected(value: Any) -> None:
    with pytest.raises(InputError, match="count is a whole number"):
        read_count(value)


def test_counts_without_common_number_differ() -> None:
    assert differ([5, 12])
    assert differ([5, "at least 4", 6])
    assert not differ([5, "at least 4", "about 6", "many", "nonsense"])
    assert not differ([])
