"""Tellings of one relation that stand together, as in an export: they are summed up before they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, islice
from operator import eq
from typing import Any

from ...model import Facts
from ...schema import Schema
from .documents import GRADE, GRADE_BITS, RELIABILITIES, Publishers
from .value_rows import Said, Sums, said, together


class Runs:
    """Sums up the tellings of a relation that follow one another."""

    def __init__(self, publishers: Publishers, sums: Sums) -> None:
        self._publishers = publishers
        self._sums = sums

    def add_up(self, facts: Facts, worth: list[tuple[Any, ...]], schema: Schema) -> int:
        """Return how many tellings are covered by one that stands before them.

        `worth` has the columns of each by itself (see Alone); in those of a run, the first gets what all come to, and
        the others nothing. A run that says something twice is left as it is, to be summed up in the end.
        """
        covered = 0
        for first, after in _runs(facts.relation_ids):
            different = {*zip(*(column[first:after] for column in facts[-_SAID:]), strict=True)}
            if len(different) == after - first:
                tellings = [self._telling(facts, place) for place in range(first, after)]
                total = together(tellings, schema.relations[facts.relations[first]].strength)
                for place in range(first, after):
                    name, _, details = worth[place]
                    worth[place] = name, None if place > first else self._sums[total], details
                covered += after - first - 1
        return covered

    def _telling(self, facts: Facts, place: int) -> tuple[Said, str]:
        number, grade = facts.documents[place] >> GRADE_BITS, facts.documents[place] & GRADE
        publisher = self._publishers[number] if number else f"telling {place}"
        return said(facts.details[place], facts.credibilities[place], RELIABILITIES[grade]), publisher


_SAID = 5  # the last columns of facts: what makes two tellings of one relation differ


def _runs(keys: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return where keys that repeat the one before them begin, and where they have ended."""
    first = after = 0
    for place in compress(range(1, len(keys)), map(eq, islice(keys, 1, None), keys)):
        if place > after:
            if after:
                yield first, after
            first = place - 1
        after = place + 1
    if after:
        yield first, after
