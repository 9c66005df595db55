"""The signed graph between actors: signed relations, and attacks that follow from events."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from heapq import heappop, heappush
from itertools import count as count_from
from itertools import pairwise
from typing import NamedTuple

from ..graph.grading import rounded
from ..graph.model import Relation
from ..graph.rules import signed_names
from ..graph.scope import Node, Rule, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.walks.between import between
from ..graph.walks.network import Nearby, Net
from ._answer import strongest
from ._attacks import Pair, attacks_by, stepping

Hop = Mapping[int, list[Relation]]
"""The relations of a pair by sign, the strongest of each sign first."""


class SignedPath(NamedTuple):
    """A path by its nodes, with the sign of each hop and the relations of that sign."""

    weight: float
    nodes: tuple[str, ...]
    signs: tuple[int, ...]
    relations: tuple[tuple[Relation, ...], ...]

    @property
    def sign(self) -> int:
        """The product of the signs."""
        return -1 if self.signs.count(-1) % 2 else 1


class SignedNet(Net):
    """The actors joined by a signed relation, or by an event in which one attacked the other."""

    def __init__(self, store: Store, scope: Scope) -> None:
        self._names = signed_names(store.schema, scope)
        acting, events = store.schema.acting, store.schema.event_types
        super().__init__(store.walker(Rule(scope, self._names, self._names, acting)))
        self._steps = stepping(store.schema, scope)
        wide = scope._replace(relations=(), sign=0)
        # Arrows lead from the perpetrators of an event to the event, and from there to its targets.
        self._event_net = Net(store.walker(Rule(wide, self._steps, (), (*acting, *events))))
        self._store, self._scope = store, scope

    def near(self, frontier: Collection[Node], *, backward: bool = False) -> list[tuple[Node, Nearby]]:
        """Look up the actors next to each node of the frontier; the weights have no meaning here."""
        direct = dict(super().near(frontier, backward=backward)) if self._names else {}
        neighbours = {node: dict(direct.get(node, {})) for node in frontier}
        for side in (False, True) if self._steps else ():
            by_event = dict(self._event_net.near(frontier, backward=side))
            events = list(dict.fromkeys(event for near in by_event.values() for event in near))
            members = dict(self._event_net.near(events, backward=side))
            for node in frontier:
                others = {other: 1.0 for event in by_event[node] for other in members[event] if other != node}
                neighbours[node].update(others)
        return list(neighbours.items())

    def between(
        self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0
    ) -> Net | None:
        """Prefetch nothing: attacks that follow from events are not arcs of a store."""

    def hops(self, pairs: Collection[Pair], parts: Collection[Pair]) -> dict[Pair, Hop]:
        """Look up the signed relations between the ends of each pair, in either order; `parts`: of actors in events."""
        names = self._names
        relations = (
            list(self._store.relations(Selection(self._scope, pairs=pairs, names=names), bare=True)) if names else []
        )
        relations += attacks_by(self._store, self._scope, parts, pairs)
        hops: dict[Pair, dict[int, list[Relation]]] = {}
        for relation in strongest(
            relation for relation in relations if relation.modality != "negated" and relation.sign
        ):
            for ends in ((relation.source, relation.target), (relation.target, relation.source)):
                if ends in pairs:
                    hops.setdefault(ends, {}).setdefault(relation.sign, []).append(relation)
        return dict(hops)

    def between_ends(self, source: str, target: str, max_hops: int) -> dict[str, dict[str, Hop]]:
        """Look up the hops of all paths of at most `max_hops` between two actors."""
        handles = self.walker.nodes([source, target])
        arcs = between(self, handles[0], handles[1], max_hops)
        nodes = {node for start, near in arcs.items() for node in (start, *near)}
        ids = self.ids(nodes)
        pairs = {(ids[start], ids[end]) for start, near in arcs.items() for end in near}
        steps: dict[str, dict[str, Hop]] = {}
        for (start, end), hop in self.hops(pairs, self._parts(nodes) if pairs else ()).items():
            steps.setdefault(start, {})[end] = hop
        return steps

    def _parts(self, nodes: Collection[Node]) -> list[Pair]:
        """List the parts of some actors in the events in which one of them attacked another, as (actor, event)."""
        if not self._steps:
            return []
        deeds, hits = (self._event_net.near(list(nodes), backward=side) for side in (False, True))
        shared = {event for _, near in deeds for event in near} & {event for _, near in hits for event in near}
        parts = {(node, event) for side in (deeds, hits) for node, near in side for event in near if event in shared}
        ids = self._event_net.ids({end for part in parts for end in part})
        return sorted((ids[node], ids[event]) for node, event in parts)


# The search tracks each path's state: the number of its hostile hops, and for a common foe where they meet.
ONE_SIGN = {(0, 1): 0, (0, -1): 1, (1, 1): 1}
COMMON_FOE = {(0, 1): 0, (0, -1): 1, (1, -1): 2, (2, 1): 2}
Moves = Mapping[tuple[int, int], int]


def best_path(
    steps: Mapping[str, Mapping[str, Hop]], ends: Pair, max_hops: int, moves: Moves, accepted: int
) -> SignedPath | None:
    """Find the best simple path that ends in an accepted state, by (-weight, hops, ids), or None.

    A best-first search over paths from the source, each rated by the best possible continuation. Continuations may
    pass a node twice, so that no path is rated too low.
    """
    source, target = ends
    queue = _Queue(_onward(steps, target, max_hops, moves, accepted), max_hops)
    queue.push(_Begun((source,), 1.0, 0, ()))
    while (path := queue.pop()) is not None:
        nodes, weight, state, signs = path
        if nodes[-1] == target:
            hops = [steps[start][end] for start, end in pairwise(nodes)]
            relations = tuple(tuple(hop[sign]) for hop, sign in zip(hops, signs, strict=True))
            return SignedPath(rounded(weight), nodes, signs, relations)
        for other, hop in sorted(steps.get(nodes[-1], {}).items()):
            for sign, (strongest_, *_) in hop.items():
                if other not in nodes and (state, sign) in moves:
                    longer = (*nodes, other), weight * strongest_.weight, moves[state, sign], (*signs, sign)
                    queue.push(_Begun(*longer))
    return None


class _Begun(NamedTuple):
    """A path from the source: its nodes, weight, state and the signs of its hops."""

    nodes: tuple[str, ...]
    weight: float
    state: int
    signs: tuple[int, ...]


class _Queue:
    """Begun paths, by (-weight, hops, ids) of the best path that each may become."""

    def __init__(self, onward: list[dict[tuple[str, int], float]], max_hops: int) -> None:
        self._onward, self._max_hops = onward, max_hops
        self._serial = count_from()  # keeps equal ones in order of arrival
        self._heap: list[tuple[float, int, tuple[str, ...], int, _Begun]] = []

    def push(self, path: _Begun) -> None:
        """Add a path, unless it cannot reach the target."""
        layers = self._onward[: self._max_hops - len(path.signs) + 1]
        rest = [layer.get((path.nodes[-1], path.state), -1.0) for layer in layers]
        if max(rest) < 0:
            return
        best = rounded(path.weight * max(rest))
        fewest = next(hops for hops, value in enumerate(rest) if value >= 0 and rounded(path.weight * value) == best)
        heappush(self._heap, (-best, len(path.signs) + fewest, path.nodes, next(self._serial), path))

    def pop(self) -> _Begun | None:
        """Take the most promising path; None if there is none left."""
        return heappop(self._heap)[-1] if self._heap else None


def _onward(
    steps: Mapping[str, Mapping[str, Hop]], target: str, max_hops: int, moves: Moves, accepted: int
) -> list[dict[tuple[str, int], float]]:
    """Compute, for each number of hops left, the best product from a node and state to the target."""
    layers: list[dict[tuple[str, int], float]] = [{(target, accepted): 1.0}]
    for _ in range(max_hops):
        layer: dict[tuple[str, int], float] = {}
        for node, near in steps.items():
            for other, hop in near.items():
                for (state, sign), after in moves.items():
                    value = layers[-1].get((other, after), -1.0)
                    if sign in hop and value >= 0:
                        product = hop[sign][0].weight * value
                        layer[node, state] = max(product, layer.get((node, state), -1.0))
        layers.append(layer)
    return layers
