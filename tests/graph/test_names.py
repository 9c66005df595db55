from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.errors import InputError
from linkchart.graph.names import entity_id, normal, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Quds Force", "quds-force"),
        ("  Ḥizb-Allāh (Lebanon) ", "hizb-allah-lebanon"),
        ("حزب الله", "حزب-الله"),
        ("Straße", "strasse"),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_every_script(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["", "!?", " - ", "_"])
def test_a_name_without_letter_or_digit_has_no_slug(name: str) -> None:
    with pytest.raises(InputError, match="no letter or digit"):
        slug(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S.", "us"),
        ("Jam'iyyat", "JAMIYYAT"),
        ("Kata’ib Hizballah", "Kataib  Hizballah"),
        ("Quds-Force", "quds force"),
        ("Erdoğan", "Erdogan"),
        ("A Coalition", "coalition"),
    ],
)
def test_names_that_are_written_differently_compare_alike(one: str, other: str) -> None:
    assert normal(one) == normal(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Iraqi Army", "Iraqi government"), ("Quds Force", "Quds Forces"), ("The", ""), ("A", "An")]
)
def test_names_are_not_merged_by_similarity(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text())
def test_the_normal_form_is_its_own(name: str) -> None:
    form = normal(name)
    assert normal(form) in (form, form.removeprefix("the ").removeprefix("a ").removeprefix("an "))
    assert "  " not in form
    assert form == form.strip()


@given(st.text())
def test_an_id_is_found_again_from_its_slug(name: str) -> None:
    try:
        id_ = entity_id("Person", name)
    except InputError:
        return
    assert id_.startswith("person:")
    assert not any(char.isspace() for char in id_)
