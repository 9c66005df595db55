"""Where a telling differs from the relation that it is part of: its own dates, place and attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .wording import details, when

if TYPE_CHECKING:
    from ..graph.model import Relation, Telling


def own_statement(telling: Telling, relation: Relation) -> str:
    """Write what a telling states otherwise than its relation; "" where it says the same or less.

    Of a relation on 2020-03-14 with five victims, a telling may say “in 2020-03 (count: 6)”.
    """
    dates = telling.start, telling.end
    dated = when(*dates) if any(dates) and dates != (relation.start, relation.end) else ""
    differing = {
        name: value for name, value in telling.attributes.items() if value != relation.attributes.get(name, value)
    }
    place = f"at {telling.place}" if telling.place and telling.place != relation.place else ""
    return " ".join(filter(None, [dated, place, details(differing)]))
