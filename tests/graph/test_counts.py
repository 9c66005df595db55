from __future__ import annotations

from math import inf
from typing import Any

import pytest

from linkchart.graph.counts import Count, differ, read_count, stored_count
from linkchart.graph.errors import InputError


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (0, Count(0, 0, 0)), (5.0, Count(5, 5, 5)), ("1,200", Count(1200, 1200, 1200)),
        ("at least 12", Count(12, inf, 12)), ("over 12", Count(12, inf, 12)), ("12+", Count(12, inf, 12)),
        ("12 or more", Count(12, inf, 12)), ("≤ 12", Count(0, 12, 12)),
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


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("1,200", 1200), ("5+", "at least 5"), ("~12", "about 12"), (">12", "more than 12"),
        ("At  least 12", "at least 12"), ("at least 1 200", "at least 1200"), ("12 or fewer", "up to 12"),
        ("Several", "Several"), (5.0, 5),
    ],
)  # fmt: skip
def test_count_is_stored_with_its_number_last(value: Any, stored: Any) -> None:
    assert stored_count(value) == stored
    assert stored_count(stored) == stored


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("two dozen", "Write 24."), ("at least half a dozen", "Write “at least 6”."), ("twenty-one", "Write 21."),
        ("at least five", "Write “at least 5”."), ("more than a dozen", "Write “more than 12”."),
        ("12-15", "Write “at least 12” or “up to 15”."), ("between 12 and 15", "Write “at least 12” or “up to 15”."),
    ],
)  # fmt: skip
def test_refused_count_comes_with_a_number(text: str, hint: str) -> None:
    with pytest.raises(InputError, match=f"{hint}$"):
        read_count(text)
