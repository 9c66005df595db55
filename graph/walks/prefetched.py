"""Arcs that were fetched at once, to be walked without asking again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ..scope import Arc, Node, SpannedArc

if TYPE_CHECKING:
    from ..stores.protocol import Walker


class Held:
    """The part of a walker's graph that a search has said it will need, and nothing else of it."""

    def __init__(self, walker: Walker, arcs: Iterable[Arc], *, backward: bool = False) -> None:
        self._walker = walker
        self._sides: tuple[dict[Node, list[Arc]], dict[Node, list[Arc]]] = ({}, {})
        for here, there, weight in arcs:
            self._sides[backward].setdefault(here, []).append((here, there, weight))
            self._sides[not backward].setdefault(there, []).append((there, here, weight))

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Return the handles of entities that are known to exist, in the order asked."""
        return self._walker.nodes(ids)

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Return the ids of some nodes."""
        return self._walker.ids(nodes)

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Return the arcs held that leave the frontier, or (`backward`) that arrive: (its node, other, weight)."""
        held = self._sides[backward]
        return (arc for node in frontier for arc in held.get(node, ()))

    def ways(self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0) -> None:
        """Return None: all is here already."""

    def around(self, start: Node, hops: int, *, backward: bool = False) -> None:
        """Return None: all is here already."""

    def relations(self, pairs: Collection[tuple[str, str]]) -> list[str] | None:
        """Return the ids of the relations that lead from the first to the second of each pair, None if not fetched."""
        return self._walker.relations(pairs)

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Return the arcs that arrive at some nodes, not only those fetched."""
        return self._walker.spans(nodes)

    def all_arcs(self) -> Iterator[Arc]:
        """Return every arc held, in its direction."""
        return (arc for arcs in self._sides[False].values() for arc in arcs)
