from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.render.labels import LINE, LINES, label, plain


@given(st.text())
def test_plain_text_is_one_line_without_controls(text: str) -> None:
    assert not [char for char in plain(text) if unicodedata.category(char) in ("Cc", "Cs")]
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(plain(text))
    plain(text).encode("utf-8")


@given(st.text(), st.integers(0, 10**6))
def test_label_is_few_short_lines_and_never_empty(name: str, hidden: int) -> None:
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
def test_long_name_is_wrapped_and_elided(name: str, lines: list[str]) -> None:
    assert label(name).split("\n") == lines


def test_label_counts_hidden_neighbours() -> None:
    assert label("Iraq", 1200) == "Iraq\n+1,200"
