from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.identity.name_score import name_score


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Novak Shipping Ltd", "NOVAK SHIPPING LIMITED"),
        ("Brigade Thirty-Two", "32nd Brigade"),
        ("U.S. Coast Guard", "United States Coast Guard"),
        ("HarbourWatch", "Harbour Watch"),
        ("Sagittarius Tanker Group", "Sagitarius Tanker Group"),
        ("Milan Horák", "Милан Горак"),
        ("Coastal Relief Committee", "CRC"),
        ("Kata'ib al-Bahr", "Kataeb Bahr"),
    ],
)
def test_spellings_of_one_name_score_high(name: str, other: str) -> None:
    assert name_score(name, other) >= 0.8


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Second Harbour Fund", "Third Harbour Fund"),
        ("Bank of Peru", "Bank of Togo"),
        ("Ministry of Fisheries", "Ministry of Railways"),
        ("Iraq", "Iran"),
        ("Novak Shipping", "Novak Dairy"),
    ],
)
def test_other_names_score_low(name: str, other: str) -> None:
    assert name_score(name, other) < 0.75


def test_omitted_titles_keep_person_near() -> None:
    assert name_score("Dr. Vera Lindqvist", "Vera Lindqvist", person=True) == 1.0
    assert 0.6 <= name_score("Lindqvist", "Vera Lindqvist", person=True) < 0.9
    assert name_score("Anna Lindqvist", "Vera Lindqvist", person=True) < 0.5


@pytest.mark.parametrize("name", ["", "…", "12", "9" * 5000, "the of", "\u200b", "🚢"])
def test_odd_names_have_a_score(name: str) -> None:
    assert 0 <= name_score(name, "Vera Lindqvist") <= 1
    assert name_score(name, name) in (0.0, 1.0)


@given(st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_scores_lie_between_0_and_1_both_ways(name: str, other: str, person: bool) -> None:
    score = name_score(name, other, person=person)
    assert 0 <= score <= 1
    assert name_score(other, name, person=person) == score
