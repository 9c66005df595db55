"""Unbalanced triangles of actors."""

from __future__ import annotations

from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Relation, Row
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer
from ._attacks import attacks_at
from ._triangles import Tie, tense, ties_around, ties_of_all

EXAMPLE = "tensions Iran"
QUESTION = "Where are the tensions{around}?"
COLUMNS: Columns = {"a": "entity", "b": "entity", "c": "entity", "signs": "number", "weight": "number"}


def tensions(
    store: Store, entity: EntityRef | None = None, *, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Triangles of actors that do not balance: a friend's foe who is a friend, or three foes.

    Each two of three states, organizations or persons are joined by their strongest signed relation, by (-weight,
    relation, id), and the product of the three signs is negative. An ATTACKED that follows from an event counts as a
    relation, whichever way it points. `signs` are those of a-b, a-c and b-c, the weight is the product of the three.
    Rows come by (-weight, a, b, c), and a, b and c in order of id.

    `entity`: actor that every triangle must have as a corner.
    """
    if entity is None:
        ties, own = ties_of_all(store, scope), None
    else:
        own = resolve(store, entity)
        ties = ties_around(store, scope, own)
    triangles, total = tense(ties, own, limit)
    rows: list[Row] = [
        {"a": each.a, "b": each.b, "c": each.c, "signs": list(each.signs), "weight": each.weight} for each in triangles
    ]
    used = [ties[pair] for triangle in triangles for pair in triangle.pairs]
    derived = _derived(store, scope, [tie for tie in used if "+" in tie.relation])
    return answer(
        "tensions", COLUMNS, rows, entities=[end for each in triangles for end in (each.a, each.b, each.c)],
        relations=[tie.relation for tie in used], derived=derived, limit=limit, total=total,
        heading=f"{counted(total, 'triangle')} out of balance." if total else "",
    )  # fmt: skip


def _derived(store: Store, scope: Scope, used: list[Tie]) -> list[Relation]:
    """Derive the relations behind some ties again, this time with their tellings."""
    steps = Selection(
        scope._replace(relations=(), sign=0), ids=sorted(half for tie in used for half in tie.relation.split("+"))
    )
    relations = store.relations(steps, bare=True) if used else ()
    ends = {end for relation in relations for end in (relation.source, relation.target)}
    events = sorted(end for end in ends if store.schema.is_event(end))
    wanted = {tie.relation for tie in used}
    return [relation for relation in attacks_at(store, scope, events) if relation.id in wanted]
