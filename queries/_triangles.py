"""The strongest signed tie of each pair of actors, and the unbalanced triangles among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..graph.derive import derived
from ..graph.grading import rounded
from ..graph.model import Relation
from ..graph.rules import admits, signed_names
from ..graph.schema import DOERS, EVENT_PARTS, Schema
from ..graph.scope import Rule, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.walks.network import Net
from ._attacks import stepping

Pair = tuple[str, str]

SPARE = 10_000
"""Triangles collected beyond the limit before the lighter ones are dropped."""


class Tie(NamedTuple):
    """The strongest signed relation of a pair; the lesser of two ties is the stronger."""

    negative_weight: float
    name: str
    relation: str
    sign: int


class Triangle(NamedTuple):
    """Three actors in order of id; triangles sort in the order of the answer."""

    negative_weight: float
    a: str
    b: str
    c: str
    signs: tuple[int, int, int]

    @property
    def weight(self) -> float:
        """The product of the three weights."""
        return -self.negative_weight

    @property
    def pairs(self) -> tuple[Pair, Pair, Pair]:
        """The pairs in the order of the signs."""
        return (self.a, self.b), (self.a, self.c), (self.b, self.c)


def ties_of_all(store: Store, scope: Scope) -> dict[Pair, Tie]:
    """Find the ties of all actors, reading relations one at a time and keeping the best of each pair."""
    return _ties(store, scope, Selection(scope, names=_names(store.schema, scope)))


def ties_around(store: Store, scope: Scope, entity: str) -> dict[Pair, Tie]:
    """Find the ties of an actor, and those among the actors it is tied to."""
    schema = store.schema
    names = _names(schema, scope)
    wide = scope._replace(relations=(), sign=0)
    net = Net(store.walker(Rule(wide, names, names, (*schema.acting, *schema.event_types))))
    (start,) = net.walker.nodes([entity])
    near = [other for _, nearby in net.near([start]) for other in nearby]
    # Actors tied to it only through an event are two steps away, and so may any two of its neighbours be.
    events = [node for node, id_ in net.ids(near).items() if not schema.acts(id_)]
    near += [other for _, nearby in net.near(events) for other in nearby]
    members = {start, *near}
    outside = {other for _, nearby in net.near(list(members)) for other in nearby} - members
    members.update(node for node, id_ in net.ids(outside).items() if not schema.acts(id_))
    inner = {
        (node, other) for node, nearby in net.near(sorted(members, key=str)) for other in nearby if other in members
    }
    ids = net.ids(members)
    pairs = sorted({(ids[node], ids[other]) for node, other in inner})
    return _ties(store, scope, Selection(scope, pairs=pairs, names=names))


def tense(ties: Mapping[Pair, Tie], own: str | None, limit: int | None) -> tuple[list[Triangle], int]:
    """List the first unbalanced triangles, at most `limit`, and count all."""
    triangles: list[Triangle] = []
    count, floor = 0, -1.0
    for nodes, weight in _unbalanced(_near(ties), own):
        count += 1
        if weight < floor:
            continue
        a, b, c = sorted(nodes)
        sides = ties[a, b], ties[a, c], ties[b, c]
        product = sides[0].negative_weight * sides[1].negative_weight * sides[2].negative_weight
        signs = (sides[0].sign, sides[1].sign, sides[2].sign)
        triangles.append(Triangle(-rounded(-product), a, b, c, signs))
        if limit is not None and len(triangles) > limit + SPARE:
            triangles = sorted(triangles)[:limit]
            floor = triangles[-1].weight - 1e-9 if triangles else 1.0
    return sorted(triangles)[:limit], count


def _names(schema: Schema, scope: Scope) -> tuple[str, ...]:
    """List the signed relations, and the relations of events from which some follow."""
    names = signed_names(schema, scope)
    return (*names, *(name for name in _parts(schema, scope) if name not in names))


def _parts(schema: Schema, scope: Scope) -> tuple[str, ...]:
    return schema.with_role(*EVENT_PARTS) if stepping(schema, scope) else ()


def _ties(store: Store, scope: Scope, wanted: Selection) -> dict[Pair, Tie]:
    ties: dict[Pair, Tie] = {}
    parts: list[Relation] = []
    if wanted.pairs is not None and not wanted.pairs:
        return ties
    schema = store.schema
    acting = tuple(f"{name.lower()}:" for name in schema.acting)
    signed, eventful = signed_names(schema, scope), _parts(schema, scope)
    # An event's relations are read even when only relations that follow from them are asked for.
    wide = wanted._replace(scope=scope._replace(relations=(), sign=0))
    for relation in store.relations(wide, bare=True):
        if relation.modality == "negated":
            continue
        if relation.relation in eventful:
            parts.append(relation)
        if relation.relation in signed and relation.source.startswith(acting) and relation.target.startswith(acting):
            _add_if_stronger(ties, relation)
    for attack in _attacks(parts, schema):
        if (
            admits(schema, scope, attack.relation)
            and attack.source.startswith(acting)
            and attack.target.startswith(acting)
        ):
            _add_if_stronger(ties, attack)
    return ties


def _attacks(parts: Collection[Relation], schema: Schema) -> Iterator[Relation]:
    """Derive the attacks, one event at a time."""
    by_event: dict[str, list[Relation]] = {}
    for relation in parts:
        event = relation.target if schema.role(relation.relation) in DOERS else relation.source
        by_event.setdefault(event, []).append(relation)
    for relations in by_event.values():
        yield from derived(relations, schema)


def _add_if_stronger(ties: dict[Pair, Tie], relation: Relation) -> None:
    if relation.source != relation.target:
        pair = (
            (relation.source, relation.target)
            if relation.source < relation.target
            else (relation.target, relation.source)
        )
        tie = Tie(-relation.weight, relation.relation, relation.id, relation.sign)
        known = ties.get(pair)
        if known is None or tie < known:
            ties[pair] = tie


def _near(ties: Mapping[Pair, Tie]) -> dict[str, dict[str, Tie]]:
    """Map the ties of each actor by the other end."""
    near: dict[str, dict[str, Tie]] = {}
    for (actor, other), tie in ties.items():
        near.setdefault(actor, {})[other] = tie
        near.setdefault(other, {})[actor] = tie
    return near


def _unbalanced(near: Mapping[str, Mapping[str, Tie]], own: str | None) -> Iterator[tuple[tuple[str, str, str], float]]:
    """Yield corners and weight of each unbalanced triangle once, from its corner of fewest ties or `own`."""
    rank = {node: (node != own if own else len(others), node) for node, others in near.items()}
    onward = {
        node: {other: tie for other, tie in others.items() if rank[other] > rank[node]} for node, others in near.items()
    }
    for node in near if own is None else [own]:
        first = onward.get(node, {})
        for other, side in first.items():
            further = onward[other]
            for third in first.keys() & further.keys():
                second, last = first[third], further[third]
                if side.sign * second.sign * last.sign < 0:
                    yield (node, other, third), -(side.negative_weight * second.negative_weight * last.negative_weight)
