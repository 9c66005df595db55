"""Events as their relations tell them: when, where, by whom, on whom, with how many hurt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..graph.model import Relation
from ..graph.schema import DERIVING
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import strongest

HAPPENING = ("PERPETRATED", "PARTICIPATED_IN", *DERIVING, "OCCURRED_AT")
"""Relations whose date is the event's own."""

TOLD_BY = (*HAPPENING, "CLAIMED", "RESPONSE_TO", "CAUSED")
"""Relations of which an event needs one to be there at all, within the scope."""


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event with its relations in a scope, strongest first."""

    id: str
    relations: tuple[Relation, ...]

    @property
    def date(self) -> str | None:
        """The earliest date told; one that a finer date falls into is not told apart from it."""
        told = {one.start for one in self.relations if one.relation in HAPPENING and one.start}
        fine = [date for date in told if not any(other != date and other.startswith(date) for other in told)]
        return min(fine, default=None)

    @property
    def place(self) -> str | None:
        """Where it happened: the entity if there is one, else the words."""
        found = self._others("OCCURRED_AT")
        return found[0] if found else next((one.place for one in self.relations if one.place), None)

    @property
    def perpetrators(self) -> list[str]:
        """Who carried it out."""
        return self._others("PERPETRATED")

    @property
    def claimed_by(self) -> list[str]:
        """Who claimed it."""
        return self._others("CLAIMED")

    @property
    def targets(self) -> list[str]:
        """Whom or what it targeted, killed or injured."""
        return self._others(*DERIVING)

    def toll(self, relation: str) -> int | None:
        """Return how many were killed or injured: counts add up, a person without a count is one, unknown is None."""
        counts = [_count(one) for one in self.relations if one.relation == relation]
        known = [count for count in counts if count is not None]
        return sum(known) if known else None

    def _others(self, *names: str) -> list[str]:
        ends = (one.target if one.source == self.id else one.source for one in self.relations if one.relation in names)
        return list(dict.fromkeys(ends))


def event_cards(
    store: Store, scope: Scope, events: Collection[str] | None = None, *, bare: bool = False
) -> dict[str, EventCard]:
    """Return the cards of some events, or of all; those that nothing in the scope tells of are left out.

    `bare` cards know neither counts nor words for places.
    """
    names = TOLD_BY if not scope.relations else [name for name in TOLD_BY if name in scope.relations]
    held: dict[str, list[Relation]] = {}
    for one in store.relations(Selection(scope, about=events, names=names), bare=bare):
        for end in {one.source, one.target}:
            if end.startswith("event:") and (events is None or end in events):
                held.setdefault(end, []).append(one)
    return {id_: EventCard(id_, tuple(strongest(relations))) for id_, relations in held.items()}


def events_of(store: Store, scope: Scope, entity: str) -> set[str]:
    """Return the events that an entity has a part in; an event has a part in itself."""
    found = {entity} if entity.startswith("event:") else set()
    for one in store.relations(Selection(scope, about=[entity], names=TOLD_BY), bare=True):
        found.update(end for end in (one.source, one.target) if end.startswith("event:"))
    return found


def places_within(store: Store, place: str) -> set[str]:
    """Return a place and all that is located in it or part of it."""
    found, frontier = {place}, {place}
    while frontier:
        inside = Selection(about=sorted(frontier), names=("LOCATED_IN", "PART_OF"))
        held = {one.source for one in store.relations(inside, bare=True) if one.target in frontier}
        frontier = {one for one in held if one.startswith("place:")} - found
        found |= frontier
    return found


def _count(one: Relation) -> int | None:
    count = one.attributes.get("count")
    if isinstance(count, int) and not isinstance(count, bool):
        return count
    return 1 if one.target.startswith("person:") else None


def span(start: str | None, end: str | None) -> str | None:
    """Return dates as one ISO text: a date, or an interval whose open side is `..`; None when undated.

    >>> span("2014", None), span("2020-01-03", "2020-01-03")
    ('2014/..', '2020-01-03')
    """
    if start == end:
        return start
    return f"{start or '..'}/{end or '..'}"
