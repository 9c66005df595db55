"""Admiralty grading: from grades to the confidence of a telling and the weight of a relation (semantics, section 5)."""

from __future__ import annotations

RELIABILITY = {"A": 0.95, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": None}
CREDIBILITY = {1: 0.95, 2: 0.8, 3: 0.6, 4: 0.4, 5: 0.2, 6: None}
"""What the grades are worth; F and 6 say that nobody can judge, which is the same as no grade."""

UNSTATED = 0.8
"""What the grade counts as that is missing where the other one is given."""

UNGRADED = 0.5
"""What a relation or a voice counts as that nobody has graded."""


def rounded(value: float) -> float:
    """Return the value to 9 decimals, halves upward, the same on every engine.

    The margin over one half is wider than the error of a product of floats: values that are equal in
    decimals round alike in whatever order they were multiplied. Cypher computes the same expression.

    >>> rounded(0.7 * 0.8 * 0.6) == rounded(0.6 * 0.8 * 0.7) == 0.336
    True
    """
    return (value * 1e9 + 0.500001) // 1 / 1e9


def telling_confidence(
    given: float | None, credibility: int | None, reliability: str | None, extraction: float | None = None
) -> float | None:
    """Return the confidence of a telling (0..1): the number given, else the product of its grades, else None.

    `extraction`, how sure a program is that the text says so, multiplies it.

    >>> telling_confidence(None, 3, "C"), telling_confidence(None, None, "F", 0.9)
    (0.36, 0.45)
    """
    confidence = given
    if confidence is None:
        grades = CREDIBILITY.get(credibility or 6), RELIABILITY.get(reliability or "F")
        if any(grades):
            confidence = (grades[0] or UNSTATED) * (grades[1] or UNSTATED)
    if extraction is not None:
        confidence = (UNGRADED if confidence is None else confidence) * extraction
    return None if confidence is None else rounded(confidence)


def weight(strength: float, confidence: float | None) -> float:
    """Return the weight of a relation; one that is ungraded counts as .5."""
    return rounded(strength * (UNGRADED if confidence is None else confidence))
