"""Events as their relations tell them: when, where, by whom, on whom, with how many hurt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..graph.derive import Span, event_spans
from ..graph.model import Relation
from ..graph.schema import EVENT_PARTS, HARMS, LINKS, Schema
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import strongest

TOLD_ROLES = (*EVENT_PARTS, "claimant", *LINKS)
"""Roles of the relations of which an event needs one to be there at all, within the scope."""


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event with its relations in a scope, strongest first."""

    id: str
    relations: tuple[Relation, ...]
    schema: Schema

    @property
    def span(self) -> Span:
        """When it took place: the span of its surest dated relation, then the earliest."""
        return event_spans(self.relations, self.schema).get(self.id, (None, None))

    @property
    def date(self) -> str | None:
        """The span as one text, None when nobody tells it."""
        return span(*self.span)

    @property
    def place(self) -> str | None:
        """Where it happened: the entity if there is one, else the words."""
        places = self._others("place")
        return places[0] if places else next((one.place for one in self.relations if one.place), None)

    @property
    def perpetrators(self) -> list[str]:
        """Who carried it out."""
        return self._others("perpetrator")

    @property
    def claimed_by(self) -> list[str]:
        """Who claimed it."""
        return self._others("claimant")

    @property
    def targets(self) -> list[str]:
        """Whom or what it targeted, killed or injured."""
        return self._others(*HARMS)

    def toll(self, role: str) -> int | str | None:
        """Return how many were killed or injured, None when nobody was: counts add up over victims.

        Without a count who acts is one, a population none. Words that give no number stand beside the sum.
        """
        victims = self._with_role(role)
        if not victims:
            return None
        counts = [self._count(relation) for relation in victims]
        total = sum(number for number, _ in counts)
        words = [word for _, word in counts if word]
        return " and ".join(filter(None, [str(total or ""), *words])) if words else total

    def _with_role(self, *roles: str) -> list[Relation]:
        return [relation for relation in self.relations if self.schema.role(relation.relation) in roles]

    def _others(self, *roles: str) -> list[str]:
        told = self._with_role(*roles)
        return list(dict.fromkeys(one.target if one.source == self.id else one.source for one in told))

    def _count(self, relation: Relation) -> tuple[int, str]:
        """Return the number that a relation adds, and the word that it says instead of one."""
        count = relation.attributes.get("count")
        if count is None:
            return int(self.schema.acts(relation.target)), ""
        last = str(count).replace(",", "").split(" ")[-1]
        return (int(last), "") if last.isdecimal() else (0, str(count))


def event_cards(
    store: Store, scope: Scope, events: Collection[str] | None = None, *, bare: bool = False
) -> dict[str, EventCard]:
    """Return the cards of some events, or of all; those that nothing in the scope tells of are left out.

    `bare` cards know neither counts nor words for places.
    """
    schema = store.schema
    names = [name for name in schema.with_role(*TOLD_ROLES) if not scope.relations or name in scope.relations]
    by_event: dict[str, list[Relation]] = {}
    for relation in store.relations(Selection(scope, about=events, names=names), bare=bare):
        for end in {relation.source, relation.target}:
            if schema.is_event(end) and (events is None or end in events):
                by_event.setdefault(end, []).append(relation)
    return {id_: EventCard(id_, tuple(strongest(relations)), schema) for id_, relations in by_event.items()}


def events_of(store: Store, scope: Scope, entity: str) -> set[str]:
    """Return the events that an entity has a part in; an event has a part in itself."""
    schema = store.schema
    events = {entity} if schema.is_event(entity) else set()
    names = schema.with_role(*TOLD_ROLES)
    for relation in store.relations(Selection(scope, about=[entity], names=names), bare=True):
        events.update(end for end in (relation.source, relation.target) if schema.is_event(end))
    return events


def places_within(store: Store, place: str) -> set[str]:
    """Return a place and all that is located in it or part of it."""
    schema = store.schema
    found, frontier = {place}, {place}
    while frontier:
        inside = Selection(about=sorted(frontier), names=schema.with_role("part"))
        near = {one.source for one in store.relations(inside, bare=True) if one.target in frontier}
        frontier = {one for one in near if schema.entity_type(one) in schema.place_types} - found
        found |= frontier
    return found


def span(start: str | None, end: str | None) -> str | None:
    """Return dates as one ISO text: a date, or an interval whose open side is `..`; None when undated.

    >>> span("2014", None), span("2020-01-03", "2020-01-03")
    ('2014/..', '2020-01-03')
    """
    if start == end:
        return start
    return f"{start or '..'}/{end or '..'}"
