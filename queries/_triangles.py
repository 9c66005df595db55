"""The strongest signed tie of each pair of actors, and the triangles of them that do not balance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..graph.derive import derived
from ..graph.grading import rounded
from ..graph.model import Relation
from ..graph.schema import ACTORS, DERIVING, WALKABLE, Schema
from ..graph.scope import Rule, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.walks.network import Net

Pair = tuple[str, str]


KEPT = 10_000  # triangles held beyond the limit before the lighter ones are let go


class Tie(NamedTuple):
    """The strongest signed relation of a pair; of two, the lesser is the stronger."""

    negative_weight: float
    name: str
    relation: str
    sign: int


class Triangle(NamedTuple):
    """Three actors in order of id, in the order in which triangles are told."""

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
    """Return the ties of all actors: relations go by one at a time, and the best of each pair stays."""
    return _ties(store, scope, Selection(scope, names=_names(store.schema, scope)))


def ties_around(store: Store, scope: Scope, entity: str) -> dict[Pair, Tie]:
    """Return the ties of an actor, and those among the actors it is tied to."""
    names = _names(store.schema, scope)
    net = Net(store.walker(Rule(scope, names, names, WALKABLE)))
    (start,) = net.walker.nodes([entity])
    near = [other for _, nearby in net.near([start]) for other in nearby]
    # Actors tied to it only by what an event did are two steps away, and so may any two of its neighbours be.
    events = [node for node, id_ in net.ids(near).items() if not _acts(id_, store.schema)]
    near += [other for _, nearby in net.near(events) for other in nearby]
    members = {start, *near}
    further = {other for _, nearby in net.near(list(members)) for other in nearby} - members
    members.update(node for node, id_ in net.ids(further).items() if not _acts(id_, store.schema))
    inner = {
        (node, other) for node, nearby in net.near(sorted(members, key=str)) for other in nearby if other in members
    }
    ids = net.ids(members)
    pairs = sorted({(ids[node], ids[other]) for node, other in inner})
    return _ties(store, scope, Selection(scope, pairs=pairs, names=names))


def tense(ties: Mapping[Pair, Tie], own: str | None, limit: int | None) -> tuple[list[Triangle], int]:
    """Return the first unbalanced triangles, at most `limit`, and how many there are."""
    found: list[Triangle] = []
    count, floor = 0, -1.0
    for nodes, weight in _unbalanced(_near(ties), own):
        count += 1
        if weight < floor:
            continue
        a, b, c = sorted(nodes)
        sides = ties[a, b], ties[a, c], ties[b, c]
        product = sides[0].negative_weight * sides[1].negative_weight * sides[2].negative_weight
        signs = (sides[0].sign, sides[1].sign, sides[2].sign)
        found.append(Triangle(-rounded(-product), a, b, c, signs))
        if limit is not None and len(found) > limit + KEPT:
            found = sorted(found)[:limit]
            floor = found[-1].weight - 1e-9 if found else 1.0
    return sorted(found)[:limit], count


def _names(schema: Schema, scope: Scope) -> tuple[str, ...]:
    deriving = ("PERPETRATED", *DERIVING) if not scope.relations or "ATTACKED" in scope.relations else ()
    names = [name for name, one in schema.relations.items() if one.sign or name in deriving]
    return tuple(name for name in names if not scope.relations or name in (*scope.relations, *deriving))


def _acts(id_: str, schema: Schema) -> bool:
    return schema.entity_type(id_) in ACTORS


def _ties(store: Store, scope: Scope, wanted: Selection) -> dict[Pair, Tie]:
    ties: dict[Pair, Tie] = {}
    steps: list[Relation] = []
    if wanted.pairs is not None and not wanted.pairs:
        return ties
    schema = store.schema
    # An event's relations are read even where only ATTACKED is asked for: it follows from them.
    wide = wanted._replace(scope=scope._replace(relations=()))
    acting = tuple(f"{name.lower()}:" for name in ACTORS)
    for one in store.relations(wide, bare=True):
        if one.modality == "negated":
            continue
        if one.relation == "PERPETRATED" or (one.relation in DERIVING and one.target.startswith(acting)):
            steps.append(one)
        elif one.sign and one.source.startswith(acting) and one.target.startswith(acting):
            _keep(ties, one)
    if not scope.relations or "ATTACKED" in scope.relations:
        for one in _attacks(steps, schema):
            _keep(ties, one)
    return ties


def _attacks(steps: Collection[Relation], schema: Schema) -> Iterator[Relation]:
    """Return what follows from the events, one event at a time."""
    by_event: dict[str, list[Relation]] = {}
    for one in steps:
        by_event.setdefault(one.target if one.relation == "PERPETRATED" else one.source, []).append(one)
    for held in by_event.values():
        yield from (one for one in derived(held, schema) if _acts(one.target, schema))


def _keep(ties: dict[Pair, Tie], one: Relation) -> None:
    if one.source != one.target:
        pair = (one.source, one.target) if one.source < one.target else (one.target, one.source)
        tie = Tie(-one.weight, one.relation, one.id, one.sign)
        held = ties.get(pair)
        if held is None or tie < held:
            ties[pair] = tie


def _near(ties: Mapping[Pair, Tie]) -> dict[str, dict[str, Tie]]:
    """Return the ties of each actor by the other end."""
    near: dict[str, dict[str, Tie]] = {}
    for (one, other), tie in ties.items():
        near.setdefault(one, {})[other] = tie
        near.setdefault(other, {})[one] = tie
    return near


def _unbalanced(near: Mapping[str, Mapping[str, Tie]], own: str | None) -> Iterator[tuple[tuple[str, str, str], float]]:
    """Yield corners and weight of each unbalanced triangle once, from its corner of the fewest ties or `own`."""
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
