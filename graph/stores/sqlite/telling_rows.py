"""Convert rows of tellings to the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...model import Telling
from ...telling_details import telling_from

COLUMNS = """
d.id, d.publisher, d.published, d.reliability, d.text IS NOT NULL, d.retracted IS NOT NULL, t.paragraph, t.credibility,
t.source_as, t.target_as, t.quote, t.details, (SELECT id FROM entity WHERE n = t.source_told),
(SELECT id FROM entity WHERE n = t.target_told), coalesce(t.own, t.starts || '/' || t.ends)
"""
"""The columns of a telling (t) and its document (d) that `telling_of` reads."""


def telling_of(row: Sequence[Any]) -> Telling:
    """Make the telling of a row of COLUMNS."""
    start, _, end = row[-1].partition("/")
    columns: tuple[Any, ...] = (*row[:-1], start, end)
    return telling_from(*columns)
