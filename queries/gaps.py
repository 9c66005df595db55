"""What the graph does not know."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ..graph.model import MODALITIES, Answer, Columns, Row
from ..graph.schema import EVENT_PARTS
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer
from ._events import TOLD_ROLES

COLUMNS: Columns = {"kind": "text", "subject": "either"}
ONE_TELLING, UNGRADED = "one telling", "ungraded"


def gaps(store: Store, *, scope: Scope = EVERYTHING, limit: int | None = None) -> Answer:
    """What the graph does not know: missing perpetrators, dates, places, attributes, second tellings, grades.

    Kinds are, in this order: `no perpetrator`, `no date` and `no place` of an event; `no role`, `no count` and
    so on of a relation without an attribute that the ontology expects; `one telling` of a relation that only
    one tells of; `ungraded`. Subjects are ids, in their order. An event that is only feared, expected, urged or
    denied did not happen, and misses nothing: its relations other than STATED are all of a modality that is not
    asked for. Who claims an event is not yet its perpetrator. With --relation, relations of that name are
    examined and no events.
    """
    found: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for kind, subject in chain(_of_events(store, scope), _of_relations(store, scope)):
        counts[kind] = counts.get(kind, 0) + 1
        if limit is None or counts[kind] <= limit:
            found.setdefault(kind, []).append(subject)
    rows: list[Row] = [
        {"kind": kind, "subject": subject} for kind in _kinds(store) if kind in found for subject in found[kind]
    ]
    shown = [row["subject"] for row in rows[:limit]]
    return answer(
        "gaps", COLUMNS, rows, entities=[one for one in shown if ":" in one],
        relations=[one for one in shown if ":" not in one], limit=limit, total=sum(counts.values()),
    )  # fmt: skip


def _of_events(store: Store, scope: Scope) -> Iterator[tuple[str, str]]:
    if scope.relations:
        return
    known = _known_of_events(store, scope)
    every = Selection(Scope(modalities=MODALITIES), names=store.schema.with_role(*TOLD_ROLES))
    told = {end for one in store.relations(every, bare=True) for end in (one.source, one.target)}
    for event in store.entities(types=store.schema.event_types):
        found = known.get(event.id)
        if event.id not in scope.avoid and not (found is None and event.id in told):
            yield from (
                (f"no {part}", event.id) for part in ("perpetrator", "date", "place") if part not in (found or ())
            )


def _known_of_events(store: Store, scope: Scope) -> dict[str, set[str]]:
    """Return what is known of each event that something in the scope tells of: perpetrator, date, place."""
    found: dict[str, set[str]] = {}
    schema = store.schema
    for one in store.relations(Selection(scope, names=schema.with_role(*TOLD_ROLES))):
        role = schema.role(one.relation)
        parts = {
            "perpetrator": role == "perpetrator",
            "date": role in EVENT_PARTS and one.start is not None,
            "place": role == "place" or one.place is not None,
        }
        for end in (one.source, one.target):
            if schema.is_event(end):
                found.setdefault(end, set()).update(part for part, known in parts.items() if known)
    return found


def _of_relations(store: Store, scope: Scope) -> Iterator[tuple[str, str]]:
    kinds = store.schema.relations
    for one in store.relations(Selection(scope)):
        for attribute in kinds[one.relation].expected:
            if one.attributes.get(attribute) in (None, "", [], ()):
                yield f"no {attribute}", one.id
        if len(one.tellings) == 1:
            yield ONE_TELLING, one.id
        if one.confidence is None:
            yield UNGRADED, one.id


def _kinds(store: Store) -> list[str]:
    """Return the kinds in their order."""
    expected = dict.fromkeys(f"no {name}" for one in store.schema.relations.values() for name in one.expected)
    return [*dict.fromkeys(("no perpetrator", "no date", "no place", *expected)), ONE_TELLING, UNGRADED]
