"""Find the quotes of plain facts in the texts of their documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from .columns import Columns
from .documents import Evidence
from .plain_facts import FullFact, PlainFact

Stated: TypeAlias = tuple[int | None, int | None]
"""The first and last character that a fact states for its quote."""

NOT_STATED: Stated = (None, None)
_PAST_ALL = 1 << 63


class ColumnQuotes:
    """Looks up quotes whose place is as their facts say; others need FactChecker, which may note or reject them."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def find(self, facts: Sequence[PlainFact], columns: Columns) -> None:
        """Put the wording and the place of quotes into the columns, and whether each was found or has no text."""
        documents: list[str] = columns["document"]
        refused, texts = self._evidence.refused, self._evidence.texts
        columns["quoted"] = [document not in refused for document in documents] if refused else [True] * len(facts)
        all_stated = _stated(facts)
        has_texts = bool(texts) and not texts.keys().isdisjoint(documents)
        if not has_texts and all_stated.count(NOT_STATED) == len(facts):
            return
        for row, (document, stated) in enumerate(zip(documents, all_stated, strict=True)):
            quote, paragraph = columns["quote"][row], columns["paragraph"][row]
            if quote is not None and document in texts:
                place = self._evidence.place(document, quote, paragraph, stated)
                columns["quote"][row] = place.wording if place else quote
                self._put(columns, row, (place.start, place.end) if place else None)
            elif document in texts and self._evidence.outside(document, paragraph, stated):
                columns["quoted"][row] = False
            elif stated != NOT_STATED:
                self._put(columns, row, stated if _is_possible(*stated) else None)

    def _put(self, columns: Columns, row: int, place: Stated | None) -> None:
        """Put a place into the details of a fact, None for one that FactChecker must find."""
        details = columns["details"][row]
        if place is None or details is None:
            columns["quoted"][row] = False
        else:
            columns["details"][row] = details.placed(*place)


def _stated(facts: Sequence[PlainFact]) -> list[Stated]:
    """List the first and last character that facts, all of one class, state for their quotes."""
    if facts and isinstance(facts[0], FullFact):
        return [(fact.start_char, fact.end_char) for fact in facts if isinstance(fact, FullFact)]
    return [NOT_STATED] * len(facts)


def _is_possible(start: int | None, end: int | None) -> bool:
    """Check whether numbers may be the first and last character of a quote."""
    given = [number for number in (start, end) if number is not None]
    return given == sorted(given) and all(0 <= number < _PAST_ALL for number in given)
