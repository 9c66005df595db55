"""The example case with an entity for each name, and a file of decisions that says which of them are one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import yaml

from linkchart.graph.identity.candidates import candidates
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.identity.questions import questions
from linkchart.graph.loading.load import load_file
from linkchart.graph.stores.protocol import Store

MOST_QUESTIONS = 60
DECISIONS = Path(__file__).parent / "decisions.yaml"


def decided() -> dict[str, int]:
    """Read the decisions: a number for each name, equal for names of one entity."""
    groups = yaml.safe_load(DECISIONS.read_text(encoding="utf-8"))
    return {name: number for number, names in enumerate(groups) for name in names}


def test_names_of_the_case_are_found_in_60_questions(memory: Store) -> None:
    text = (files("linkchart") / "loaders" / "examples" / "iraq-2020" / "facts.yaml").read_text(encoding="utf-8")
    homes: dict[str, str] = {}  # the name of the entity of the example, by the id of each of its names
    called: dict[str, str] = {}
    groups = decided()
    records = []
    for entity in yaml.safe_load(text)["entities"]:
        for name in [entity["name"], *entity.get("aliases", [])]:
            id_ = f"{entity['type'].lower()}:n{len(homes)}"
            homes[id_], called[id_] = entity["name"], name
            records.append((len(homes), "entity", {"id": id_, "name": name, "type": entity["type"]}))
    load_file(memory, records)
    names, entities = len(homes), len({*homes.values()})
    asked = 0
    while asked < MOST_QUESTIONS and (listed := questions(candidates(memory))):
        with memory.writer() as writer:
            writer.command = None
            settled: set[str] = set()
            for question in listed[: MOST_QUESTIONS - asked]:
                if settled.isdisjoint(question.candidates[0].pair):  # else the answer may follow from another one
                    asked += 1
                    for candidate in question.candidates:
                        first, second = candidate.pair
                        same = groups.get(called[first], first) == groups.get(called[second], second)
                        kind = "same" if same else "different"
                        writer.judge(Judgement(kind, candidate.pair))
                        settled.update(candidate.pair)
    assert (names, entities) == (152, 93)
    found = names - sum(1 for _ in memory.entities())
    assert found >= 34
    assert asked <= MOST_QUESTIONS
    assert len({homes[entity.id] for entity in memory.entities()}) == entities
