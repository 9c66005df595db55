"""Chains of cause and answer."""

from __future__ import annotations

from collections.abc import Collection

from ..graph.derive import Span
from ..graph.errors import InputError
from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Row
from ..graph.schema import LINKS, Schema
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ._answer import answer
from ._chains import MANY, Chain, Chains, out_of_order
from ._events import span, spans_of_events

EXAMPLE = "responses"
QUESTION = "What followed from what{around}?"
COLUMNS: Columns = {"events": "path", "dates": "date", "out_of_order": "text"}


def responses(
    store: Store, event: EntityRef | None = None, *, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Chains of cause and answer, the cause first.

    They run along CAUSED and against RESPONSE_TO, through events and the conditions that they stem from, and cannot be
    extended at either end; in a circle a chain ends before an event would repeat. A date is the event's own, as in
    `events`, and null when it is unknown. `out_of_order` is true where an event is certainly dated before one that
    precedes it in the chain: 2020 is not certainly before 2020-03. Rows come by the first date known in them, then
    by ids.

    `event`: event (or condition) that every chain must contain, as an entity of the store.
    """
    chains = Chains(store, scope)
    listed, complete = chains.all() if event is None else chains.about(_cause_or_effect(store, event))
    rows = _rows(store, scope, listed)
    notes = [] if complete else [f"There are more than {MANY:,} chains: name an event, or narrow the time."]
    shown = rows[:limit]
    return answer(
        "responses", COLUMNS, rows, entities=[id_ for row in shown for id_ in row["events"]],
        relations=chains.relations(row["events"] for row in shown), limit=limit, notes=notes,
        heading=_heading(rows),
    )  # fmt: skip


def _cause_or_effect(store: Store, mention: str) -> str:
    """Find an entity that may cause or answer something; raises InputError for any other one."""
    id_ = resolve(store, mention)
    if store.schema.entity_type(id_) not in _linked(store.schema):
        raise InputError(f"“{mention}” is neither an event nor an issue: nothing answers it.")
    return id_


def _rows(store: Store, scope: Scope, chains: Collection[Chain]) -> list[Row]:
    """Make the rows of chains with the dates of their events, in order of the first date, then by ids."""
    ids = sorted({id_ for chain in chains for id_ in chain})
    spans = spans_of_events(store, scope, ids) if ids else {}
    rows: list[Row] = []
    for chain in sorted(chains, key=lambda chain: (min(_first(spans.get(id_)) for id_ in chain), chain)):
        chain_spans = [spans.get(id_, (None, None)) for id_ in chain]
        dates = [span(*dates) for dates in chain_spans]
        rows.append({"events": list(chain), "dates": dates, "out_of_order": out_of_order(chain_spans)})
    return rows


def _heading(rows: list[Row]) -> str:
    odd = sum(bool(row["out_of_order"]) for row in rows)
    return f"{counted(len(rows), 'chain')}{f', {odd:,} of them out of order' if odd else ''}." if rows else ""


def _first(dates: Span | None) -> str:
    return (dates and (dates[0] or dates[1])) or "~"


def _linked(schema: Schema) -> set[str]:
    """Collect the types that can cause or answer something, or be caused or answered."""
    kinds = [schema.relations[name] for name in schema.with_role(*LINKS)]
    return {end for kind in kinds for end in (*kind.domain, *kind.range)}
