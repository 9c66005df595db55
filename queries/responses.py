"""What answered what."""

from __future__ import annotations

from ..graph.derive import Span
from ..graph.errors import InputError
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Row
from ..graph.schema import LINKS, Schema
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ._answer import answer
from ._chains import MANY, Chains, out_of_order
from ._events import event_cards, span

EXAMPLE = "responses"
QUESTION = "What followed from what{around}?"
COLUMNS: Columns = {"events": "path", "dates": "date", "out_of_order": "text"}


def responses(
    store: Store, event: EntityRef | None = None, *, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Chains of cause and answer, the cause first.

    They run along CAUSED and against RESPONSE_TO, through events and the conditions that they stem from, and
    are as long as they can be: nothing that is not in a chain already could stand before or after it. In a
    circle a chain ends before it would come to an event again. A date is the event's own, as `events` tells it,
    and null when nobody tells it. `out_of_order` is true where an event of the chain is dated before one that
    stands before it, by days that leave no doubt: 2020 is not before 2020-03. Rows come by the first date known
    in them, then by ids.

    `event`: event (or condition) that every chain must hold, as an entity of the store.
    """
    chains = Chains(store, scope)
    if event is None:
        found, complete = chains.all()
    else:
        own = resolve(store, event)
        if store.schema.entity_type(own) not in _linked(store.schema):
            raise InputError(f"“{event}” is neither an event nor an issue: nothing answers it.")
        found, complete = chains.about(own)
    ids = sorted({one for chain in found for one in chain})
    cards = event_cards(store, scope, ids, bare=True) if ids else {}
    spans = {id_: card.span for id_, card in cards.items()}
    rows: list[Row] = []
    for chain in sorted(found, key=lambda one: (min(_first(spans.get(id_)) for id_ in one), one)):
        when = [spans.get(id_, (None, None)) for id_ in chain]
        rows.append({"events": list(chain), "dates": [span(*one) for one in when], "out_of_order": out_of_order(when)})
    notes = [] if complete else [f"There are more than {MANY:,} chains: name an event, or narrow the time."]
    shown = rows[:limit]
    return answer(
        "responses", COLUMNS, rows, entities=[id_ for row in shown for id_ in row["events"]],
        relations=chains.relations(row["events"] for row in shown), limit=limit, notes=notes,
    )  # fmt: skip


def _first(when: Span | None) -> str:
    return (when and (when[0] or when[1])) or "~"


def _linked(schema: Schema) -> set[str]:
    """Return the types that can cause or answer something, or be caused or answered."""
    kinds = [schema.relations[name] for name in schema.with_role(*LINKS)]
    return {end for kind in kinds for end in (*kind.domain, *kind.range)}
