"""Who an entity is."""

from __future__ import annotations

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
    (relation, direction), in each the strongest relation first. ATTACKED includes what follows from events.

    `entity`: the entity to show.
    """
    id_ = resolve(store, entity)
    (card,) = store.entities([id_])
    held = list(store.relations(Selection(scope, about=[id_])))
    follows = attacks(store, scope, [id_])
    groups: dict[tuple[str, str], list[Relation]] = {}
    for one in (*held, *follows):
        groups.setdefault((one.relation, _direction(store.schema, one, id_)), []).append(one)
    rows = [_row(*key, strongest(groups[key]), id_) for key in sorted(groups)]
    shown = [one for row in rows[:limit] for one in row["relations"]]
    told = [one for one in follows if one.id in shown]
    ends = [end for row in rows[:limit] for end in row["entities"]]
    return answer(
        "profile", COLUMNS, rows, entities=[id_, *ends, *(one.via for one in told if one.via)],
        relations=[one for one in shown if "+" not in one], derived=told, limit=limit, heading=_heading(card),
    )  # fmt: skip


def _direction(schema: Schema, one: Relation, id_: str) -> str:
    if schema.relations[one.relation].symmetric:
        return "both"
    return "out" if one.source == id_ else "in"


def _row(relation: str, direction: str, told: list[Relation], id_: str) -> Row:
    others = dict.fromkeys(one.target if one.source == id_ else one.source for one in told)
    return {
        "relation": relation,
        "direction": direction,
        "entities": list(others),
        "relations": [one.id for one in told],
    }


def _heading(card: Entity) -> str:
    kind = f"{card.type}, {card.kind.replace('_', ' ')}" if card.kind else card.type
    aliases = f"; also known as {', '.join(card.aliases)}" if card.aliases else ""
    return f"{card.name} ({kind}){aliases}"
