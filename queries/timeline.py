"""Dated relations and events in order."""

from __future__ import annotations

from itertools import chain

from ..graph.figures import counted
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

    An event is one row with all its parts; `who` lists its perpetrators and those it hit. A relation that lasts has
    an interval for a date, `..` where it is open. Rows come by (first date, last date, id).

    `entity`: the entity whose timeline to show; without it, everything.
    """
    about = None if entity is None else resolve(store, entity)
    events = None if about is None else events_of(store, scope, about)
    wanted = Selection(scope, about=None if about is None else [about])
    lasting = (
        relation for relation in store.relations(wanted, bare=True)
        if (relation.start or relation.end) and not _of_event(store, relation)
    )  # fmt: skip
    cards = event_cards(store, scope, events, bare=True)
    dated = ((relation.start or relation.end or "", relation.end or "", relation.id) for relation in lasting)
    spans = ((card.id, *card.span) for card in cards.values())
    happened = ((start or end or "", end or "", id_) for id_, start, end in spans if start or end)
    first, total = smallest(chain(dated, happened), limit)
    shown = [id_ for _, _, id_ in first]
    full_cards = event_cards(store, scope, [id_ for id_ in shown if id_ in cards])
    selection = Selection(scope, ids=[id_ for id_ in shown if id_ not in cards])
    by_id = {relation.id: relation for relation in store.relations(selection)}
    rows = [_event_row(full_cards[id_]) if id_ in full_cards else _relation_row(by_id[id_]) for id_ in shown]
    relations = [relation for card in full_cards.values() for relation in card.relations] + list(by_id.values())
    entities = [*full_cards, *(end for relation in relations for end in (relation.source, relation.target))]
    return answer(
        "timeline", COLUMNS, rows, entities=entities, relations=[relation.id for relation in relations], limit=limit,
        total=total, heading=_heading(total, sum(1 for card in cards.values() if any(card.span))),
    )  # fmt: skip


def _heading(total: int, happened: int) -> str:
    """Say how many dated rows there are, and how many of them are events."""
    return f"{counted(happened, 'dated event')} and {counted(total - happened, 'dated relation')}." if total else ""


def _of_event(store: Store, relation: Relation) -> bool:
    return store.schema.is_event(relation.source) or store.schema.is_event(relation.target)


def _event_row(card: EventCard) -> Row:
    ends = list(dict.fromkeys((*card.perpetrators, *card.targets)))
    return {
        "date": card.date, "relation_or_event": card.id, "who": ends, "place": card.place,
        "killed": card.toll("killed"), "injured": card.toll("injured"),
    }  # fmt: skip


def _relation_row(relation: Relation) -> Row:
    return {
        "date": span(relation.start, relation.end), "relation_or_event": relation.id,
        "who": [relation.source, relation.target], "place": relation.place, "killed": None, "injured": None,
    }  # fmt: skip
