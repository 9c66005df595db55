from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.errors import InputError
from linkchart.graph.names import Lookup, Match, entity_id, narrowed, normal, rule_of, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Quds Force", "quds-force"),
        ("  Ḥizb-Allāh (Lebanon) ", "hizb-allah-lebanon"),
        ("حزب الله", "حزب-الله"),
        ("Straße", "strasse"),
        ("रीना", "रीना"),
        ("The Hague", "hague"),
        ("C++", "c-plus-plus"),
    ],
)
def test_slug_keeps_letters_of_every_script(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["", "!?", " - ", "_"])
def test_name_without_letter_or_digit_has_no_slug(name: str) -> None:
    with pytest.raises(InputError, match="no letter or digit"):
        slug(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("The U.S.", "us"),
        ("Jam'iyyat", "JAMIYYAT"),
        ("O＇Brien", "O'Brien"),
        ("Kata’ib Hizballah", "Kataib  Hizballah"),
        ("Quds-Force", "quds force"),
        ("Erdoğan", "Erdogan"),
        ("A Coalition", "coalition"),
        ("Łukasz Żak", "lukasz zak"),
        ("Øystein Åse", "Oystein Ase"),
        ("Ngô Đình Diệm", "ngo dinh diem"),
        ("Þórður", "Thordur"),
        ("Tom & Sons", "Tom and Sons"),
        ("J.Novak", "J. Novak"),
        ("J.R.R. Tolkien", "JRR Tolkien"),
        ("کتاب\u200cخانه", "کتابخانه"),
        ("Ёлкин", "Елкин"),
        ("Jose\u0301", "José"),
    ],
)
def test_spelling_variants_compare_equal(name: str, other: str) -> None:
    assert normal(name) == normal(other) != ""


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Iraqi Army", "Iraqi government"),
        ("Quds Force", "Quds Forces"),
        ("The", ""),
        ("A", "An"),
        ("रीना", "रानी"),
        ("C++", "C#"),
        ("ガーナ", "カーナ"),
        ("มา", "ม้า"),
        ("A. Novak", "Novak"),
        ("J. Novak", "Novak"),
    ],
)
def test_similar_names_compare_different(name: str, other: str) -> None:
    assert normal(name) != normal(other)


@given(st.text())
def test_normal_form_is_idempotent(name: str) -> None:
    form = normal(name, "Person")
    assert normal(form, "Person") == form
    assert "  " not in form
    assert form == form.strip()


@given(st.text())
def test_id_has_no_spaces(name: str) -> None:
    try:
        id_ = entity_id("Person", name)
    except InputError:
        return
    assert id_.startswith("person:")
    assert not any(char.isspace() for char in id_)


def test_article_stays_in_person_name() -> None:
    assert normal("The Edge", "Person") == "the edge"
    assert normal("The Edge", "Organization") == "edge"


@pytest.mark.parametrize("name", ["A-10", "An-26", "A & B", "A. Smith Ltd", "A+", "a_b"])
def test_letter_joined_to_name_is_no_article(name: str) -> None:
    assert normal(name).split()[0] in ("a", "an")


@pytest.mark.parametrize("name", ["The Hague", "THE Hague", "“The” Hague", "the “Hague”", "The\u00a0Hague"])
def test_article_is_dropped_from_other_names(name: str) -> None:
    assert normal(name) == "hague"


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [
        (" CVE-2021-44228 ", None, "CVE-2021-44228"),
        ("Bob@Example.org", "email", "bob@example.org"),
        ("Bob@Example.org", "user", "Bob@Example.org"),
        ("+49 (30) 12-34", "phone", "+49(30)1234"),
        ("DE89 3704 0044", "bank", "DE8937040044"),
        ("\uff21\uff22", "other", "AB"),
    ],
)
def test_account_names_are_kept_as_written(name: str, kind: str | None, form: str) -> None:
    assert normal(name, "Account", kind) == form


def test_lookup_of_known_type_needs_one_form() -> None:
    lookup = Lookup(["The Edge"], {"The Edge": rule_of("Organization")})
    lookup.add("edge", "organization:edge", ["The Edge"])
    assert lookup.forms == ["edge"]
    assert lookup.matches("The Edge") == (Match("organization:edge"),)


def test_lookup_compares_by_rules_of_type() -> None:
    lookup = Lookup(["The Edge"])
    lookup.add("edge", "organization:edge", ["Edge"])
    lookup.add("edge", "person:edge", ["Edge"])
    lookup.add("the edge", "person:the-edge", ["The Edge"])
    lookup.add("the edge", "account:the-edge", ["the edge"])
    assert lookup.matches("The Edge") == (
        Match("account:the-edge", exact=False),
        Match("organization:edge", exact=False),
        Match("person:the-edge"),
    )
    assert narrowed(lookup.matches("The Edge")) == ("person:the-edge",)
