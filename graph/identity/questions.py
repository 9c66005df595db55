"""Candidates grouped by the difference of their names, so that one answer can settle many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .candidates import Candidate
from .differences import Difference


class Question(NamedTuple):
    """Candidates whose names differ by the same words; the best first."""

    difference: Difference
    candidates: tuple[Candidate, ...]


def questions(listed: Iterable[Candidate]) -> list[Question]:
    """Group candidates, given the best first, by the difference of their names; groups are sorted by their best.

    Candidates whose names differ in spelling or order alone are not grouped.
    """
    groups: dict[object, list[Candidate]] = {}
    for candidate in listed:
        key = candidate.difference.key
        groups.setdefault(key if any(key) else candidate.pair, []).append(candidate)
    return [Question(group[0].difference, tuple(group)) for group in groups.values()]
