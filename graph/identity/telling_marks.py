"""Marks by which a judgement names single tellings, whatever relation they belong to now."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import NamedTuple

from ..model import Telling


class Marked(NamedTuple):
    """The fields of a telling that its mark is made of; its ends are the ids that it was loaded with."""

    source: str
    relation: str
    target: str
    start: str
    end: str
    document: str | None
    paragraph: int | None
    quote: str | None


def mark(telling: Marked, *, symmetric: bool) -> str:
    """Make the mark of a telling: its document and a hash of its content; the same in every store.

    >>> mark(Marked("person:a", "MET_WITH", "person:b", "2020", "", "memo", 1, None), symmetric=True)
    'memo 34534009a45a9fd1'
    """
    ends = [telling.source, telling.target]
    said = [*(sorted(ends) if symmetric else ends), telling.relation, telling.start, telling.end]
    content = json.dumps([*said, telling.document or "", telling.paragraph or 0, telling.quote or ""])
    return f"{telling.document or ''} {sha256(content.encode()).hexdigest()[:16]}".strip()


def mark_of(source: str, relation: str, target: str, telling: Telling, *, symmetric: bool) -> str:
    """Make the mark of a telling of a relation, given its current ends."""
    marked = Marked(
        telling.source_id or source, relation, telling.target_id or target, telling.start or "", telling.end or "",
        telling.document, telling.paragraph, telling.quote,
    )  # fmt: skip
    return mark(marked, symmetric=symmetric)
