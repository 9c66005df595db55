"""Disputed relations, and the two sides of each dispute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..graph.counts import differ
from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Relation, Row, Telling
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.spans import agree, overlap
from ..graph.stores.protocol import Store
from ..graph.telling_order import counting
from ._answer import answer

EXAMPLE = "disputes"
QUESTION = "What is disputed{around}?"
COLUMNS: Columns = {"relation": "relation", "kind": "text", "for": "either", "against": "either"}
BETWEEN = ("twice", "opposed")
"""Kinds in which one relation disputes another."""


def disputes(
    store: Store, entity: EntityRef | None = None, *, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """What is disputed, and by whom: one row for each relation and kind of dispute.

    Kinds: `denied` by somebody; `date` and `count`, where tellings differ; `end`, reported to go on after its last
    day; `twice`, where an event has two of what it has once; `opposed` by a relation that contradicts it. `for` and
    `against` name the documents and paragraphs of the tellings, or the ids of relations. Rows come by (relation id,
    kind).

    `entity`: only relations of this entity.
    """
    about = None if entity is None else [resolve(store, entity)]
    disputed = [relation for relation in store.relations(Selection(scope, about=about)) if relation.disputed]
    others = _others(store, disputed)
    rows: list[Row] = [
        {"relation": relation.id, "kind": kind, **_sides(store, relation, kind, others)}
        for relation in disputed for kind in sorted(relation.disputed)
    ]  # fmt: skip
    shown = [row["relation"] for row in rows[:limit]]
    shown += [id_ for row in rows[:limit] if row["kind"] in BETWEEN for id_ in row["against"]]
    used = {relation.id: relation for relation in (*disputed, *others) if relation.id in shown}
    entities = [end for relation in used.values() for end in (relation.source, relation.target)]
    heading = f"{counted(len(rows), 'dispute')} of {counted(len(disputed), 'relation')}." if rows else ""
    return answer("disputes", COLUMNS, rows, entities=entities, relations=used, limit=limit, heading=heading)


def _others(store: Store, disputed: Sequence[Relation]) -> list[Relation]:
    """Read the relations that may contradict the disputed ones."""
    contradicted = [relation for relation in disputed if {*BETWEEN} & {*relation.disputed}]
    ends = sorted({end for relation in contradicted for end in (relation.source, relation.target)})
    return list(store.relations(Selection(about=ends), bare=True)) if ends else []


def _sides(store: Store, relation: Relation, kind: str, others: Iterable[Relation]) -> Row:
    if kind in BETWEEN:
        opponents = [other.id for other in others if _contradicts(store, relation, kind, other)]
        return {"for": [relation.id], "against": opponents}
    against = [telling for telling in relation.tellings if _against(relation, telling, kind)]
    for_ = [telling for telling in counting(relation.tellings) if telling not in against]
    return {"for": _places(for_), "against": _places(against)}


def _against(relation: Relation, telling: Telling, kind: str) -> bool:
    if kind == "denied":
        return telling.modality == "negated"
    if telling.modality == "negated":
        return False
    if kind == "count":
        best = relation.attributes.get("count")
        return differ([value for value in (best, telling.attributes.get("count")) if value is not None])
    span = (relation.start or "", relation.end or "")
    own = (telling.start or "", telling.end or "")
    return not agree(span, own) if kind == "date" else bool(own[0] and not own[1] and span[1])


def _contradicts(store: Store, relation: Relation, kind: str, other: Relation) -> bool:
    kinds = store.schema.relations
    if other.id == relation.id:
        return False
    if kind == "twice":
        return other.relation == relation.relation and other.source == relation.source != other.target
    opposed = other.relation in kinds[relation.relation].opposes or relation.relation in kinds[other.relation].opposes
    spans = [(each.start or "", each.end or "") for each in (relation, other)]
    return opposed and {relation.source, relation.target} == {other.source, other.target} and overlap(*spans)


def _places(tellings: Iterable[Telling]) -> list[str]:
    """List where tellings stand, in words."""
    return [
        f"{telling.document or 'no document'}, paragraph {telling.paragraph}" if telling.paragraph
        else telling.document or "no document"
        for telling in tellings
    ]  # fmt: skip
