"""Triangles that do not balance."""

from __future__ import annotations

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

    Between each two of three states, organizations or persons stands their strongest signed relation, by
    (-weight, relation, id), and the product of the three signs is negative. An ATTACKED that follows from an
    event counts as a relation, whichever way it points. `signs` are those of a-b, a-c and b-c, the weight is the
    product of the three. Rows come by (-weight, a, b, c), and a, b and c in order of id.

    `entity`: actor that every triangle must have as a corner.
    """
    if entity is None:
        ties, own = ties_of_all(store, scope), None
    else:
        own = resolve(store, entity)
        ties = ties_around(store, scope, own)
    found, total = tense(ties, own, limit)
    rows: list[Row] = [
        {"a": one.a, "b": one.b, "c": one.c, "signs": list(one.signs), "weight": one.weight} for one in found
    ]
    used = [ties[pair] for one in found for pair in one.pairs]
    derived = _derived(store, scope, [one for one in used if "+" in one.relation])
    return answer(
        "tensions", COLUMNS, rows, entities=[end for one in found for end in (one.a, one.b, one.c)],
        relations=[one.relation for one in used], derived=derived, limit=limit, total=total,
    )  # fmt: skip


def _derived(store: Store, scope: Scope, used: list[Tie]) -> list[Relation]:
    """Return the derived relations of some ties anew, with their tellings."""
    steps = Selection(
        scope._replace(relations=(), sign=0), ids=sorted(half for tie in used for half in tie.relation.split("+"))
    )
    events = (
        {
            end
            for one in store.relations(steps, bare=True)
            for end in (one.source, one.target)
            if store.schema.is_event(end)
        }
        if used
        else ()
    )
    wanted = {tie.relation for tie in used}
    return [one for one in attacks_at(store, scope, sorted(events)) if one.id in wanted]
