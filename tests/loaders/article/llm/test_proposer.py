"""A model's proposals are checked against the article, and asked for once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from linkchart.graph.schema import builtin
from linkchart.loaders.article.formats import read_article
from linkchart.loaders.article.llm import ModelSettings
from linkchart.loaders.article.llm.proposer import ModelFacts, Proposed
from linkchart.loaders.article.llm.verify import GRADE
from linkchart.loaders.article.mentions import Names, mentions_of
from linkchart.loaders.article.records import Proposal
from linkchart.loaders.article.sentences import sentences_of
from tests.loaders.article.llm.chat import Behaviour, Chat, Reply, chat, facts, said

TEXT = """Turkey sent weapons to the Marsh Guard on 3 March 2021.
Ona Vell, who leads the Marsh Guard, denied that Iran had paid it.
More is at https://example.org/marsh today.
"""
SUPPORT = {
    "quote": "Turkey sent weapons to the Marsh Guard", "source": "Turkey", "source_type": "State",
    "relation": "SUPPORTS", "target": "Marsh Guard", "target_type": "Organization", "modality": "asserted",
    "date": "2021-03-03",
}  # fmt: skip


class Asked:
    """An article about which a server is asked; each asking is a run of its own."""

    def __init__(self, server: Chat, folder: Path) -> None:
        path = folder / "article.txt"
        path.write_text(TEXT, encoding="utf-8")
        self.article = read_article(str(path))
        self.sentences = sentences_of(self.article)
        self.settings = ModelSettings(server.url, "small", cache=str(folder / "cache"))

    def run(self) -> Proposed:
        mentions = [each for found in mentions_of(self.article, self.sentences, Names()) for each in found]
        return ModelFacts(self.settings, builtin()).propose(self.article, self.sentences, mentions)


def proposed(behaviour: Behaviour, folder: Path) -> Proposed:
    with chat(behaviour) as server:
        return Asked(server, folder).run()


def answered(fact: Mapping[str, Any], folder: Path) -> Proposed:
    return proposed(lambda *_: facts(fact), folder)


def test_fact_that_stands_in_the_text_is_proposed(tmp_path: Path) -> None:
    (fact,) = answered(SUPPORT, tmp_path).proposals
    assert fact.as_fact() == {
        "source": "Turkey", "source_type": "State", "relation": "SUPPORTS", "target": "Marsh Guard",
        "target_type": "Organization", "paragraph": 1, "start_char": 0, "end_char": 38, "quote": SUPPORT["quote"],
        "extraction": GRADE, "method": "llm", "model": "small", "source_as": "Turkey", "target_as": "Marsh Guard",
        "sentence": "Turkey sent weapons to the Marsh Guard on 3 March 2021.", "date": "2021-03-03",
        "date_basis": "written", "attributes": {"direction": "unverified"},
    }  # fmt: skip


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "an invented quote": ({"quote": "Turkey armed the Marsh Guard"}, "quote is not in the text"),
    "no quote": ({"quote": ""}, "quote is not in the text"),
    "an end outside the quote": ({"target": "Ona Vell", "target_type": "Person"}, "target does not stand"),
    "a part of a word": ({"source": "Turk"}, "source does not stand"),
    "a URL": ({"quote": "More is at https://example.org/marsh", "source": "https://example.org/marsh"}, "no name"),
    "a pronoun": ({"source": "it"}, "source is no name"),
    "a number for a name": ({"source": 7}, "source is no name"),
    "an unknown relation": ({"relation": "LIKES"}, "not in the ontology"),
    "swapped roles": (
        {"source": "Marsh Guard", "source_type": "Organization", "target": "Turkey", "relation": "CONTROLS"},
        "does not join",
    ),
    "one entity twice": ({"target": "Turkey", "target_type": "State"}, "to itself"),
    "an unknown modality": ({"modality": "sure"}, "modality"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_fact_that_does_not_stand_is_refused(case: str, tmp_path: Path) -> None:
    change, reason = REFUSED[case]
    found = answered({**SUPPORT, **change}, tmp_path)
    assert not found.proposals
    assert reason in found.notes[0]


@pytest.mark.parametrize(("date", "want"), [("2021-03-04", "2021"), ("2019-01-01", ""), ("soon", ""), (None, "")])
def test_date_absent_from_sentence_is_dropped(date: str | None, want: str, tmp_path: Path) -> None:
    assert answered({**SUPPORT, "date": date}, tmp_path).proposals[0].date == want


def test_cut_answer_is_asked_for_in_halves(tmp_path: Path) -> None:
    def behaviour(request: dict[str, Any], _: int) -> Reply:
        whole = "Turkey" in (text := request["messages"][1]["content"]) and "Ona Vell" in text
        return said(json.dumps({"facts": [SUPPORT]})[:60], "length") if whole else facts(SUPPORT)

    found = proposed(behaviour, tmp_path)
    assert [fact.target for fact in found.proposals] == ["Marsh Guard"]
    assert found.usage.asked == 3
    assert not any("in vain" in note for note in found.notes)


def test_answer_cut_every_time_is_partial_with_note(tmp_path: Path) -> None:
    found = proposed(lambda *_: said(json.dumps({"facts": [SUPPORT]})[:-2], "length"), tmp_path)
    assert [fact.target for fact in found.proposals] == ["Marsh Guard"]
    assert "in vain: the answer was cut." in found.notes[-1]


def test_answer_without_facts_is_a_note(tmp_path: Path) -> None:
    found = proposed(lambda *_: said("I would rather not."), tmp_path)
    assert not found.proposals
    assert "in vain: the answer has no list of facts." in found.notes[-1]


def test_second_run_sends_nothing(tmp_path: Path) -> None:
    with chat(lambda *_: facts(SUPPORT)) as server:
        asked = Asked(server, tmp_path)
        first, second = asked.run(), asked.run()
        estimate = ModelFacts(asked.settings, builtin()).estimate(asked.sentences)
    assert len(server.requests) == 1
    assert second.proposals == first.proposals
    assert (first.usage.asked, second.usage.asked, second.usage.cached) == (1, 0, 1)
    assert (estimate.asked, estimate.sent, estimate.cached) == (0, 0, 1)


def test_other_model_is_asked_anew(tmp_path: Path) -> None:
    with chat(lambda *_: facts(SUPPORT)) as server:
        asked = Asked(server, tmp_path)
        asked.run()
        asked.settings = asked.settings._replace(model="large")
        fact: Proposal = asked.run().proposals[0]
    assert len(server.requests) == 2
    assert fact.model == "large"
