"""Arcs straight from the server: one round trip for a whole frontier."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import cast

from ..store import Arc, Node, Rule
from .filters import in_scope
from .layout import either
from .server import Server


class ServerWalker:
    """The arcs of a rule on one server; nodes are ids."""

    def __init__(self, server: Server, rule: Rule) -> None:
        self._server = server
        self._rule = rule
        condition, self._values = in_scope(rule.scope)
        self._condition = f"{condition} AND r.modality <> 'negated'"
        if rule.through is not None:
            self._values["ends"] = list(rule.ends)

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Return the ids of entities that are known to exist, in the order asked."""
        wanted = list(ids)
        known = {row[0] for row in self._server.read(_KNOWN, ids=wanted)} if wanted else set()
        return [one for one in wanted if one in known]

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Return the ids of some nodes."""
        return {node: cast("str", node) for node in nodes}

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterable[Arc]:
        """Return the arcs that leave the frontier, or (`backward`) those that arrive: (its node, other, weight)."""
        branches = self._branches(backward=backward)
        if not branches or not frontier:
            return []
        reached = self._reached("b")
        parts = " UNION ALL ".join(
            f"WITH a MATCH {pattern} WHERE {self._condition}{reached} RETURN b.id AS other, r.weight AS weight"
            for pattern in branches
        )
        statement = f"UNWIND $frontier AS id MATCH (a:Entity {{id: id}}) CALL {{ {parts} }} RETURN a.id, other, weight"
        rows = self._server.read(statement, frontier=list(frontier), **self._values)
        return cast("list[Arc]", rows)

    def all_arcs(self) -> Iterator[Arc]:
        """Return every arc of the rule once in its direction; what can be walked both ways comes twice."""
        reached = self._reached("b")
        if self._rule.through is not None:
            reached += f" AND {_typed('a', self._rule.through)}"
        for pattern in self._branches(backward=False):
            statement = f"MATCH {pattern} WHERE {self._condition}{reached} RETURN a.id, b.id, r.weight"
            yield from cast("Iterator[Arc]", self._server.stream(statement, **self._values))

    def _branches(self, *, backward: bool) -> list[str]:
        """Return patterns from a to b; what may be walked against its arrow is met by following it backward."""
        along, against = ("<-", "-"), ("-", "->")
        if not backward:
            along, against = against, along
        directions = ((self._rule.along, along), (self._rule.against, against))
        return [f"(a){left}[r:{either(names)}]{right}(b)" for names, (left, right) in directions if names]

    def _reached(self, node: str) -> str:
        if self._rule.through is None:
            return ""
        return f" AND ({_typed(node, self._rule.through)} OR {node}.id IN $ends)"


_KNOWN = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id"


def _typed(node: str, types: Sequence[str]) -> str:
    return f"{node}:{either(types)}" if types else "false"
