"""What happened when."""

from __future__ import annotations

from itertools import chain

from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Relation, Row
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer, smallest
from ._events import EventCard, event_cards, events_of, span

EXAMPLE = "timeline Daesh"
QUESTION = "What happened{around}, and when?"
COLUMNS: Columns = {
    "date": "date",
    "relation_or_event": "either",
    "who": "entity",
    "place": "entity",
    "killed": "number",
    "injured": "number",
}


def timeline(
    store: Store, entity: EntityRef | None = None, *, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Dated relations and events, earliest first.

    An event is one row with all that is told of it; its ends are its perpetrators and those it hit. A
    relation that lasts has an interval for a date, `..` where it is open. Rows come by (first date,
    last date, id).

    `entity`: the entity whose time is told; without it, everything.
    """
    about = None if entity is None else resolve(store, entity)
    events = None if about is None else events_of(store, scope, about)
    wanted = Selection(scope, about=None if about is None else [about])
    lasting = (
        one for one in store.relations(wanted, bare=True) if (one.start or one.end) and not _of_event(store, one)
    )
    cards = event_cards(store, scope, events, bare=True)
    dated = ((one.start or one.end or "", one.end or "", one.id) for one in lasting)
    spans = ((card.id, *card.span) for card in cards.values())
    happened = ((start or end or "", end or "", id_) for id_, start, end in spans if start or end)
    first, total = smallest(chain(dated, happened), limit)
    shown = [id_ for _, _, id_ in first]
    told = event_cards(store, scope, [one for one in shown if one in cards])
    lasted = {one.id: one for one in store.relations(Selection(scope, ids=[one for one in shown if one not in cards]))}
    rows = [_event_row(told[one]) if one in told else _relation_row(lasted[one]) for one in shown]
    relations = [one for card in told.values() for one in card.relations] + list(lasted.values())
    entities = [*told, *(end for one in relations for end in (one.source, one.target))]
    return answer(
        "timeline", COLUMNS, rows, entities=entities, relations=[one.id for one in relations], limit=limit,
        total=total,
    )  # fmt: skip


def _of_event(store: Store, relation: Relation) -> bool:
    return store.schema.is_event(relation.source) or store.schema.is_event(relation.target)


def _event_row(card: EventCard) -> Row:
    ends = list(dict.fromkeys((*card.perpetrators, *card.targets)))
    return {
        "date": card.date, "relation_or_event": card.id, "who": ends, "place": card.place,
        "killed": card.toll("killed"), "injured": card.toll("injured"),
    }  # fmt: skip


def _relation_row(one: Relation) -> Row:
    return {
        "date": span(one.start, one.end), "relation_or_event": one.id, "who": [one.source, one.target],
        "place": one.place, "killed": None, "injured": None,
    }  # fmt: skip
