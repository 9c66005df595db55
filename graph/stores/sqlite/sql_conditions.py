"""Scopes as SQL conditions, shared by searches and reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ...grading import UNGRADED
from ...model import RANK
from ...scope import Scope


def numbers(values: Iterable[int]) -> str:
    """Write integers as an SQL list, which is safe in a statement because they are integers."""
    return "(" + ",".join(str(int(value)) for value in values) + ")"


def terms_of(known: Mapping[str, int], names: Collection[str]) -> list[int]:
    """List the store's numbers of types or relations; unknown ones match nothing."""
    return [known[name] for name in names if name in known]


def in_scope(scope: Scope) -> tuple[str, dict[str, object]]:
    """Write a scope's condition on time, grade and modality of a row r of `relation`."""
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
