"""Arcs fetched together, walked without reading the store again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..scope import Arc, Degree, Node, SpannedArc

if TYPE_CHECKING:
    from ..stores.contract.walker import Walker


class Prefetched:
    """The part of a walker's graph that was prefetched for a search."""

    def __init__(self, walker: Walker, arcs: Iterable[Arc]) -> None:
        self._walker = walker
        self._sides: tuple[dict[Node, list[Arc]], dict[Node, list[Arc]]] = ({}, {})
        for here, there, weight in arcs:
            self._sides[0].setdefault(here, []).append((here, there, weight))
            self._sides[1].setdefault(there, []).append((there, here, weight))

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Look up the nodes of existing entities, in the order given."""
        return self._walker.nodes(ids)

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Look up the ids of nodes."""
        return self._walker.ids(nodes)

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Iterate over the fetched arcs that leave the frontier, or (`backward`) arrive there."""
        arcs_by_node = self._sides[backward]
        return (arc for node in frontier for arc in arcs_by_node.get(node, ()))

    def arcs_between(self, nodes: Collection[Node], others: Collection[Node], *, backward: bool = False) -> None:
        """Return None: reading all arcs is as fast."""

    def ways(self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0) -> None:
        """Return None: all arcs are fetched already."""

    def degrees(self, ids: Collection[str]) -> Mapping[str, Degree]:
        """Look up the degrees of the entities whose ties were counted while fetching."""
        return self._walker.degrees(ids)

    def around(self, start: Node, hops: int, *, backward: bool = False, shared: Collection[str] = ()) -> None:
        """Return None: all arcs are fetched already."""

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Iterate over all arcs that arrive at some nodes, fetched or not."""
        return self._walker.spans(nodes)

    def all_arcs(self) -> Iterator[Arc]:
        """Iterate over the fetched arcs in their direction."""
        return (arc for arcs in self._sides[0].values() for arc in arcs)
