"""Unbalanced triangles of actors."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..graph.figures import counted
from ..graph.grading import rounded
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Relation, Row
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ._answer import answer, streamed
from ._attacks import attacks_at
from ._ties import Ties, ties_around, ties_of_all
from ._triangles import Triangle, each_unbalanced, first_unbalanced

FIRST = 'add Iran OPPOSES "Popular Mobilization Forces"'
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
    own = None if entity is None else resolve(store, entity)
    ties = _ties(store, own, scope)
    if limit is None:
        triangles = list(each_unbalanced(ties, own))
        total = len(triangles)
    else:
        triangles, total = first_unbalanced(ties, own, limit)
    heading = f"{counted(total, 'triangle')} out of balance." if total else ""
    return _answer(store, scope, ties, triangles)._replace(total=total, heading=heading)


def pages(store: Store, entity: EntityRef | None = None, *, scope: Scope = EVERYTHING) -> Iterator[Answer]:
    """Yield the rows of `tensions` a page at a time, without their relations: no column shows those."""
    own = None if entity is None else resolve(store, entity)
    ties = _ties(store, own, scope)
    return streamed(each_unbalanced(ties, own), lambda triangles: _bare(ties, triangles))


def _bare(ties: Ties, triangles: Sequence[Triangle]) -> Answer:
    """Make the rows of some triangles; deriving their relations again, with tellings, takes most of the time."""
    rows = [_row(ties, triangle) for triangle in triangles]
    return answer("tensions", COLUMNS, rows, entities=[row[corner] for row in rows for corner in "abc"])


def _ties(store: Store, own: str | None, scope: Scope) -> Ties:
    return ties_of_all(store, scope) if own is None else ties_around(store, scope, own)


def _answer(store: Store, scope: Scope, ties: Ties, triangles: Sequence[Triangle]) -> Answer:
    """Make the rows of some triangles."""
    rows = [_row(ties, triangle) for triangle in triangles]
    used = [ties.relation(side) for _, *sides in triangles for side in sides]
    pairs = {(row[first], row[second]) for row in rows for first, second in ("ab", "ac", "bc")}
    derived = _derived(store, scope, {relation for relation in used if "+" in relation}, pairs)
    return answer(
        "tensions", COLUMNS, rows, entities=[row[corner] for row in rows for corner in "abc"], relations=used,
        derived=derived,
    )  # fmt: skip


def _row(ties: Ties, triangle: Triangle) -> Row:
    _, ab, ac, bc = triangle
    a, b, c = (ties.ids[end] for end in (ties.lows[ab], ties.highs[ab], ties.highs[ac]))
    signs = [int(ties.signs[side]) for side in (ab, ac, bc)]
    weight = rounded(float(ties.weights[ab] * ties.weights[ac] * ties.weights[bc]))
    return {"a": a, "b": b, "c": c, "signs": signs, "weight": weight}


def _derived(store: Store, scope: Scope, used: Collection[str], pairs: Collection[tuple[str, str]]) -> list[Relation]:
    """Derive the relations of ties of some pairs again, with their tellings."""
    steps = Selection(
        scope._replace(relations=(), sign=0), ids=sorted(half for relation in used for half in relation.split("+"))
    )
    relations = store.relations(steps, bare=True) if used else ()
    ends = {end for relation in relations for end in (relation.source, relation.target)}
    events = sorted(end for end in ends if store.schema.is_event(end))
    return [relation for relation in attacks_at(store, scope, events, pairs) if relation.id in used]
