"""Dated relations and events in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Relation, Row
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer, pages_of, smallest
from ._events import EventCard, event_cards, events_of, span, spans_of_events

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
_KEY = "\0"
"""Separates the parts of a key; sorts before all their characters."""


def timeline(
    store: Store, entity: EntityRef | None = None, *, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Dated relations and events, earliest first.

    An event is one row with all its parts; `who` lists its perpetrators and those it hit. A relation that lasts has
    an interval for a date, `..` where it is open. Rows come by (first date, last date, id).

    `entity`: the entity whose timeline to show; without it, everything.
    """
    keys, total, happened = _order(store, entity, scope, limit)
    return _answer(store, scope, keys)._replace(total=total, heading=_heading(total, happened))


def pages(store: Store, entity: EntityRef | None = None, *, scope: Scope = EVERYTHING) -> Iterator[Answer]:
    """Yield the answer of `timeline` a page at a time."""
    keys, *_ = _order(store, entity, scope, None)
    return pages_of(keys, lambda some: _answer(store, scope, some))


def _order(store: Store, entity: EntityRef | None, scope: Scope, limit: int | None) -> tuple[list[str], int, int]:
    """List the keys of the first rows; count all rows, and the events among them.

    A key is one text, which takes the least memory.
    """
    about = None if entity is None else resolve(store, entity)
    wanted = Selection(scope, about=None if about is None else [about])
    lasting = (
        _KEY.join((relation.start or relation.end or "", relation.end or "", relation.id))
        for relation in store.relations(wanted, bare=True)
        if (relation.start or relation.end) and not _of_event(store, relation)
    )
    spans = spans_of_events(store, scope, None if about is None else events_of(store, scope, about))
    happened = (
        _KEY.join((start or end or "", end or "", id_)) for id_, (start, end) in spans.items() if start or end
    )  # fmt: skip
    keys, total = smallest(chain(lasting, happened), limit)
    return keys, total, sum(1 for days in spans.values() if any(days))


def _answer(store: Store, scope: Scope, keys: Sequence[str]) -> Answer:
    """Look up the rows of some keys."""
    shown = [key.rpartition(_KEY)[2] for key in keys]
    events = [id_ for id_ in shown if ":" in id_]  # ids of relations have no colon
    cards = event_cards(store, scope, events)
    selection = Selection(scope, ids=[id_ for id_ in shown if id_ not in cards])
    by_id = {relation.id: relation for relation in store.relations(selection)}
    rows = [_event_row(cards[id_]) if id_ in cards else _relation_row(by_id[id_]) for id_ in shown]
    relations = [relation for card in cards.values() for relation in card.relations] + list(by_id.values())
    entities = [*cards, *(end for relation in relations for end in (relation.source, relation.target))]
    return answer("timeline", COLUMNS, rows, entities=entities, relations=[relation.id for relation in relations])


def _heading(total: int, happened: int) -> str:
    """Count the dated rows in a sentence, and the events among them."""
    counts = {"dated event": happened, "dated relation": total - happened}
    parts = [counted(count, noun) for noun, count in counts.items() if count]
    return f"{' and '.join(parts)}." if parts else ""


def _of_event(store: Store, relation: Relation) -> bool:
    return store.schema.is_event(relation.source) or store.schema.is_event(relation.target)


def _event_row(card: EventCard) -> Row:
    ends = list(dict.fromkeys((*card.perpetrators, *card.targets)))
    return {
        "date": card.date, "relation_or_event": card.id, "who": ends, "place": card.place, **card.tolls,
    }  # fmt: skip


def _relation_row(relation: Relation) -> Row:
    return {
        "date": span(relation.start, relation.end), "relation_or_event": relation.id,
        "who": [relation.source, relation.target], "place": relation.place, "killed": None, "injured": None,
    }  # fmt: skip
