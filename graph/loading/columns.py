"""The keys of plain facts as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from .plain_facts import PlainFact

Columns: TypeAlias = dict[str, list[Any]]

SIDES = ("source", "from"), ("target", "to")
"""The columns of ids and of handles."""


def attributes_of(facts: Sequence[PlainFact]) -> list[bytes]:
    """List the attributes of facts as the JSON that was read, b"" for none."""
    return [bytes(attributes) if (attributes := fact.attributes) else b"" for fact in facts]


def columns_of(facts: Sequence[PlainFact]) -> Columns:
    """Arrange the keys of facts in columns."""
    return {
        "source": [fact.source for fact in facts],
        "relation": [fact.relation for fact in facts],
        "target": [fact.target for fact in facts],
        "source_as": [fact.source_as for fact in facts],
        "target_as": [fact.target_as for fact in facts],
        "date": [fact.date for fact in facts],
        "start": [fact.start for fact in facts],
        "end": [fact.end for fact in facts],
        "document": [fact.document or "" for fact in facts],
        "paragraph": [fact.paragraph for fact in facts],
        "quote": [fact.quote or None for fact in facts],
        "credibility": [fact.credibility for fact in facts],
    }
