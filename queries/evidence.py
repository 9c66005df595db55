"""The tellings of an entity's relations, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..graph.errors import InputError, UnknownName
from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import RETRACTED, Answer, Columns, EntityRef, Relation, Row
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.telling_order import standing_of
from ._answer import answer, strongest

EXAMPLE = 'evidence "Quds Force" Iran'
QUESTION = "Who says what{about}?"
COLUMNS: Columns = {
    "relation": "relation", "document": "text", "paragraph": "number", "quote": "text", "method": "text",
    "confidence": "number", "modality": "text",
}  # fmt: skip


def evidence(
    store: Store,
    entity: EntityRef | None = None,
    other: EntityRef | None = None,
    *,
    document: str | None = None,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Every telling of an entity's relations, or of a document, with its quote and where it stands.

    Relations come strongest first (-weight, relation, id), the tellings of each best graded first. What was
    retracted is listed, though it counts for nothing.

    `entity`: the entity whose relations to list.
    `other`: only the relations with this entity.
    `document`: only tellings of this document; it needs no entity.
    """
    if entity is None and document is None:
        raise InputError("Name an entity, or a document with --document.")
    if document is not None and not any(store.documents([document])):
        raise UnknownName("document", document, (known.id for known in store.documents()))
    first = None if entity is None else resolve(store, entity)
    second = None if other is None else resolve(store, other)
    about = [first] if first is not None and second is None else None
    pairs = None if first is None or second is None else [(first, second)]
    scope = scope._replace(modalities=tuple({*scope.modalities, RETRACTED}))
    relations = strongest(_in_document(document, store.relations(Selection(scope, about=about, pairs=pairs))))
    rows: list[Row] = [
        {
            "relation": relation.id, "document": telling.document, "paragraph": telling.paragraph,
            "quote": telling.quote, "method": telling.method, "confidence": telling.confidence,
            "modality": standing_of(telling),
        }
        for relation in relations for telling in relation.tellings if document in (None, telling.document)
    ]  # fmt: skip
    ids = {row["relation"] for row in rows[:limit]}
    shown = [relation for relation in relations if relation.id in ids]
    entities = [*filter(None, (first, second)), *(end for each in shown for end in (each.source, each.target))]
    heading = f"{counted(len(rows), 'telling')} of {counted(len(relations), 'relation')}" if rows else ""
    standings = Counter(row["modality"] for row in rows)
    parts = (f"{standings[name]:,} of them {words}" for name, words in _SAID.items() if standings[name])
    heading = ", ".join([heading, *parts]) + "." if rows else ""
    return answer(
        "evidence", COLUMNS, rows, entities=entities, relations=[relation.id for relation in shown], limit=limit,
        heading=heading,
    )  # fmt: skip


_SAID = {"negated": "denials", RETRACTED: "retracted"}


def _in_document(document: str | None, relations: Iterable[Relation]) -> Iterable[Relation]:
    if document is None:
        return relations
    return (each for each in relations if any(telling.document == document for telling in each.tellings))
