"""The protocol of walkers, which read arcs for searches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ...model import Relation
    from ...scope import Arc, Degree, Node, SpannedArc


class Walker(Protocol):
    """The arcs of one rule, read a whole frontier at a time.

    A node is the store's handle of an entity; an arc is (node of the frontier, neighbour, weight).
    """

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Look up the nodes of existing entities, in the order given."""
        ...

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Look up the ids of nodes."""
        ...

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterable[Arc]:
        """Iterate over the arcs that leave the frontier, or (`backward`) arrive there."""
        ...

    def arcs_between(
        self, nodes: Collection[Node], others: Collection[Node], *, backward: bool = False
    ) -> Iterable[Arc] | None:
        """Iterate over the `arcs` of nodes that lead to some others; None if reading all arcs is as fast."""
        ...

    def ways(
        self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0
    ) -> Iterable[Arc] | None:
        """Prefetch the arcs of all paths of at most `max_hops`, or (`shortest`) of the fewest hops.

        Paths whose product of weights is below `least` may be left out, other arcs may be included. Returns None
        where the store cannot prefetch them, or would gain nothing over `arcs`.
        """
        ...

    def degrees(self, ids: Collection[str]) -> Mapping[str, Degree]:
        """Look up the degrees of the entities that the store counts cheaply, as `ways` may do."""
        ...

    def around(
        self, start: Node, hops: int, *, backward: bool = False, shared: Collection[str] = ()
    ) -> Iterable[Relation] | None:
        """Prefetch the bare relations of all walks of this length from a node, or (`backward`) to it.

        The only attributes they have are `against` and fractions. At every node where one of the `shared` relations
        arrives, all arrivals of these are included, from nodes of any type. Returns None as `ways` does.
        """
        ...

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Iterate over all arcs that arrive at some nodes (None: all), from nodes of any type."""
        ...

    def all_arcs(self) -> Iterator[Arc]:
        """Iterate over the arcs of the rule; an arc without direction comes twice."""
        ...
