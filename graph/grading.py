"""Admiralty grading: from grades to the confidence of a telling and of a relation (semantics, section 4)."""

from __future__ import annotations

from collections.abc import Iterable

RELIABILITY = {"A": 0.95, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": 0.5}
CREDIBILITY = {1: 0.95, 2: 0.8, 3: 0.6, 4: 0.4, 5: 0.2, 6: 0.5}


def rounded(value: float) -> float:
    """Return the value to 9 decimals, halves upward, the same on every engine.

    The margin over one half is wider than the error of a product of floats: values that are equal in
    decimals round alike in whatever order they were multiplied. Cypher computes the same expression.

    >>> rounded(0.7 * 0.8 * 0.6) == rounded(0.6 * 0.8 * 0.7) == 0.336
    True
    """
    return (value * 1e9 + 0.500001) // 1 / 1e9


def telling_confidence(given: float | None, credibility: int | None, reliability: str | None) -> float | None:
    """Return the confidence of a telling (0..1): the number given, else the product of the given grades, else None."""
    if given is not None:
        return rounded(given)
    grades = []
    if reliability in RELIABILITY:
        grades.append(RELIABILITY[reliability])
    if credibility in CREDIBILITY:
        grades.append(CREDIBILITY[credibility])
    if not grades:
        return None
    return rounded(grades[0] * grades[1]) if len(grades) == 2 else grades[0]


def relation_confidence(graded: Iterable[tuple[str, float]]) -> float | None:
    """Return 1 - Π(1 - c) over publishers, the best telling of each; None when nothing is graded.

    `graded` holds (publisher, confidence) of the graded tellings.
    """
    best: dict[str, float] = {}
    for publisher, confidence in graded:
        best[publisher] = max(confidence, best.get(publisher, 0.0))
    if not best:
        return None
    doubt = 1.0
    for publisher in sorted(best):
        doubt *= 1.0 - best[publisher]
    return rounded(1.0 - doubt)
