"""Frames without a parser: who does what to whom, and how it is meant."""

from __future__ import annotations

import pytest

from tests.loaders.article.reading import frame, frames, who


@pytest.mark.parametrize(
    "text",
    [
        "Chad attacked Libya.",
        "Libya was attacked by Chad.",
        "Libya, attacked by Chad in May, asked for help.",
        "Chad, which attacked Libya, won.",
        "Chad won the war and attacked Libya.",
        "Chad has finally attacked Libya.",
        "After Chad attacked Libya, the war began.",
        "Chad, a state in Africa, attacked Libya.",
        "Chad attacked, from four fronts, Libya.",
    ],
)
def test_attacker_and_attacked_are_found(text: str) -> None:
    attack = frame(text, "attack")
    assert (who(attack, "subject"), who(attack, "object")) == (["Chad"], ["Libya"])
    assert (attack.negated, attack.mood) == (False, "asserted")


@pytest.mark.parametrize(
    ("text", "subject", "target"),
    [
        ("Omar Said met Niger's defence minister, Salifou Mody, in Bol.", ["Omar Said"], ["Salifou Mody"]),
        ("The commander, Salifou Mody, met Omar Said.", ["Salifou Mody"], ["Omar Said"]),
        ("A rebel militia, the Polisario Front, met Chad.", ["Polisario Front"], ["Chad"]),
        ("Fighters from Boko Haram met Chad.", ["Boko Haram"], ["Chad"]),
    ],
)
def test_description_is_whom_it_describes(text: str, subject: list[str], target: list[str]) -> None:
    meeting = frame(text, "meet")
    assert (who(meeting, "subject"), who(meeting, "object")) == (subject, target)


def test_coordinated_verbs_share_their_object() -> None:
    assert who(frame("Chad attacked and killed Omar Said.", "attack"), "object") == ["Omar Said"]


def test_who_is_helped_does_what_follows() -> None:
    assert who(frame("Mali helped Chad in attacking Libya.", "attack"), "subject") == ["Chad"]


def test_companion_after_the_object_is_no_object() -> None:
    assert who(frame("Chad attacked Libya along with Mali.", "attack"), "object") == ["Libya"]


def test_coordination_names_all() -> None:
    attack = frame("Chad, Mali and Niger attacked Libya and Egypt.", "attack")
    assert who(attack, "subject") == ["Chad", "Mali", "Niger"]
    assert who(attack, "object") == ["Libya", "Egypt"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad did not attack Libya.",
        "Chad never attacked Libya.",
        "Neither Chad nor Mali attacked Libya.",
        "Chad denied that it attacked Libya.",
        "It is not true that Chad attacked Libya.",
        "Not once did Chad attack Libya.",
    ],
)
def test_denial_is_negated(text: str) -> None:
    assert frame(text, "attack").negated


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Chad may attack Libya.", "hypothetical"),
        ("If Chad attacks Libya, Egypt wins.", "hypothetical"),
        ("Should Chad attack Libya, Egypt wins.", "hypothetical"),
        ("Had Chad attacked Libya, Egypt would have won.", "hypothetical"),
        ("Egypt hopes that Chad will attack Libya.", "hypothetical"),
        ("Chad will attack Libya.", "forecast"),
        ("Did Chad attack Libya?", "question"),
        ("Chad attacked Libya, Egypt said.", "claimed"),
        ("Egypt said that Chad attacked Libya.", "claimed"),
        ("According to Egypt, Chad attacked Libya.", "claimed"),
    ],
)
def test_mood_follows_the_sentence(text: str, mood: str) -> None:
    assert frame(text, "attack").mood == mood


def test_reporter_is_the_speaker() -> None:
    speaker = frame("Egypt said that Chad attacked Libya.", "attack").speaker
    assert speaker is not None
    assert speaker.name == "Egypt"


@pytest.mark.parametrize(
    ("text", "attitude"),
    [
        ("Chad agreed to meet Libya.", "promise"),
        ("Chad is willing to meet Libya.", "promise"),
        ("Chad refused to meet Libya.", "refuse"),
        ("Chad threatened to meet Libya.", "threaten"),
    ],
)
def test_infinitive_has_an_attitude(text: str, attitude: str) -> None:
    meet = frame(text, "meet")
    assert (meet.attitude, who(meet, "subject"), who(meet, "object")) == (attitude, ["Chad"], ["Libya"])


def test_rejected_offer_is_not_the_rejecters() -> None:
    assert frame("Mali rejected an offer to meet Libya.", "meet").attitude != "refuse"


def test_light_verb_lends_its_subject() -> None:
    attack = frame("Chad launched an attack on Libya in May.", "attack", "noun")
    assert (who(attack, "subject"), who(attack, "on"), attack.via) == (["Chad"], ["Libya"], "launch")


def test_noun_has_its_prepositions() -> None:
    attack = frame("An attack on Libya by Chad failed.", "attack", "noun")
    assert (who(attack, "by"), who(attack, "on")) == (["Chad"], ["Libya"])


@pytest.mark.parametrize(
    "text",
    [
        "Amina Obi, commander of the Quds Force, left.",
        "Amina Obi is the commander of the Quds Force.",
        "Quds Force commander Amina Obi left.",
        "It was a raid in which Amina Obi, commander of the Quds Force, left.",
    ],
)
def test_holder_of_an_office_is_found(text: str) -> None:
    commander = frame(text, "commander", "noun")
    assert who(commander, "subject") == ["Amina Obi"]
    assert [*who(commander, "of"), *who(commander, "mod")] == ["Quds Force"]


def test_last_of_two_holds_a_single_office() -> None:
    commander = frame("Omar Said and Amina Obi, commander of the Quds Force, left.", "commander", "noun")
    assert who(commander, "subject") == ["Amina Obi"]


def test_secretary_of_a_portfolio_is_the_person() -> None:
    assert who(frame("Secretary of Defense Amina Obi met Libya.", "meet"), "subject") == ["Amina Obi"]
    (person,) = frame("Secretary of State Tomo Bassi met Libya.", "meet").mentions("subject")
    assert (person.name, person.type) == ("Tomo Bassi", "Person")


def test_compound_adjective_is_a_frame() -> None:
    back = frame("Iran-backed Shiite militias fired rockets.", "back", "adjective")
    assert (who(back, "subject"), who(back, "object")) == (["Iran"], ["Shiite militias"])


def test_member_stands_for_the_group() -> None:
    assert who(frame("Members of Hamas attacked Libya.", "attack"), "subject") == ["Hamas"]


def test_bystander_in_brackets_is_no_subject() -> None:
    attack = frame("Chad (backed by Mali) attacked Libya.", "attack")
    assert who(attack, "subject") == ["Chad"]


def test_sentence_without_names_has_no_frames() -> None:
    assert frames("The troops attacked the town.") == []


def test_who_is_given_help_stands_before_it() -> None:
    giving = frame("Kenya is giving the Somali army technical help.", "give")
    assert (who(giving, "indirect"), giving.heads("object")) == (["Somali army"], ("help",))
