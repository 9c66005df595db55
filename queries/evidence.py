"""What is told of an entity, and where."""

from __future__ import annotations

from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Row
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer, strongest

COLUMNS: Columns = {
    "relation": "relation",
    "document": "text",
    "paragraph": "number",
    "quote": "text",
    "method": "text",
    "confidence": "number",
}


def evidence(
    store: Store,
    entity: EntityRef,
    other: EntityRef | None = None,
    *,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Every telling of an entity's relations, with its quote and where it stands.

    Relations come strongest first (-weight, relation, id), the tellings of each the surest first.

    `entity`: the entity whose relations are told.
    `other`: only the relations with this entity.
    """
    id_ = resolve(store, entity)
    about = [id_] if other is None else None
    pairs = None if other is None else [(id_, resolve(store, other))]
    relations = strongest(store.relations(Selection(scope, about=about, pairs=pairs)))
    rows: list[Row] = [
        {
            "relation": one.id, "document": telling.document, "paragraph": telling.paragraph, "quote": telling.quote,
            "method": telling.method, "confidence": telling.confidence,
        }
        for one in relations for telling in one.tellings
    ]  # fmt: skip
    shown = {row["relation"] for row in rows[:limit]}
    told = [one for one in relations if one.id in shown]
    entities = [id_, *(end for one in told for end in (one.source, one.target))]
    return answer("evidence", COLUMNS, rows, entities=entities, relations=[one.id for one in told], limit=limit)
