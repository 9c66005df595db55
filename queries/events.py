"""Events and their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..graph.derive import Span
from ..graph.errors import UnknownName
from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Row
from ..graph.schema import HARMS
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer, pages_of
from ._events import EventCard, event_cards, places_within, span, spans_of_events

EXAMPLE = 'events --on "Qassem Soleimani"'
QUESTION = "Which events were there?"
COLUMNS: Columns = {
    "event": "entity",
    "date": "date",
    "place": "entity",
    "perpetrators": "entity",
    "claimed_by": "entity",
    "targets": "entity",
    "killed": "number",
    "injured": "number",
}


def events(
    store: Store,
    *,
    by: EntityRef | None = None,
    on: EntityRef | None = None,
    at: EntityRef | None = None,
    category: str | None = None,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Events with date, place, perpetrators, claims, targets and casualties.

    Earliest first, undated ones last. An event's date is that of its most confident dated relation; `place` is the
    most confident of several; `targets` are those it targeted, killed or injured. Casualties are null when nobody
    counted them. An event that is only forecast or denied is left out, unless --modality admits it.

    `by`: entity that perpetrated or claimed the event.
    `on`: entity that it targeted, killed or injured.
    `at`: place where it happened, or of which that place is a part.
    `category`: kind of event: attack, strike, offensive, protest ….
    """
    order, dated = _order(store, scope, Conditions(by, on, at, category))
    return _answer(store, scope, order[:limit])._replace(total=len(order), heading=_heading(len(order), dated))


def pages(store: Store, *, scope: Scope = EVERYTHING, **conditions: str | None) -> Iterator[Answer]:
    """Yield the answer of `events` a page at a time; its other options are `conditions`."""
    order, _ = _order(store, scope, Conditions(**conditions))
    return pages_of(order, lambda some: _answer(store, scope, some))


class Conditions(NamedTuple):
    """The conditions on an event, as options of `events`; None admits all."""

    by: str | None = None
    on: str | None = None
    at: str | None = None
    category: str | None = None


def _order(store: Store, scope: Scope, conditions: Conditions) -> tuple[list[str], int]:
    """List the events that meet all conditions, in the order of the answer; count also the dated ones."""
    selected = list(_selected(store, scope, conditions))
    spans = spans_of_events(store, scope, set.intersection(*selected) if selected else None)
    dated = sum(1 for days in spans.values() if any(days))
    return sorted(spans, key=lambda event: _by_date(event, spans[event])), dated


def _selected(store: Store, scope: Scope, conditions: Conditions) -> Iterator[set[str]]:
    """Yield the events that meet each of the conditions."""
    by, on, at, category = conditions
    if category is not None:
        kind = _kind(store, category)
        yield {event.id for event in store.entities(types=store.schema.event_types) if event.kind == kind}
    if by:
        yield _joined(store, scope, [resolve(store, by)], ("perpetrator", "claimant"))
    if on:
        yield _joined(store, scope, [resolve(store, on)], HARMS)
    if at:
        yield _joined(store, scope, sorted(places_within(store, resolve(store, at))), ("place",))


def _answer(store: Store, scope: Scope, events: Sequence[str]) -> Answer:
    """Look up the rows of some events."""
    by_id = event_cards(store, scope, events)
    cards = [by_id[event] for event in events]
    relations = [relation for card in cards for relation in card.relations]
    entities = [end for relation in relations for end in (relation.source, relation.target)]
    return answer(
        "events", COLUMNS, list(map(_row, cards)), entities=[*events, *entities],
        relations=[relation.id for relation in relations],
    )  # fmt: skip


def _heading(total: int, dated: int) -> str:
    """Count the events in a sentence, and the dated ones among them."""
    return f"{counted(total, 'event')}{'' if dated == total else f', {dated:,} of them dated'}." if total else ""


def _kind(store: Store, word: str) -> str:
    """Find the kind of event that a word means; raises UnknownName for an unknown one."""
    kinds = sorted({event.kind or "" for event in store.entities(types=store.schema.event_types)})
    known = [kind for kind in kinds if kind]
    wanted = word.strip().casefold().replace(" ", "_").replace("-", "_")
    for kind in known:
        if wanted in (kind.casefold(), kind.casefold().replace(" ", "_")):
            return kind
    advice = "" if known else "No event in the store has a category." if kinds else "The store has no events."
    raise UnknownName("category", word, known, advice)


def _by_date(event: str, days: Span) -> tuple[bool, str, str]:
    """Make the sort key of an event: dated ones first, earliest first, then by id."""
    date = span(*days)
    return date is None, date or "", event


def _row(card: EventCard) -> Row:
    return {
        "event": card.id, "date": card.date, "place": card.place, "perpetrators": card.perpetrators,
        "claimed_by": card.claimed_by, "targets": card.targets, **card.tolls,
    }  # fmt: skip


def _joined(store: Store, scope: Scope, entities: list[str], roles: tuple[str, ...]) -> set[str]:
    """Find the events that relations of some roles join to one of the entities."""
    schema = store.schema
    relations = store.relations(Selection(scope, about=entities, names=schema.with_role(*roles)), bare=True)
    return {end for relation in relations for end in (relation.source, relation.target) if schema.is_event(end)}
