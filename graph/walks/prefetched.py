"""Arcs fetched in one go, walked without asking the store again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ..scope import Arc, Node, SpannedArc

if TYPE_CHECKING:
    from ..stores.protocol import Walker


class Prefetched:
    """The part of a walker's graph that a search has asked for in advance."""

    def __init__(self, walker: Walker, arcs: Iterable[Arc], *, backward: bool = False) -> None:
        self._walker = walker
        self._sides: tuple[dict[Node, list[Arc]], dict[Node, list[Arc]]] = ({}, {})
        for here, there, weight in arcs:
            self._sides[backward].setdefault(here, []).append((here, there, weight))
            self._sides[not backward].setdefault(there, []).append((there, here, weight))

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Return the handles of existing entities, in the order given."""
        return self._walker.nodes(ids)

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Return the ids of nodes."""
        return self._walker.ids(nodes)

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Iterate over the fetched arcs that leave the frontier, or (`backward`) arrive at it."""
        arcs_by_node = self._sides[backward]
        return (arc for node in frontier for arc in arcs_by_node.get(node, ()))

    def ways(self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0) -> None:
        """Return None: all arcs are here already."""

    def around(self, start: Node, hops: int, *, backward: bool = False) -> None:
        """Return None: all arcs are here already."""

    def relations(self, pairs: Collection[tuple[str, str]]) -> list[str] | None:
        """Return the ids of the relations that lead from the first to the second of each pair; None if not fetched."""
        return self._walker.relations(pairs)

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Return all arcs that arrive at some nodes, fetched or not."""
        return self._walker.spans(nodes)

    def all_arcs(self) -> Iterator[Arc]:
        """Iterate over the fetched arcs in their direction."""
        return (arc for arcs in self._sides[False].values() for arc in arcs)
