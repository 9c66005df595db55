"""Find the quotes of plain facts in the texts of their documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .columns import Columns
from .documents import Evidence
from .plain_facts import FullFact, PlainFact

_NOT_STATED = None, None


class ColumnQuotes:
    """Looks up quotes whose place is as their facts say; others need FactChecker, which may note or reject them."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def find(self, facts: Sequence[PlainFact], columns: Columns) -> None:
        """Put the wording and the place of quotes into the columns, and whether each was found or has no text."""
        documents: list[str] = columns["document"]
        refused, texts = self._evidence.refused, self._evidence.texts
        columns["quoted"] = [document not in refused for document in documents]
        if texts.keys().isdisjoint(documents):
            return
        for row, (document, stated) in enumerate(zip(documents, _stated(facts), strict=True)):
            quote = columns["quote"][row]
            if quote is not None and document in texts:
                self._look_up(columns, row, stated)

    def _look_up(self, columns: Columns, row: int, stated: tuple[int | None, int | None]) -> None:
        quote, paragraph, details = (columns[name][row] for name in ("quote", "paragraph", "details"))
        place = self._evidence.place(columns["document"][row], quote, paragraph, stated)
        if place is None or details is None:
            columns["quoted"][row] = False
        else:
            columns["quote"][row] = place.wording
            columns["details"][row] = details.placed(place.start, place.end)


def _stated(facts: Sequence[PlainFact]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the first and last character that facts, all of one class, state for their quotes."""
    return (_characters(fact) if isinstance(fact, FullFact) else _NOT_STATED for fact in facts)


def _characters(fact: FullFact) -> tuple[int | None, int | None]:
    return fact.start_char, fact.end_char
