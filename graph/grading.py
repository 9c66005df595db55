"""Admiralty grading: the confidence of a telling and the weight of a relation (docs/semantics.md, Grades)."""

from __future__ import annotations

RELIABILITY = {"A": 0.95, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": None}
CREDIBILITY = {1: 0.95, 2: 0.8, 3: 0.6, 4: 0.4, 5: 0.2, 6: None}
"""The confidence of each grade; F and 6 mean that it cannot be judged, which is the same as no grade."""

UNSTATED = 0.8
"""The confidence of a missing grade if the other one is given."""

UNGRADED = 0.5
"""The confidence of an ungraded relation or voice."""


def rounded(value: float) -> float:
    """Round a value to 9 decimals, halves upward, the same on every engine.

    The margin over one half is wider than the error of a product of floats: products that are equal in decimals round
    alike, in whatever order they were multiplied. Cypher computes the same expression.

    >>> rounded(0.7 * 0.8 * 0.6) == rounded(0.6 * 0.8 * 0.7) == 0.336
    True
    """
    return (value * 1e9 + 0.500001) // 1 / 1e9


def telling_confidence(
    given: float | None, credibility: int | None, reliability: str | None, extraction: float | None = None
) -> float | None:
    """Compute the confidence of a telling (0..1): the given number, else the product of its grades, else None.

    It is multiplied by `extraction`, a program's confidence in having read the text correctly.

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
    """Compute the weight of a relation; an ungraded one counts as .5."""
    return rounded(strength * (UNGRADED if confidence is None else confidence))
