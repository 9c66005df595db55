"""Arcs read from the file: one statement for a whole frontier and direction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import cast

from ...model import RANK
from ...scope import Arc, Degree, Node, Rule, SpannedArc
from .sql_conditions import in_scope, numbers, terms_of
from .tables import TYPE_BITS

_ANY = "r.name IN {names}"
_LEAVING = _ANY + " AND r.{here} IN (SELECT value FROM json_each(:frontier))"
_JOINING = "+" + _LEAVING + " AND r.{there} IN (SELECT value FROM json_each(:others))"
"""Conditions on the relation (r) of an arc from `here` to `there`; the + makes SQLite look up pairs, not names."""


class FileWalker:
    """The arcs of a rule in one file; nodes are the file's own entity numbers."""

    def __init__(self, database: sqlite3.Connection, terms: Mapping[str, int], rule: Rule) -> None:
        self._database = database
        self._scope, self._values = in_scope(rule.scope)
        self._scope += f" AND r.modality != {RANK['negated']}"
        self._types = None if rule.through is None else numbers(terms_of(terms, rule.through))
        self._ends = numbers(cast("list[int]", self.nodes(rule.ends)))
        self._avoided = numbers(cast("list[int]", self.nodes(rule.scope.avoid)))
        along, against = (numbers(terms_of(terms, names)) for names in (rule.along, rule.against))
        self._along, self._against = along, against
        self._either = numbers(terms_of(terms, tuple(dict.fromkeys((*rule.along, *rule.against)))))
        self._forward = ("source", "target", along), ("target", "source", against)
        self._backward = ("target", "source", along), ("source", "target", against)

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Look up the nodes of existing entities, which are their numbers, in the order given."""
        wanted = list(ids)
        if not wanted:
            return []
        rows = self._database.execute(
            "SELECT id, n FROM entity WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(wanted)]
        )
        known = dict(rows)
        return [known[id_] for id_ in wanted if id_ in known]

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Look up the ids of nodes."""
        listed = numbers(cast("Collection[int]", nodes))
        return dict(self._database.execute(f"SELECT n, id FROM entity WHERE n IN {listed}"))

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterable[Arc]:
        """Iterate over the arcs that leave the frontier, or (`backward`) arrive there."""
        return self._fetched(_LEAVING, {"frontier": json.dumps(list(frontier))}, backward=backward)

    def arcs_between(
        self, nodes: Collection[Node], others: Collection[Node], *, backward: bool = False
    ) -> Iterable[Arc]:
        """Iterate over the `arcs` of nodes that lead to some others."""
        ends = {"frontier": json.dumps(list(nodes)), "others": json.dumps(list(others))}
        return self._fetched(_JOINING, ends, backward=backward)

    def _fetched(self, condition: str, ends: Mapping[str, str], *, backward: bool) -> Iterable[Arc]:
        """Fetch the arcs that meet a condition all at once, which takes half the time of one by one."""
        values = {**self._values, **ends}
        return chain.from_iterable(
            self._database.execute(self._statement(condition, *way), values).fetchall()
            for way in (self._backward if backward else self._forward)
        )

    def ways(self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0) -> None:
        """Prefetch nothing: reading the file again is as fast."""

    def degrees(self, ids: Collection[str]) -> Mapping[str, Degree]:
        """Count the other entities, of any type, that the rule's relations tie some entities to."""
        here = numbers(cast("list[int]", self.nodes(ids)))
        # Each direction is in order of the other end in its index: sorted, the union merges them without a temporary
        # table, which halves the time.
        ties = " UNION ".join(
            f"SELECT r.{other} AS there FROM relation r WHERE r.{end} = e.n AND r.name IN {self._either} "
            f"AND r.{other} NOT IN {self._avoided} AND {self._scope}"
            for end, other in (("source", "target"), ("target", "source"))
        )
        rows = self._database.execute(
            f"SELECT e.id, e.name, (SELECT count(*) FROM ({ties} ORDER BY there) WHERE there != e.n) "
            f"FROM entity e WHERE e.n IN {here}",
            self._values,
        )
        return {id_: Degree(name, count) for id_, name, count in rows}

    def around(self, start: Node, hops: int, *, backward: bool = False, shared: Collection[str] = ()) -> None:
        """Prefetch nothing: reading the file again is as fast."""

    def spans(self, nodes: Collection[Node] | None) -> Iterator[SpannedArc]:
        """Iterate over all arcs that arrive at some nodes (None: all), from nodes of any type."""
        here = "IS NOT NULL" if nodes is None else "IN (SELECT value FROM json_each(:frontier))"
        values = self._values if nodes is None else {**self._values, "frontier": json.dumps(list(nodes))}
        for source, target, names in (("source", "target", self._along), ("target", "source", self._against)):
            yield from self._database.execute(
                f"SELECT r.{source}, r.{target}, r.name, r.weight, r.starts, r.ends FROM relation r "
                f"WHERE r.name IN {names} AND r.source NOT IN {self._avoided} AND r.target NOT IN {self._avoided} "
                f"AND {self._scope} AND r.{target} {here}",
                values,
            )

    def all_arcs(self) -> Iterator[Arc]:
        """Iterate over the arcs of the rule; an arc without direction comes twice."""
        for here, there, names in self._forward:
            ok = "1" if self._types is None else f"r.{here} >> {TYPE_BITS} IN {self._types}"
            yield from self._database.execute(self._statement(f"{_ANY} AND {ok}", here, there, names), self._values)

    def _statement(self, condition: str, here: str, there: str, names: str) -> str:
        """Write the statement for the arcs from one end of relations to the other; `condition` has fields for all."""
        reachable = "1"
        if self._types is not None:
            reachable = f"(r.{there} >> {TYPE_BITS} IN {self._types} OR r.{there} IN {self._ends})"
        return (
            f"SELECT r.{here}, r.{there}, r.weight FROM relation r "
            f"WHERE {condition.format(here=here, there=there, names=names)} AND {reachable} "
            f"AND r.{there} NOT IN {self._avoided} AND r.{here} NOT IN {self._avoided} AND {self._scope}"
        )
