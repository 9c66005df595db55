"""The relation of new tellings that differ only in document, place and quote, as most do that a load groups.

Its worth follows from their grades and publishers alone. Not making a Telling of each, nor groups, takes a third of
the time (bench/load.py); any other tellings are grouped by graph.merging, with the same result for these.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ...grading import telling_confidence
from ...model import MODALITIES, RANK
from ...schema import RelationType
from ...telling_details import read_details
from ...voices import confidence_of
from .keyed_rows import DETAILS, HEAD, NUMBER, STATE, Row
from .regrouped_rows import StoredRelation
from .worths import Worth, Worths

DOCUMENT, PUBLISHER, _PUBLISHED, RELIABILITY, _HAS_TEXT, RETRACTED, PARAGRAPH, CREDIBILITY = range(HEAD, HEAD + 8)
QUOTE = DETAILS - 1
_RELATION, _START, _END = range(STATE.start, STATE.start + 3)


class _Source(NamedTuple):
    """What a telling contributes to the confidence of its relation."""

    document: str | None
    publisher: str | None
    quote: str | None
    confidence: float | None


def relation_of_alike(rows: Sequence[Row], type_: RelationType, worths: Worths, last: int) -> StoredRelation | None:
    """Make the relation of the tellings of a key, None unless all are new (after number `last`) and alike."""
    first = rows[0]
    if first[NUMBER] <= last or any(row[RETRACTED] for row in rows) or not _are_alike(rows):
        return None
    details = read_details(first[DETAILS]) if first[DETAILS] else {}
    attributes = details.get("attributes", {})
    if details.keys() - {"attributes"} or "ref" in attributes or "against" in attributes:
        return None
    sources = [_source(row) for row in rows]
    lead = _best(rows, sources) if type_.aspect == "event" else first
    if lead is None:
        return None
    strength = attributes.get("strength", type_.strength)
    worth = worths.number(Worth(strength, confidence_of(sources), RANK[MODALITIES[0]], 0))
    numbers = tuple(row[NUMBER] for row in rows)
    return StoredRelation(first[_RELATION], lead, numbers, first[_START], first[_END], worth)


def _are_alike(rows: Sequence[Row]) -> bool:
    """Check that the tellings make the same relation when each is alone, with the same details."""
    return len({(row[_RELATION], row[-1], row[DETAILS]) for row in rows}) == 1


def _source(row: Row) -> _Source:
    return _Source(row[DOCUMENT], row[PUBLISHER], row[QUOTE] or None, _graded(row[CREDIBILITY], row[RELIABILITY]))


@lru_cache(maxsize=100)  # there are few grades
def _graded(credibility: int | None, reliability: str | None) -> float | None:
    return telling_confidence(None, credibility, reliability)


def _best(rows: Sequence[Row], sources: Sequence[_Source]) -> Row | None:
    """Find the row of the best graded telling, the first by document and paragraph; None if there are two."""
    ranked = sorted(
        (2.0 if source.confidence is None else -source.confidence, source.document or "", row[PARAGRAPH] or 0, place)
        for place, (row, source) in enumerate(zip(rows, sources, strict=True))
    )
    if len(ranked) > 1 and ranked[0][:3] == ranked[1][:3]:
        return None
    return rows[ranked[0][3]]
