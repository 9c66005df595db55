"""The strongest signed tie of each pair of actors, and the triangles of them that do not balance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import nsmallest
from typing import NamedTuple

from ..graph.derive import derived
from ..graph.grading import rounded
from ..graph.model import Relation
from ..graph.schema import ACTORS, DERIVING, WALKABLE, Schema
from ..graph.scope import Scope
from ..graph.store import Rule, Selection, Store
from ..graph.walk.net import Net

Pair = tuple[str, str]


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
    count = 0

    def counted() -> Iterator[Triangle]:
        nonlocal count
        for one in _triangles(ties, own):
            count += 1
            yield one

    found = sorted(counted()) if limit is None else nsmallest(limit, counted())
    return found, count


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


def _triangles(ties: Mapping[Pair, Tie], own: str | None) -> Iterable[Triangle]:
    """Yield each unbalanced triangle once: from its edge whose ends have the fewest ties, or about one corner."""
    near: dict[str, set[str]] = {}
    for one, other in ties:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    rank = {node: (len(others), node) for node, others in near.items()}
    if own is not None:
        rank = {node: (0 if node == own else 1, node) for node in near}
    onward = {node: {other for other in others if rank[other] > rank[node]} for node, others in near.items()}
    for node in [own] if own is not None else near:
        first = onward.get(node, set())
        for other in first:
            for third in first & onward[other]:
                a, b, c = sorted((node, other, third))
                sides = ties[a, b], ties[a, c], ties[b, c]
                if sides[0].sign * sides[1].sign * sides[2].sign < 0:
                    product = sides[0].negative_weight * sides[1].negative_weight * sides[2].negative_weight
                    signs = (sides[0].sign, sides[1].sign, sides[2].sign)
                    yield Triangle(-rounded(-product), a, b, c, signs)
