"""What happened."""

from __future__ import annotations

from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Row
from ..graph.schema import DERIVING
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer
from ._events import EventCard, event_cards, places_within

COLUMNS = ("event", "date", "place", "perpetrators", "claimed_by", "targets", "killed", "injured")


def events(
    store: Store,
    *,
    by: str | None = None,
    on: str | None = None,
    at: str | None = None,
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
    chosen: set[str] | None = None
    for found in (
        _by(store, scope, by) if by else None,
        _on(store, scope, on) if on else None,
        _at(store, scope, at) if at else None,
        {one.id for one in store.entities(types=["Event"]) if one.kind == category} if category else None,
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


def by_date(card: EventCard) -> tuple[bool, str, str]:
    """Return what events are ordered by: dated ones first, earliest first, then by id."""
    return card.date is None, card.date or "", card.id


def _row(card: EventCard) -> Row:
    return {
        "event": card.id, "date": card.date, "place": card.place, "perpetrators": card.perpetrators,
        "claimed_by": card.claimed_by, "targets": card.targets, "killed": card.toll("KILLED"),
        "injured": card.toll("INJURED"),
    }  # fmt: skip


def _by(store: Store, scope: Scope, mention: str) -> set[str]:
    return _joined(store, scope, [resolve(store, mention)], ("PERPETRATED", "CLAIMED"))


def _on(store: Store, scope: Scope, mention: str) -> set[str]:
    return _joined(store, scope, [resolve(store, mention)], DERIVING)


def _at(store: Store, scope: Scope, mention: str) -> set[str]:
    return _joined(store, scope, sorted(places_within(store, resolve(store, mention))), ("OCCURRED_AT",))


def _joined(store: Store, scope: Scope, entities: list[str], names: tuple[str, ...]) -> set[str]:
    held = store.relations(Selection(scope, about=entities, names=names), bare=True)
    return {end for one in held for end in (one.source, one.target) if end.startswith("event:")}
