"""Arcs fetched together, walked without reading the store again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ..scope import Arc, Node
from .derived import DerivedWalker

if TYPE_CHECKING:
    from ..stores.contract.walker import Walker


class Prefetched(DerivedWalker):
    """The part of a walker's graph that was prefetched for a search."""

    def __init__(self, walker: Walker, arcs: Iterable[Arc]) -> None:
        super().__init__(walker)
        self._sides: tuple[dict[Node, list[Arc]], dict[Node, list[Arc]]] = ({}, {})
        for here, there, weight in arcs:
            self._sides[0].setdefault(here, []).append((here, there, weight))
            self._sides[1].setdefault(there, []).append((there, here, weight))

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Iterate over the fetched arcs that leave the frontier, or (`backward`) arrive there."""
        arcs_by_node = self._sides[backward]
        return (arc for node in frontier for arc in arcs_by_node.get(node, ()))

    def all_arcs(self) -> Iterator[Arc]:
        """Iterate over the fetched arcs in their direction."""
        return (arc for arcs in self._sides[0].values() for arc in arcs)
