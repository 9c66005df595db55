from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.render.labels import LINE, LINES, label, plain


@given(st.text())
def test_plain_text_has_no_line_break_control_or_change_of_direction(text: str) -> None:
    assert not [char for char in plain(text) if unicodedata.category(char) in ("Cc", "Cs")]
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(plain(text))
    plain(text).encode("utf-8")


@given(st.text(), st.integers(0, 10**6))
def test_a_label_is_a_few_short_lines_and_never_empty(name: str, hidden: int) -> None:
    lines = label(name, hidden).split("\n")
    assert len(lines) <= LINES + bool(hidden)
    assert all(0 < len(line) <= LINE for line in lines)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Iran", ["Iran"]),
        ("Popular Mobilization Forces", ["Popular Mobilization", "Forces"]),
        ("x" * 300, ["x" * 20, "x" * 20, "x" * 19 + "…"]),
        ("", ["(no name)"]),
        ("حزب الله", ["حزب الله"]),
    ],
)
def test_a_name_is_wrapped_and_what_is_too_long_elided(name: str, lines: list[str]) -> None:
    assert label(name).split("\n") == lines


def test_a_label_counts_the_neighbours_that_are_not_shown() -> None:
    assert label("Iraq", 1200) == "Iraq\n+1,200"
