"""Scopes and rules as SQL: the conditions that searches and readings share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ...grading import UNGRADED
from ...model import RANK
from ...scope import Scope


def numbers(values: Iterable[int]) -> str:
    """Return integers as an SQL list; safe to write into a statement because they are integers."""
    return "(" + ",".join(str(int(value)) for value in values) + ")"


def terms_of(known: Mapping[str, int], names: Collection[str]) -> list[int]:
    """Return the store's numbers of types or relations; those it never met match nothing."""
    return [known[name] for name in names if name in known]


def in_scope(scope: Scope) -> tuple[str, dict[str, object]]:
    """Return the condition on a row of `relation` (as r) that a scope sets on time, grade and modality."""
    conditions = [f"r.modality IN {numbers(RANK[name] for name in scope.modalities)}"]
    values: dict[str, object] = {}
    if scope.high:
        conditions.append("r.starts <= :high")
        values["high"] = scope.high
    if scope.low:
        conditions.append("(r.ends = '' OR r.ends || '~' >= :low)")
        values["low"] = scope.low
    if scope.dated_only:
        conditions.append("(r.starts != '' OR r.ends != '')")
    if scope.min_confidence > 0:
        conditions.append(f"coalesce(r.confidence, {UNGRADED}) >= :sure")
        values["sure"] = scope.min_confidence
    if scope.undisputed:
        conditions.append("r.disputed = 0")
    return " AND ".join(conditions), values
