"""Judgements in force: who is whom, whatever the order in which judgements are made and undone."""

from __future__ import annotations

from itertools import permutations

import pytest

from linkchart.graph.errors import InputError
from linkchart.graph.identity.contradictions import check
from linkchart.graph.identity.in_force import InForce, one_of
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.model import Entity

A, B, C = "person:a", "person:b", "person:c"
AB = Judgement("same", (A, B), number=1)
CA = Judgement("same", (C, A), number=2)


def test_first_named_of_last_judgement_represents_all() -> None:
    in_force = InForce([AB, CA])
    assert in_force.group(B) == [C, A, B]
    assert in_force.representatives([A, B, C], {A, B, C}) == dict.fromkeys([A, B, C], C)


def test_entity_that_is_not_there_stands_for_nobody() -> None:
    assert InForce([AB, CA]).representatives([A, B], {A, B}) == {A: A, B: A}
    assert InForce([AB]).representatives([B], {B}) == {B: B}


def test_judgements_given_in_any_order_mean_the_same() -> None:
    groups = {tuple(InForce(order).group(A)) for order in permutations([AB, CA])}
    assert groups == {(C, A, B)}


@pytest.mark.parametrize(
    ("name", "document", "end"),
    [("Abu Ali", None, "person:a-2"), ("ABU ALI", "d", "person:a-2"), (None, "d", A), (None, "leak", "person:a-2")],
)
def test_split_gives_ends_by_name_and_document(name: str | None, document: str | None, end: str) -> None:
    split = Judgement("split", (A, "person:a-2"), "Abu Ali", names=("Abu Ali",), documents=("leak",), number=1)
    assert InForce([split]).end(A, name, document) == end


def test_split_takes_its_names_along() -> None:
    split = Judgement("split", (A, "person:a-2"), "Abu Ali", names=("Abu Ali",), number=1)
    assert InForce([split]).named(Entity(A, "Person", "A", None, ("Abu Ali", "Al"))).aliases == ("Al",)


def test_renames_and_aliases_apply_in_order() -> None:
    judgements = [
        Judgement("rename", (A,), "Ann", number=1),
        Judgement("alias", (A,), "Annie", number=2),
        Judgement("alias", (A,), "Old", removed=True, number=3),
    ]
    named = InForce(judgements).named(Entity(A, "Person", "A", None, ("Old",)))
    assert (named.name, named.aliases) == ("Ann", ("A", "Annie"))


def test_first_entity_lends_name_and_kind() -> None:
    united = one_of([Entity(A, "Person", "A", "agent"), Entity(B, "Person", "B", "leader", ("A", "Bo"))])
    assert united == Entity(A, "Person", "A", "agent", ("B", "Bo"))


def test_group_with_two_judged_different_is_refused() -> None:
    different = Judgement("different", (B, C), number=2)
    with pytest.raises(InputError, match="contradicts judgement 2"):
        check(Judgement("same", (C, A)), InForce([AB, different]))


@pytest.mark.parametrize("kind", ["different", "unsure"])
def test_pair_that_is_one_is_not_judged_apart(kind: str) -> None:
    with pytest.raises(InputError, match="contradicts judgement 1"):
        check(Judgement(kind, (B, A)), InForce([AB]))


def test_two_that_are_one_already_are_refused() -> None:
    with pytest.raises(InputError, match="are one already: judgement 1"):
        check(Judgement("same", (B, A)), InForce([AB]))


def test_unsure_pair_may_be_decided_later() -> None:
    in_force = InForce([Judgement("unsure", (A, B), number=1)])
    check(AB._replace(number=0), in_force)
    check(Judgement("different", (A, B)), in_force)
