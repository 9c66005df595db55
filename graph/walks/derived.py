"""The base of walkers that are made from another walker."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from ..scope import Degree, Node, SpannedArc

if TYPE_CHECKING:
    from ..stores.contract.walker import Walker


class DerivedWalker:
    """A part of another walker's graph, or all of it with other weights; classes add `arcs` and `all_arcs`.

    It prefetches nothing: a store does so by its own weights and for all relations of its rule.
    """

    def __init__(self, walker: Walker) -> None:
        self._walker = walker

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Look up the nodes of existing entities, in the order given."""
        return self._walker.nodes(ids)

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Look up the ids of nodes."""
        return self._walker.ids(nodes)

    def degrees(self, ids: Collection[str]) -> Mapping[str, Degree]:
        """Look up the degrees of the entities whose ties were counted while fetching."""
        return self._walker.degrees(ids)

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Iterate over the arcs that arrive at some nodes, with the weights of the other walker."""
        return self._walker.spans(nodes)

    def arcs_between(self, nodes: Collection[Node], others: Collection[Node], *, backward: bool = False) -> None:
        """Leave it to the caller to choose among all arcs, which takes no longer."""

    def ways(self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0) -> None:
        """Prefetch nothing."""

    def around(self, start: Node, hops: int, *, backward: bool = False, shared: Collection[str] = ()) -> None:
        """Prefetch nothing."""
