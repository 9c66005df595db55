from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from linkchart.graph.identity.candidates import Candidate, candidates
from linkchart.graph.identity.evidence import Profile, Reason, weigh
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.identity.questions import questions
from linkchart.graph.loading.load import load_file
from linkchart.graph.stores.protocol import Store

VERA = ("person:v-novak", "person:vera-novak")


def load(store: Store, *records: tuple[str, Mapping[str, Any]]) -> None:
    load_file(store, ((line, kind, dict(fields)) for line, (kind, fields) in enumerate(records, 1)))


def person(name: str, **attributes: Any) -> tuple[str, dict[str, Any]]:
    return "entity", {"name": name, "type": "Person", "attributes": attributes}


def met(source: str, target: str, document: str | None = None) -> tuple[str, dict[str, Any]]:
    ends = {"source": source, "target": target, "source_type": "Person", "target_type": "Person"}
    return "fact", {**ends, "relation": "MET_WITH", "document": document}


def weighed(**profile: Any) -> Any:
    """The evidence for Vera Novak and V. Novak, of whom the same is known."""
    both = Profile(**profile), Profile(**profile)
    return weigh(("V. Novak", "Vera Novak"), VERA, both, person=True, score=0.7)


def test_equal_identifier_outweighs_names(memory: Store) -> None:
    load(memory, person("Vera Novak", passport="N 12-3"), person("Ludmila Ptak", passport=["n123"]))
    (candidate,) = candidates(memory)
    assert candidate.pair == ("person:ludmila-ptak", "person:vera-novak")
    assert candidate.evidence.score == 0.95
    assert Reason("identifier", ("passport n123",)) in candidate.evidence.speaks_for


def test_father_and_son_of_one_name_are_told_apart(memory: Store) -> None:
    load(
        memory,
        ("entity", {"id": "person:a", "name": "Jan Novak", "type": "Person", "attributes": {"birth_date": "1950"}}),
        (
            "entity",
            {"id": "person:b", "name": "Jan Novak", "type": "Person", "attributes": {"birthDate": "1980-02-01"}},
        ),
    )
    assert candidates(memory) == []
    (candidate,) = candidates(memory, 0.3)
    assert candidate.evidence.speaks_against == (Reason("birth date", ("1950", "1980-02-01")),)


def test_shared_neighbours_raise_score_in_proportion() -> None:
    alone = weighed().score
    all_shared = weighed(neighbours=frozenset({"person:a", "person:b"}))
    assert alone == 0.7
    assert all_shared.score == pytest.approx(0.7 + 0.3 * 0.7 * 0.3)
    assert all_shared.speaks_for[1] == Reason("neighbours", ("person:a", "person:b"))


def test_relation_between_two_speaks_against_them() -> None:
    evidence = weighed(neighbours=frozenset({VERA[0], VERA[1]}))
    assert evidence.score == pytest.approx(0.42)
    assert evidence.speaks_against == (Reason("relation", VERA),)


def test_names_apart_in_one_document_speak_against(memory: Store) -> None:
    load(
        memory,
        ("document", {"id": "diary"}),
        met("Vera Novak", "Ivo Ptak", "diary"), met("Vera Novack", "Ivo Ptak", "diary"),
        met("Novak", "Ivo Ptak", "diary"),
    )  # fmt: skip
    by_pair = {candidate.pair: candidate.evidence for candidate in candidates(memory, 0.5)}
    apart = by_pair["person:vera-novack", "person:vera-novak"]
    assert apart.speaks_against == (Reason("document", ("diary",)),)
    assert Reason("neighbours", ("person:ivo-ptak",)) in apart.speaks_for
    assert by_pair["person:novak", "person:vera-novak"].speaks_against == ()  # a short name stands beside the long one


def test_clashing_numbers_are_said(memory: Store) -> None:
    for name in ("Unit 731", "Unit 732"):
        load(memory, ("entity", {"name": name, "type": "Organization"}))
    (candidate,) = candidates(memory)
    assert candidate.evidence.speaks_against == (Reason("numbers", ("731", "732")),)


def test_entities_of_different_types_never_match(memory: Store) -> None:
    load(memory, person("Jordan"), ("entity", {"name": "Jordan", "type": "State"}))
    assert candidates(memory, 0.0) == []


def test_accounts_are_alike_only_when_equal(memory: Store) -> None:
    for name in ("DE89 3704 0044", "DE89 3704 0045", "de89 3704 0044"):
        load(memory, ("entity", {"name": name, "type": "Account", "id": f"account:{len(name)}{name[0]}{name[-1]}"}))
    assert [candidate.pair for candidate in candidates(memory)] == [("account:14D4", "account:14d4")]


@pytest.mark.parametrize("kind", ["same", "different", "unsure"])
def test_judged_pairs_never_return(memory: Store, kind: str) -> None:
    load(memory, person("Vera Novak"), person("Vera Novack"), person("Vera Novakk"), person("Ivo Ptak"))
    assert len(candidates(memory)) == 3
    pair = ("person:vera-novack", "person:vera-novak")
    with memory.writer() as writer:
        writer.judge(Judgement(kind, pair))
    left = [candidate.pair for candidate in candidates(memory)]
    assert pair not in left
    assert len(left) == (1 if kind == "same" else 2)


def test_judged_difference_holds_for_united_entities(memory: Store) -> None:
    load(memory, person("Vera Novak"), person("Vera Novack"), person("Vera Novakk"))
    with memory.writer() as writer:
        writer.judge(Judgement("same", ("person:vera-novak", "person:vera-novack")))
        writer.judge(Judgement("different", ("person:vera-novack", "person:vera-novakk")))
    assert candidates(memory) == []


def test_among_lists_only_pairs_with_these(memory: Store) -> None:
    load(memory, person("Vera Novak"), person("Vera Novack"), person("Ivo Ptak"), person("Ivo Ptaak"))
    assert [candidate.pair for candidate in candidates(memory, among=["person:ivo-ptak"])] == [
        ("person:ivo-ptaak", "person:ivo-ptak")
    ]


def test_order_is_independent_of_loading_order(store: Store, memory: Store) -> None:
    records = [person(name) for name in ("Vera Novak", "V. Novak", "Novak", "Vera Novack", "Ivo Ptak", "I. Ptak")]
    load(store, *records)
    load(memory, *reversed(records))
    assert candidates(store) == candidates(memory)
    assert len(candidates(store)) >= 4


def test_same_difference_is_one_question(memory: Store) -> None:
    load(memory, *(person(name) for name in ("Ivo Ptak", "Old Ivo Ptak", "Rita Dolan", "Old Rita Dolan")))
    (question,) = questions(candidates(memory))
    assert question.difference == ("", "Old")
    assert len(question.candidates) == 2


def test_spelling_differences_are_single_questions(memory: Store) -> None:
    load(memory, *(person(name) for name in ("Ivo Ptak", "Ptak, Ivo", "Rita Dolan", "Dolan, Rita")))
    asked = questions(candidates(memory))
    assert [len(question.candidates) for question in asked] == [1, 1]


def test_two_entities_with_many_names_are_one_pair(memory: Store) -> None:
    for name, aliases in (("Harbour Council", ["HC", "Port Council"]), ("Port Council of Velin", ["H.C."])):
        load(memory, ("entity", {"name": name, "type": "Organization", "aliases": aliases}))
    (candidate,) = candidates(memory)
    assert isinstance(candidate, Candidate)
    assert candidate.evidence.speaks_for[0] == Reason("names", ("HC", "H.C."))
