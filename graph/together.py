"""The days on which all hops of a path were in force together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .dates import first_day, last_day, next_day
from .model import Relation
from .schema import Schema

Days = tuple[str, str]
"""First and last day; "" and "~" where open."""

ALWAYS: Days = ("", "~")


def together(hops: Iterable[Sequence[Relation]], schema: Schema) -> list[str | None] | None:
    """Find the first unbroken span of days on which every hop has a valid tie, as [start, end].

    Only hops that have ties count. Open bounds are None; [] when there is no such day, None when no tie is dated.
    """
    spans = [ALWAYS]
    dated = False
    for hop in hops:
        ties = [relation for relation in hop if schema.relations[relation.relation].aspect == "tie"]
        if ties:
            dated = dated or any(tie.start or tie.end for tie in ties)
            spans = _shared(spans, _joined(ties))
    if not dated:
        return None
    return [spans[0][0] or None, None if spans[0][1] == "~" else spans[0][1]] if spans else []


def undated(hops: Iterable[Sequence[Relation]]) -> int:
    """Count the hops without any date."""
    return sum(not any(relation.start or relation.end for relation in hop) for hop in hops)


def _joined(ties: Iterable[Relation]) -> list[Days]:
    """Merge the days of ties into spans that do not touch."""
    joined: list[Days] = []
    for start, end in sorted(
        (first_day(tie.start) if tie.start else "", last_day(tie.end) if tie.end else "~") for tie in ties
    ):
        if joined and (joined[-1][1] == "~" or start <= next_day(joined[-1][1])):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _shared(spans: Iterable[Days], others: Sequence[Days]) -> list[Days]:
    """Intersect two lists of spans."""
    meet = ((max(a[0], b[0]), min(a[1], b[1])) for a in spans for b in others)
    return sorted((start, end) for start, end in meet if start <= end)
