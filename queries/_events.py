"""Events assembled from their relations: date, place, perpetrators, targets and casualties."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from ..graph.derive import Span, event_spans
from ..graph.model import Relation
from ..graph.schema import EVENT_PARTS, HARMS, LINKS, Schema
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import strongest
from ._tolls import toll, toll_words

EVENT_ROLES = (*EVENT_PARTS, "claimant", *LINKS)
"""Roles of the relations of which an event needs at least one to exist within a scope."""


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event, assembled from its relations in a scope, strongest first."""

    id: str
    relations: tuple[Relation, ...]
    schema: Schema

    @property
    def span(self) -> Span:
        """The dates of its most confident dated relation; of several, the earliest."""
        return event_spans(self.relations, self.schema).get(self.id, (None, None))

    @property
    def date(self) -> str | None:
        """The span as one text, None when no relation is dated."""
        return span(*self.span)

    @property
    def place(self) -> str | None:
        """The place as an entity if there is one, else in words."""
        places = self._others("place")
        return places[0] if places else next((relation.place for relation in self.relations if relation.place), None)

    @property
    def perpetrators(self) -> list[str]:
        """The entities that carried it out."""
        return self._others("perpetrator")

    @property
    def claimed_by(self) -> list[str]:
        """The entities that claimed it."""
        return self._others("claimant")

    @property
    def targets(self) -> list[str]:
        """The entities that it targeted, killed or injured."""
        return self._others(*HARMS)

    @property
    def tolls(self) -> dict[str, Any]:
        """The casualties as values of a row, with the words for people where these say more."""
        victims = {role: self._with_role(role) for role in ("killed", "injured")}
        shown = {role: toll_words(relations, self.schema) for role, relations in victims.items()}
        numbers = {role: toll(relations, self.schema) for role, relations in victims.items()}
        in_words = {role: words for role, words in shown.items() if words}
        return {**numbers, "shown": in_words} if in_words else numbers

    def _with_role(self, *roles: str) -> list[Relation]:
        return [relation for relation in self.relations if self.schema.role(relation.relation) in roles]

    def _others(self, *roles: str) -> list[str]:
        relations = self._with_role(*roles)
        return list(dict.fromkeys(other.target if other.source == self.id else other.source for other in relations))


def event_cards(store: Store, scope: Scope, events: Collection[str]) -> dict[str, EventCard]:
    """Assemble some events; an event without relations in the scope is left out."""
    by_event: dict[str, list[Relation]] = {}
    for event, relation in _parts(store, scope, events, bare=False):
        by_event.setdefault(event, []).append(relation)
    schema = store.schema
    return {id_: EventCard(id_, tuple(strongest(relations)), schema) for id_, relations in by_event.items()}


def spans_of_events(store: Store, scope: Scope, events: Collection[str] | None = None) -> dict[str, Span]:
    """Find the dates of some events, or all, without keeping their relations in memory."""
    spans: dict[str, Span] = {}

    def relations() -> Iterator[Relation]:
        for event, relation in _parts(store, scope, events, bare=True):
            spans[event] = (None, None)
            yield relation

    known = event_spans(relations(), store.schema)
    spans.update((event, span) for event, span in known.items() if event in spans)
    return spans


def _parts(store: Store, scope: Scope, events: Collection[str] | None, *, bare: bool) -> Iterator[tuple[str, Relation]]:
    """Yield some events, or all, each with a relation by which it exists in the scope."""
    schema = store.schema
    names = [name for name in schema.with_role(*EVENT_ROLES) if not scope.relations or name in scope.relations]
    for relation in store.relations(Selection(scope, about=events, names=names), bare=bare):
        for end in {relation.source, relation.target}:
            if schema.is_event(end) and (events is None or end in events):
                yield end, relation


def events_of(store: Store, scope: Scope, entity: str) -> set[str]:
    """Collect the events in which an entity takes part; an event takes part in itself."""
    schema = store.schema
    events = {entity} if schema.is_event(entity) else set()
    names = schema.with_role(*EVENT_ROLES)
    for relation in store.relations(Selection(scope, about=[entity], names=names), bare=True):
        events.update(end for end in (relation.source, relation.target) if schema.is_event(end))
    return events


def places_within(store: Store, place: str) -> set[str]:
    """Collect a place and all places located in it or part of it."""
    schema = store.schema
    places, frontier = {place}, {place}
    while frontier:
        inside = Selection(about=sorted(frontier), names=schema.with_role("part"))
        parts = {relation.source for relation in store.relations(inside, bare=True) if relation.target in frontier}
        frontier = {part for part in parts if schema.entity_type(part) in schema.place_types} - places
        places |= frontier
    return places


def span(start: str | None, end: str | None) -> str | None:
    """Write dates as one ISO text: a date, or an interval whose open side is `..`; None when undated.

    >>> span("2014", None), span("2020-01-03", "2020-01-03")
    ('2014/..', '2020-01-03')
    """
    if start == end:
        return start
    return f"{start or '..'}/{end or '..'}"
