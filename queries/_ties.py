"""The strongest signed tie of each pair of actors, as columns: a million relations take 40 bytes each."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from ..graph.model import Relation
from ..graph.relation_ids import relation_name, relation_number
from ..graph.rules import signed_names
from ..graph.schema import EVENT_PARTS, Schema
from ..graph.scope import Rule, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.walks.network import Net
from ._attacks import attacks_at, stepping

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 20
"""Events whose attacks are derived in one go: one of many hands and many victims has thousands."""

_NONE = 0
"""Number of the second half of an id that has one half only."""


class Ties(NamedTuple):
    """One tie for each pair of actors, in order of (low, high); these are places in `ids`, which is sorted."""

    ids: list[str]
    lows: NDArray[np.int64]
    highs: NDArray[np.int64]
    weights: NDArray[np.float64]
    signs: NDArray[np.int8]
    halves: NDArray[np.uint64]

    def relation(self, tie: int) -> str:
        """Return the id of the relation behind a tie; that of a derived one has two halves."""
        return "+".join(relation_name(int(half)) for half in self.halves[:, tie] if half != _NONE)


def ties_of_all(store: Store, scope: Scope) -> Ties:
    """Find the ties of all actors."""
    return _ties(store, scope, Selection(scope, names=_names(store.schema, scope)))


def ties_around(store: Store, scope: Scope, entity: str) -> Ties:
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


def _names(schema: Schema, scope: Scope) -> tuple[str, ...]:
    """List the signed relations, and the relations of events from which some follow."""
    names = signed_names(schema, scope)
    return (*names, *(name for name in _parts(schema, scope) if name not in names))


def _parts(schema: Schema, scope: Scope) -> tuple[str, ...]:
    return schema.with_role(*EVENT_PARTS) if stepping(schema, scope) else ()


def _ties(store: Store, scope: Scope, wanted: Selection) -> Ties:
    columns = _Columns(store.schema)
    if wanted.pairs is None or wanted.pairs:
        signed, eventful = signed_names(store.schema, scope), _parts(store.schema, scope)
        # An event's relations are read even when only relations that follow from them are asked for.
        wide = wanted._replace(scope=scope._replace(relations=(), sign=0))
        events: set[str] = set()
        for relation in store.relations(wide, bare=True):
            if relation.modality != "negated":
                if relation.relation in eventful:
                    events.update(end for end in (relation.source, relation.target) if store.schema.is_event(end))
                if relation.relation in signed:
                    columns.add(relation)
        ordered = sorted(events)
        for begin in range(0, len(ordered), BATCH):
            for attack in attacks_at(store, scope, ordered[begin : begin + BATCH], bare=True):
                columns.add(attack)
    return columns.ties()


class _Columns:
    """Signed relations between actors as they are read, a number for each of their values."""

    def __init__(self, schema: Schema) -> None:
        self._acting = tuple(f"{name.lower()}:" for name in schema.acting)
        self._names = {name: place for place, name in enumerate(sorted(schema.relations))}
        self._places: dict[str, int] = {}
        self._ends = array("l"), array("l")
        self._weights = array("d")
        self._signs, self._named = array("b"), array("h")
        self._halves = array("q"), array("q")

    def add(self, relation: Relation) -> None:
        """Add a relation if it joins two actors."""
        source, target = relation.source, relation.target
        if source == target or not (source.startswith(self._acting) and target.startswith(self._acting)):
            return
        for column, end in zip(self._ends, sorted((source, target)), strict=True):
            column.append(self._places.setdefault(end, len(self._places)))
        self._weights.append(relation.weight)
        self._signs.append(relation.sign)
        self._named.append(self._names[relation.relation])
        first, _, second = relation.id.partition("+")
        for column, half in zip(self._halves, (first, second), strict=True):
            column.append(relation_number(half) or _NONE)

    def ties(self) -> Ties:
        """Return the strongest of each pair, by (-weight, relation, id)."""
        import numpy as np

        ids = sorted(self._places)
        order = {id_: place for place, id_ in enumerate(ids)}
        places = np.array([order[id_] for id_ in self._places], dtype=np.int64)
        lows, highs = (places[np.frombuffer(column, dtype=np.int64)] if column else places for column in self._ends)
        weights = np.frombuffer(self._weights, dtype=np.float64) if ids else np.zeros(0)
        halves = np.stack([np.array(column, dtype=np.int64).view(np.uint64) for column in self._halves])
        ranked = np.lexsort((halves[1], halves[0], np.array(self._named), -weights, highs, lows))
        lows, highs = lows[ranked], highs[ranked]
        best = np.ones(len(ranked), dtype=bool)
        best[1:] = (lows[1:] != lows[:-1]) | (highs[1:] != highs[:-1])
        kept = ranked[best]
        return Ties(ids, lows[best], highs[best], weights[kept], np.array(self._signs, dtype=np.int8)[kept],
                    halves[:, kept])  # fmt: skip
