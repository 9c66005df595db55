"""The strongest signed tie of each pair of actors, in columns that take 30 bytes for each relation."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..graph.model import Relation
from ..graph.relation_ids import relation_name, relation_number
from ..graph.rules import signed_names
from ..graph.schema import EVENT_PARTS, Schema
from ..graph.scope import Rule, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.walks.network import Net
from ._attacks import each_attack_at, stepping

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 20
"""Events whose attacks are derived at a time: an event of many perpetrators and victims has thousands."""


class Ties(NamedTuple):
    """One tie for each pair of actors, in order of (low, high); both are positions in `ids`, which is sorted.

    `rows` are the positions of their relations in `firsts`: first the `direct` ones, then ones that follow from two,
    with the other in `seconds`.
    """

    ids: list[str]
    lows: NDArray[np.int32]
    highs: NDArray[np.int32]
    weights: NDArray[np.float64]
    signs: NDArray[np.int8]
    rows: NDArray[np.int32]
    firsts: array[int]
    seconds: array[int]

    def relation(self, tie: int) -> str:
        """Find the id of the relation of a tie; the id of a derived one has two halves."""
        row = int(self.rows[tie])
        direct = len(self.firsts) - len(self.seconds)
        halves = [self.firsts[row]] if row < direct else [self.firsts[row], self.seconds[row - direct]]
        return "+".join(map(relation_name, halves))


def ties_of_all(store: Store, scope: Scope) -> Ties:
    """Find the ties of all actors."""
    return _ties(store, scope, Selection(scope, names=_names(store.schema, scope)))


def ties_around(store: Store, scope: Scope, entity: str) -> Ties:
    """Find the ties of an actor, and the ties among its neighbours."""
    schema = store.schema
    names = _names(schema, scope)
    wide = scope._replace(relations=(), sign=0)
    net = Net(store.walker(Rule(wide, names, names, (*schema.acting, *schema.event_types))))
    (start,) = net.walker.nodes([entity])
    near = [other for _, nearby in net.near([start]) for other in nearby]
    # Actors tied to it only through an event are two steps away, and its neighbours may be from each other.
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
        # An event's relations are read even if the scope admits only relations derived from them.
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
            for attack in each_attack_at(store, scope, ordered[begin : begin + BATCH], bare=True):
                columns.add(attack)
    return columns.ties()


class _Columns:
    """Signed relations between actors as they are read, a number for each of their values; derived ones come last."""

    def __init__(self, schema: Schema) -> None:
        self._acting = tuple(f"{name.lower()}:" for name in schema.acting)
        self._names = {name: place for place, name in enumerate(sorted(schema.relations))}
        self._places: dict[str, int] = {}
        self._ends = array("i"), array("i")
        self._weights = array("d")
        self._signs, self._named = array("b"), array("h")
        self._firsts, self._seconds = array("q"), array("q")

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
        first, *second = map(relation_number, relation.id.split("+"))
        self._firsts.append(first or 0)
        self._seconds.extend(number or 0 for number in second)

    def ties(self) -> Ties:
        """Select the strongest relation of each pair, by (-weight, relation, id)."""
        import numpy as np

        ids = sorted(self._places)
        pairs = self._pairs(ids)
        rows = np.argsort(pairs, kind="stable").astype(np.int32)
        pairs = pairs[rows]
        is_first = np.ones(len(rows), dtype=bool)
        is_first[1:] = pairs[1:] != pairs[:-1]
        parallel = ~is_first
        parallel[:-1] |= parallel[1:]
        rows[parallel] = self._strongest_first(rows[parallel], pairs[parallel])
        rows, pairs = rows[is_first], pairs[is_first]
        lows = (pairs // max(len(ids), 1)).astype(np.int32)
        highs = (pairs % max(len(ids), 1)).astype(np.int32)
        weights, signs = (_numbers(column)[rows] for column in (self._weights, self._signs))
        return Ties(ids, lows, highs, weights, signs, rows, self._firsts, self._seconds)

    def _pairs(self, ids: Sequence[str]) -> NDArray[np.int64]:
        """Number the pair of each relation, in order of ids, and drop the columns of ends."""
        import numpy as np

        order = {id_: place for place, id_ in enumerate(ids)}
        places = np.array([order[id_] for id_ in self._places], dtype=np.int64)
        low, high = self._ends
        self._places, self._ends = {}, (array("i"), array("i"))
        pairs = places[_numbers(low)] if low else places
        pairs *= len(ids)
        pairs += places[_numbers(high)] if high else places
        return pairs

    def _strongest_first(self, rows: NDArray[np.int32], pairs: NDArray[np.int64]) -> NDArray[np.int32]:
        """Sort the relations of pairs that have several, pair by pair."""
        import numpy as np

        if not len(rows):
            return rows
        weights, named, firsts = (_numbers(column)[rows] for column in (self._weights, self._named, self._firsts))
        seconds = np.zeros(len(rows), dtype=np.uint64)
        derived = rows >= len(self._firsts) - len(self._seconds)
        seconds[derived] = _numbers(self._seconds).view(np.uint64)[rows[derived] - len(self._firsts)]
        return rows[np.lexsort((seconds, firsts.view(np.uint64), named, -weights, pairs))]


def _numbers(column: array[Any]) -> NDArray[Any]:
    """View a column as numbers, without a copy."""
    import numpy as np

    return np.frombuffer(column, dtype=column.typecode) if column else np.zeros(0, dtype=column.typecode)
