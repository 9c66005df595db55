"""The card of an entity."""

from __future__ import annotations

from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, Entity, EntityRef, Relation, Row
from ..graph.schema import Schema
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer, strongest
from ._attacks import attacks

EXAMPLE = 'profile "Quds Force"'
QUESTION = "What is {0} tied to?"
COLUMNS: Columns = {"relation": "text", "direction": "text", "entities": "entity", "relations": "relation"}


def profile(store: Store, entity: EntityRef, *, scope: Scope = EVERYTHING, limit: int | None = None) -> Answer:
    """An entity's card: type, kind, aliases, and its relations by relation and direction.

    `direction` is out (the entity is the source), in, or both for symmetric relations. Groups come by
    (relation, direction), in each the strongest relation first. ATTACKED includes attacks that follow from events.

    `entity`: the entity to show.
    """
    id_ = resolve(store, entity)
    (card,) = store.entities([id_])
    stored = list(store.relations(Selection(scope, about=[id_])))
    derived = attacks(store, scope, [id_])
    groups: dict[tuple[str, str], list[Relation]] = {}
    for relation in (*stored, *derived):
        groups.setdefault((relation.relation, _direction(store.schema, relation, id_)), []).append(relation)
    rows = [_row(*key, strongest(groups[key]), id_) for key in sorted(groups)]
    shown = [relation_id for row in rows[:limit] for relation_id in row["relations"]]
    derived = [relation for relation in derived if relation.id in shown]
    ends = [end for row in rows[:limit] for end in row["entities"]]
    return answer(
        "profile", COLUMNS, rows, entities=[id_, *ends, *(relation.via for relation in derived if relation.via)],
        relations=[relation_id for relation_id in shown if "+" not in relation_id], derived=derived, limit=limit,
        heading=_heading(card, rows),
    )  # fmt: skip


def _direction(schema: Schema, relation: Relation, id_: str) -> str:
    if schema.relations[relation.relation].symmetric:
        return "both"
    return "out" if relation.source == id_ else "in"


def _row(name: str, direction: str, relations: list[Relation], id_: str) -> Row:
    others = dict.fromkeys(relation.target if relation.source == id_ else relation.source for relation in relations)
    return {
        "relation": name,
        "direction": direction,
        "entities": list(others),
        "relations": [relation.id for relation in relations],
    }


def _heading(card: Entity, rows: list[Row]) -> str:
    kind = f"{card.type}, {card.kind.replace('_', ' ')}" if card.kind else card.type
    aliases = f"; also known as {', '.join(card.aliases)}" if card.aliases else ""
    relations = sum(len(row["relations"]) for row in rows)
    others = len({entity for row in rows for entity in row["entities"]})
    ties = f". {counted(relations, 'relation')} with {counted(others, 'entity', 'entities')}." if rows else "."
    return f"{card.name} ({kind}){aliases}{ties}"
