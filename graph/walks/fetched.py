"""Relations fetched together, walked without reading the store again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from ..model import Relation
from ..scope import Arc, Node, Rule, SpannedArc
from .derived import DerivedWalker

if TYPE_CHECKING:
    from ..stores.contract.walker import Walker


class Fetched(DerivedWalker):
    """The relations of a rule around one node, in a store whose nodes are ids; `passes` checks nodes to reach."""

    def __init__(
        self, walker: Walker, rule: Rule, relations: Iterable[Relation], passes: Callable[[Node], bool]
    ) -> None:
        super().__init__(walker)
        self._passes = passes
        self._leaving: dict[Node, list[SpannedArc]] = {}
        self._arriving: dict[Node, list[SpannedArc]] = {}
        for relation in relations:
            for arc in arcs_of(relation, rule):
                self._leaving.setdefault(arc[0], []).append(arc)
                self._arriving.setdefault(arc[1], []).append(arc)

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterator[Arc]:
        """Yield the fetched arcs that leave the frontier, or (`backward`) arrive there."""
        arcs_by_node = self._arriving if backward else self._leaving
        for node in frontier:
            for source, target, _, weight, _, _ in arcs_by_node.get(node, ()):
                other = source if backward else target
                if self._passes(other):
                    yield node, other, weight

    def spans(self, nodes: Collection[Node] | None) -> Iterator[SpannedArc]:
        """Yield the fetched arcs that arrive at some nodes (None: all), from nodes of any type."""
        for node in self._arriving if nodes is None else nodes:
            yield from self._arriving.get(node, ())

    def all_arcs(self) -> Iterator[Arc]:
        """Yield the fetched arcs in their direction."""
        return self.arcs(list(self._leaving))


def arcs_of(relation: Relation, rule: Rule) -> Iterator[SpannedArc]:
    """Yield the arcs of a relation: along its arrow, against it, or both, as the rule says."""
    rest = (relation.relation, relation.weight, relation.start or "", relation.end or "")
    if relation.relation in rule.along:
        yield (relation.source, relation.target, *rest)
    if relation.relation in rule.against:
        yield (relation.target, relation.source, *rest)
