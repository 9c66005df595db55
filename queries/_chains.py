"""Chains of cause and effect: simple paths that cannot be extended at either end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, pairwise

from ..graph.dates import first_day, last_day
from ..graph.derive import Span
from ..graph.schema import LINKS
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store

MANY = 1_000
"""The most chains listed; among many circles there are more than anybody can read."""

STEPS = 100_000
"""The most steps of the search for chains."""

Chain = tuple[str, ...]


class Chains:
    """The relations of cause and answer in a scope, as a graph."""

    def __init__(self, store: Store, scope: Scope) -> None:
        self._store, self._scope = store, scope
        self._effects: dict[str, dict[str, list[str]]] = {}
        self._causes: dict[str, set[str]] = {}
        self._read: set[str] = set()
        self._steps = 0

    def all(self) -> tuple[list[Chain], bool]:
        """List the chains; return also whether the list is complete."""
        self._load(None)
        chains = list(islice(self._from(self._beginnings()), MANY + 1))
        return chains[:MANY], len(chains) <= MANY and self._steps < STEPS

    def about(self, event: str) -> tuple[list[Chain], bool]:
        """List the chains through an event; return also whether the list is complete."""
        self._reachable(event, forward=True)
        before = self._reachable(event, forward=False)
        chains = list(islice(self._from(self._beginnings(before), event), MANY + 1))
        return chains[:MANY], len(chains) <= MANY and self._steps < STEPS

    def relations(self, chains: Iterable[Sequence[str]]) -> list[str]:
        """List the relations that join the events of some chains."""
        return [id_ for chain in chains for pair in pairwise(chain) for id_ in self._effects[pair[0]][pair[1]]]

    def _load(self, about: Collection[str] | None) -> None:
        schema = self._store.schema
        names = [
            name for name in schema.with_role(*LINKS) if not self._scope.relations or name in self._scope.relations
        ]
        wanted = Selection(self._scope, about=about, names=names)
        for relation in self._store.relations(wanted, bare=True) if names else ():
            cause, effect = (
                (relation.source, relation.target)
                if schema.role(relation.relation) == "cause"
                else (relation.target, relation.source)
            )
            if cause != effect and relation.modality != "negated":
                relations = self._effects.setdefault(cause, {}).setdefault(effect, [])
                if relation.id not in relations:
                    relations.append(relation.id)
                self._causes.setdefault(effect, set()).add(cause)

    def _reachable(self, start: str, *, forward: bool) -> set[str]:
        """Collect all effects of an event, or all its causes, reading relations from the store as needed."""
        reached, frontier = {start}, {start}
        while frontier:
            missing = frontier - self._read
            if missing:
                self._load(sorted(missing))
                self._read |= missing
            near = self._effects if forward else self._causes
            frontier = {other for node in frontier for other in near.get(node, ())} - reached
            reached |= frontier
        return reached

    def _beginnings(self, among: Collection[str] | None = None) -> list[str]:
        """List the events where a chain may begin: without a cause outside their own circle."""
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from((cause, effect) for cause in self._effects for effect in self._effects[cause])
        circles = nx.strongly_connected_components(graph)
        circle_of = {node: number for number, circle in enumerate(circles) for node in circle}
        candidates = circle_of if among is None else [node for node in among if node in circle_of]
        return sorted(
            node for node in candidates
            if all(circle_of[cause] == circle_of[node] for cause in self._causes.get(node, ()))
        )  # fmt: skip

    def _from(self, beginnings: Iterable[str], through: str | None = None) -> Iterator[Chain]:
        """Yield the chains from these beginnings, in order of ids; with `through`, only the ones that contain it."""
        before = self._reachable(through, forward=False) if through is not None else set()
        for start in beginnings:
            for path in self._paths(start, through, before):
                events = set(path)
                if (through is None or through in events) and self._causes.get(start, set()) <= events:
                    yield path

    def _paths(self, start: str, through: str | None, before: Collection[str]) -> Iterator[Chain]:
        """Yield the simple paths from an event that no effect extends, in order of ids (depth first)."""
        path: dict[str, None] = {start: None}  # a set in order
        choices = [iter(self._onward(path, through, before))]
        while choices and self._steps < STEPS:
            effect = next(choices[-1], None)
            if effect is None:
                choices.pop()
                path.popitem()
                continue
            self._steps += 1
            path[effect] = None
            further = self._onward(path, through, before)
            choices.append(iter(further))
            if not further:
                yield tuple(path)

    def _onward(self, path: dict[str, None], through: str | None, before: Collection[str]) -> list[str]:
        """List the effects that may extend a path; until it contains `through`, only events `before` that."""
        effects = (effect for effect in self._effects.get(next(reversed(path)), ()) if effect not in path)
        return sorted(effect for effect in effects if through is None or through in path or effect in before)


def out_of_order(spans: Sequence[Span]) -> bool:
    """Check whether a span certainly ends before an earlier one in the list begins.

    >>> out_of_order([("2020-03", "2020-03"), (None, None), ("2019", "2019")])
    True
    >>> out_of_order([("2020-03", "2020-03"), ("2020", "2020")])
    False
    """
    latest = ""
    for start, end in spans:
        if end and last_day(end) < latest:
            return True
        if start:
            latest = max(latest, first_day(start))
    return False
