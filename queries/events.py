"""What happened."""

from __future__ import annotations

from ..graph.errors import UnknownName
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

    Earliest first, undated ones last. An event's date is the earliest that its relations tell; `place` is
    the surest of several; `targets` are those it targeted, killed or injured. Casualties are null when nobody
    counted them. What is only foreseen or denied is no event, unless --modality admits it.

    `by`: entity that perpetrated or claimed it.
    `on`: entity that it targeted, killed or injured.
    `at`: entity where it happened, or of which that place is a part.
    `category`: kind of event: attack, strike, offensive, protest ….
    """
    if category is not None:
        category = _category(store, category)
    chosen: set[str] | None = None
    for found in (
        _by(store, scope, by) if by else None,
        _on(store, scope, on) if on else None,
        _at(store, scope, at) if at else None,
        {one.id for one in store.entities(types=store.schema.event_types) if one.kind == category}
        if category
        else None,
    ):
        if found is not None:
            chosen = found if chosen is None else chosen & found
    order = sorted(event_cards(store, scope, chosen, bare=True).values(), key=by_date)
    told = event_cards(store, scope, [one.id for one in order[:limit]])
    cards = [told[one.id] for one in order[:limit]]
    rows = [_row(card) for card in cards]
    relations = [one for card in cards for one in card.relations]
    entities = [end for one in relations for end in (one.source, one.target)]
    return answer(
        "events", COLUMNS, rows, entities=[*(card.id for card in cards), *entities],
        relations=[one.id for one in relations], limit=limit, total=len(order),
    )  # fmt: skip


def _category(store: Store, word: str) -> str:
    """Return the kind of event that a word means; raises UnknownName with those there are."""
    kinds = sorted({event.kind for event in store.entities(types=store.schema.event_types) if event.kind})
    wanted = word.strip().casefold().replace(" ", "_").replace("-", "_")
    for kind in kinds:
        if wanted in (kind.casefold(), kind.casefold().replace(" ", "_")):
            return kind
    raise UnknownName("category", word, kinds)


def by_date(card: EventCard) -> tuple[bool, str, str]:
    """Return what events are ordered by: dated ones first, earliest first, then by id."""
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
    return {end for one in relations for end in (one.source, one.target) if schema.is_event(end)}
