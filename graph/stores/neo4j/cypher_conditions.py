"""Scopes as Cypher conditions, shared by searches and reading."""

from __future__ import annotations

from typing import Any

from ...grading import UNGRADED
from ...scope import Scope


def in_scope(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Write a scope's condition on time, grade and modality of a relationship r."""
    conditions = ["r.modality IN $modalities"]
    values: dict[str, Any] = {"modalities": list(scope.modalities)}
    if scope.high:
        conditions.append("(r.start IS NULL OR r.start <= $high)")
        values["high"] = scope.high
    if scope.low:
        conditions.append("(r.end IS NULL OR r.end + '~' >= $low)")
        values["low"] = scope.low
    if scope.dated_only:
        conditions.append("(r.start IS NOT NULL OR r.end IS NOT NULL)")
    if scope.min_confidence > 0:
        conditions.append(f"coalesce(r.confidence, {UNGRADED}) >= $sure")
        values["sure"] = scope.min_confidence
    if scope.undisputed:
        conditions.append("r.disputed IS NULL")
    if scope.avoid:
        conditions.append("NOT a.id IN $avoid AND NOT b.id IN $avoid")
        values["avoid"] = list(scope.avoid)
    return " AND ".join(conditions), values
