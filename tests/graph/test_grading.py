"""From grades to confidence, by hand-made figures and by laws."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.grading import rounded, telling_confidence
from linkchart.graph.stores.protocol import Store
from tests.graph.records import EVERYTHING, add, document, fact


@pytest.mark.parametrize(
    ("given_", "credibility", "reliability", "confidence"),
    [
        (None, None, None, None),
        (None, 1, None, 0.76),
        (None, None, "B", 0.64),
        (None, 3, "C", 0.36),
        (None, 6, "F", None),
        (None, 6, "A", 0.76),
        (0.0, 1, "A", 0.0),
        (0.7, None, None, 0.7),
    ],
)
def test_telling_confidence_is_number_or_grades(
    given_: float | None, credibility: int | None, reliability: str | None, confidence: float | None
) -> None:
    assert telling_confidence(given_, credibility, reliability) == confidence


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_products_round_alike_in_any_order(a: int, b: int, c: int) -> None:
    x, y, z = a / 1000, b / 1000, c / 1000
    assert rounded(x * y * z) == rounded(z * (y * x)) == float(Fraction(a * b * c, 10**9))


def confidences(store: Store) -> list[float | None]:
    return [relation.confidence for relation in store.relations(EVERYTHING)]


def test_sourceless_tellings_are_own_voices(store: Store) -> None:
    add(store, document("a"), document("b"))
    facts = [fact("Iran", "SUPPORTS", "Badr", document=document_, confidence=0.5) for document_ in ("a", "b", None)]
    add(store, *facts, fact("Iran", "SUPPORTS", "Badr", quote="Again.", confidence=0.5))
    assert confidences(store) == [0.9375]


def test_relation_without_graded_telling_is_ungraded(store: Store) -> None:
    add(store, document("a", publisher="P"), fact("Iran", "SUPPORTS", "Badr", document="a"))
    (relation,) = store.relations(EVERYTHING)
    assert (relation.confidence, relation.weight) == (None, relation.strength / 2)
    add(store, fact("Iran", "SUPPORTS", "Badr", document="a", paragraph=2, credibility=2))
    assert confidences(store) == [0.64]


def test_denial_and_forecast_add_no_confidence(store: Store) -> None:
    add(store, fact("Iran", "SUPPORTS", "Badr", confidence=0.5, modality="negated"))
    assert [(relation.modality, relation.confidence) for relation in store.relations(EVERYTHING)] == [("negated", 0.5)]
    add(store, fact("Iran", "SUPPORTS", "Badr", confidence=0.4, modality="claimed"))
    assert [(relation.modality, relation.confidence) for relation in store.relations(EVERYTHING)] == [("claimed", 0.4)]
    add(store, fact("Iran", "SUPPORTS", "Badr", confidence=0.5, modality="asserted"))
    assert [(relation.modality, relation.confidence) for relation in store.relations(EVERYTHING)] == [("asserted", 0.7)]
