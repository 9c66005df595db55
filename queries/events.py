"""Events and their parts."""

from __future__ import annotations

from ..graph.errors import UnknownName
from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Row
from ..graph.schema import HARMS
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer
from ._events import EventCard, event_cards, places_within

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
    if category is not None:
        category = _category(store, category)
    chosen: set[str] | None = None
    for selected in (
        _by(store, scope, by) if by else None,
        _on(store, scope, on) if on else None,
        _at(store, scope, at) if at else None,
        {event.id for event in store.entities(types=store.schema.event_types) if event.kind == category}
        if category
        else None,
    ):
        if selected is not None:
            chosen = selected if chosen is None else chosen & selected
    order = sorted(event_cards(store, scope, chosen, bare=True).values(), key=by_date)
    shown = [card.id for card in order[:limit]]
    full = event_cards(store, scope, shown)
    cards = [full[id_] for id_ in shown]
    rows = [_row(card) for card in cards]
    relations = [relation for card in cards for relation in card.relations]
    entities = [end for relation in relations for end in (relation.source, relation.target)]
    return answer(
        "events", COLUMNS, rows, entities=[*(card.id for card in cards), *entities],
        relations=[relation.id for relation in relations], limit=limit, total=len(order),
        heading=_heading(order),
    )  # fmt: skip


def _heading(cards: list[EventCard]) -> str:
    """Say how many events there are, and of how many the date is known."""
    dated = sum(card.date is not None for card in cards)
    all_dated = dated == len(cards)
    return f"{counted(len(cards), 'event')}{'' if all_dated else f', {dated:,} of them dated'}." if cards else ""


def _category(store: Store, word: str) -> str:
    """Find the kind of event that a word means; raises UnknownName, which lists the kinds there are."""
    kinds = sorted({event.kind for event in store.entities(types=store.schema.event_types) if event.kind})
    wanted = word.strip().casefold().replace(" ", "_").replace("-", "_")
    for kind in kinds:
        if wanted in (kind.casefold(), kind.casefold().replace(" ", "_")):
            return kind
    raise UnknownName("category", word, kinds)


def by_date(card: EventCard) -> tuple[bool, str, str]:
    """Make the sort key of events: dated ones first, earliest first, then by id."""
    return card.date is None, card.date or "", card.id


def _row(card: EventCard) -> Row:
    return {
        "event": card.id, "date": card.date, "place": card.place, "perpetrators": card.perpetrators,
        "claimed_by": card.claimed_by, "targets": card.targets, "killed": card.toll("killed"),
        "injured": card.toll("injured"),
    }  # fmt: skip


def _by(store: Store, scope: Scope, mention: str) -> set[str]:
    return _joined(store, scope, [resolve(store, mention)], ("perpetrator", "claimant"))


def _on(store: Store, scope: Scope, mention: str) -> set[str]:
    return _joined(store, scope, [resolve(store, mention)], HARMS)


def _at(store: Store, scope: Scope, mention: str) -> set[str]:
    return _joined(store, scope, sorted(places_within(store, resolve(store, mention))), ("place",))


def _joined(store: Store, scope: Scope, entities: list[str], roles: tuple[str, ...]) -> set[str]:
    schema = store.schema
    relations = store.relations(Selection(scope, about=entities, names=schema.with_role(*roles)), bare=True)
    return {end for relation in relations for end in (relation.source, relation.target) if schema.is_event(end)}
