from __future__ import annotations

import pytest

from linkchart.graph.errors import near_words


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("pth", ["path"]),
        ("influense", ["influence", "influencers"]),
        ("PATH", ["path"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_words_spelt_alike_are_offered(word: str, near: list[str]) -> None:
    assert near_words(word, ["path", "profile", "influence", "influencers", "stance", "events"], 3) == near


def test_no_more_words_are_offered_than_wanted() -> None:
    assert near_words("report-7", [f"report-{number}" for number in range(70, 80)], 3) == [
        "report-70",
        "report-71",
        "report-72",
    ]
