"""Names found in sentences: who they are, of which kind, by which rule."""

from __future__ import annotations

import pytest

from linkchart.loaders.article.mentions import Known, Names
from linkchart.loaders.article.mentions.counts import counted_people
from tests.loaders.article.reading import mentions


def found(text: str) -> list[tuple[str, str, str]]:
    return [(each.text, each.name, each.type) for each in mentions(text)[0] if each.name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya left.", [("Kenya", "Kenya", "State")]),
        ("The Kenyan army left.", [("Kenyan army", "Kenyan army", "Organization")]),
        ("Kenyan soldiers left.", [("Kenyan soldiers", "Kenyan military", "Organization")]),
        ("The Kenyan government fell.", [("Kenyan government", "Kenyan government", "Organization")]),
        ("Kenya's government fell.", [("Kenya's government", "Kenyan government", "Organization")]),
        ("The government of Kenya fell.", [("government of Kenya", "Kenyan government", "Organization")]),
        ("ISIL fighters left.", [("ISIL fighters", "Islamic State", "Organization")]),
        ("The Kenyan Ministry of Health fell.", [("Kenyan Ministry of Health",) * 2 + ("Organization",)]),
        ("Shona rebels left.", [("Shona rebels", "Shona rebels", "Organization")]),
        ("A Kenyan businessman left.", [("Kenyan businessman", "Kenyan businessman", "Population")]),
        ("The Justice and Equality Movement left.", [("Justice and Equality Movement",) * 2 + ("Organization",)]),
    ],
)
def test_actor_has_name_and_type(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_state_body_and_people_are_three() -> None:
    names = {name for _, name, _ in found("Iraq, the Iraqi government and the Iraqi army met.")}
    assert names == {"Iraq", "Iraqi government", "Iraqi army"}


@pytest.mark.parametrize("name", ["CTF 50", "Task Force 76", "Battalion 316"])
def test_number_after_a_unit_is_part_of_its_name(name: str) -> None:
    assert found(f"Kenya sent {name} to Somalia.")[1] == (name, name, "Organization")


@pytest.mark.parametrize("text", ["Kenya sent UNHCR 40 trucks.", "Kenya had HIV 12 years ago."])
def test_number_before_a_noun_is_no_part_of_a_name(text: str) -> None:
    assert not any(name[-1].isdigit() for name, _, _ in found(text))


def test_line_that_leads_in_is_read_as_a_sentence() -> None:
    assert ("Amina Obi", "Amina Obi", "Person") in found(
        "The Joint Task Force Commander, General Amina Obi, said this:"
    )


def test_counted_troops_are_named_without_the_number() -> None:
    assert counted_people("at least 12 Kenyan troops") == counted_people("dozens of Kenyan troops") == "Kenyan troops"


def test_title_makes_a_person_without_it() -> None:
    assert found("President Amina Obi spoke.") == [("Amina Obi", "Amina Obi", "Person")]


def test_surname_is_its_full_name() -> None:
    _, second = mentions("President Amina Obi spoke. Obi left.")
    assert [(each.name, each.rule) for each in second] == [("Amina Obi", "surname")]


def test_acronym_in_brackets_is_an_alias() -> None:
    _, second = mentions("The Gara Liberation Front (GLF) fought. The GLF lost.")
    assert [each.name for each in second] == ["Gara Liberation Front"]


def test_place_is_known_by_its_words() -> None:
    assert ("Gara", "Gara", "Place") in found("Rebels took the towns of Gara and Belo.")
    assert ("Belo", "Belo", "Place") in found("Rebels took the towns of Gara and Belo.")


def test_group_is_known_by_apposition() -> None:
    (mention,) = [each for each in mentions("Al Wadi, an armed group from the north, fought.")[0] if each.name]
    assert (mention.type, mention.kind) == ("Organization", "armed_group")


@pytest.mark.parametrize(
    ("text", "amount", "name"),
    [
        ("Six people died.", 6, "people"),
        ("It killed at least 12 civilians.", "at least 12", "civilians"),
        ("It killed two Kenyan soldiers.", 2, "Kenyan military"),
        ("It killed dozens of women.", "dozens", "women"),
        ("It left 1,200 refugees.", 1200, "refugees"),
    ],
)
def test_people_in_numbers_are_counted(text: str, amount: int | str, name: str) -> None:
    (mention,) = [each for each in mentions(text)[0] if each.form == "count"]
    assert (mention.amount, mention.name) == (amount, name)


@pytest.mark.parametrize(
    "text", ["He left in 2014.", "Angry activists left.", "On Monday it rained.", "Fighters left."]
)
def test_ordinary_word_is_no_name(text: str) -> None:
    assert found(text) == []


def test_name_of_the_store_goes_first() -> None:
    names = Names([Known("Daesh", "Organization", "armed_group", ("ISIS",))])
    assert [each.name for each in mentions("ISIS left.", names)[0]] == ["Daesh"]


def test_hutu_in_yemen_is_a_recorded_slip() -> None:
    (rebels,) = [each for each in mentions("In Yemen, Hutu rebels fought.")[0] if each.type == "Organization"]
    assert rebels.name == "Houthis"
    assert "Yemen" in rebels.rule


def test_two_adjectives_share_their_noun() -> None:
    names = [each.name for each in mentions("U.S. and Russian negotiators met.")[0]]
    assert names == ["US government", "Russian government"]


@pytest.mark.parametrize(
    "text", ["Omar Said visited Mae Bok.", "The shelling of Zwedru went on.", "M23 captured Dungu."]
)
def test_name_after_a_visit_or_battle_is_a_place(text: str) -> None:
    assert found(text)[-1][2] == "Place"


def test_aid_group_bears_no_arms() -> None:
    kinds = {each.name: each.kind for each in mentions("They met Free Bira Rangers, an aid group in Gao.")[0]}
    assert kinds["Free Bira Rangers"] == "other"


@pytest.mark.parametrize("text", ["Gunmen killed eleven farmers.", "Poland sent ten Leopard tanks."])
def test_what_acts_or_arms_are_called_is_no_name(text: str) -> None:
    assert not any({"Gunmen", "tanks"} & set(name) for name in found(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A new faction led by General Omar Said left.", "new faction led by Omar Said"),
        ("Forces loyal to Khalifa Haftar left.", "forces loyal to Khalifa Haftar"),
        ("Joint forces allied with the Kenyan army left.", "joint forces allied with Kenyan army"),
        ("Rebels backed by Uganda left.", "rebels backed by Uganda"),
    ],
)
def test_unnamed_group_is_named_by_whom_it_follows(text: str, name: str) -> None:
    assert (name, "Organization") in [(each, type_) for _, each, type_ in found(text)]


def test_noun_before_counted_people_is_part_of_them() -> None:
    assert ("seven dock workers", "dock workers", "Population") in found("Drones hit Gao, killing seven dock workers.")
