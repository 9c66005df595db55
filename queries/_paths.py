"""What the path queries share: the net they search, and routes as rows with the relations of each hop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..graph.errors import InputError
from ..graph.grading import rounded
from ..graph.identity.resolve import resolve_all
from ..graph.model import Answer, Columns, Relation, Row
from ..graph.rules import path_rule
from ..graph.scope import Node, Rule, Scope, Selection
from ..graph.walks.network import Net
from ..graph.walks.route import Route
from ._answer import answer, strongest

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

COLUMNS: Columns = {"nodes": "path", "hops": "number", "weight": "number", "relations": "relation"}


class PathNet:
    """The path graph between some ends; `ends` are ids, `handles` what the walk calls them."""

    def __init__(self, store: Store, mentions: Sequence[str], scope: Scope, *, directed: bool = False) -> None:
        self.ends = resolve_all(store, mentions)
        if len(set(self.ends)) < len(self.ends):
            raise InputError(f"A path needs different ends: “{mentions[0]}” and “{mentions[1]}” are the same entity.")
        self.rule: Rule = path_rule(store.schema, scope, self.ends, directed=directed)
        self.net = Net(store.walker(self.rule))
        self.handles: list[Node] = self.net.walker.nodes(self.ends)
        self._store = store
        self._directed = directed

    def rows(self, routes: Iterable[Route]) -> tuple[list[Row], list[str]]:
        """Return routes as rows of the path queries, and the ids of all relations in them."""
        found = [([self.net.ids(route.nodes)[node] for node in route.nodes], route) for route in routes]
        hops = self.hops({pair for ids, _ in found for pair in pairwise(ids)})
        rows: list[Row] = []
        for ids, route in found:
            told = [[one.id for one in hops[pair]] for pair in pairwise(ids)]
            rows.append({"nodes": ids, "hops": route.hops, "weight": rounded(route.weight), "relations": told})
        return rows, [one for row in rows for hop in row["relations"] for one in hop]

    def hops(self, pairs: set[tuple[str, str]]) -> dict[tuple[str, str], list[Relation]]:
        """Return the relations of each hop, from the first to the second of a pair, strongest first."""
        hops: dict[tuple[str, str], list[Relation]] = {pair: [] for pair in pairs}
        if pairs:
            wanted = Selection(self.rule.scope, pairs=sorted(pairs), names=self.rule.along)
            for one in self._store.relations(wanted, bare=True):
                self._join(hops, one)
        return {pair: strongest(relations) for pair, relations in hops.items()}

    def _join(self, hops: dict[tuple[str, str], list[Relation]], one: Relation) -> None:
        if one.modality == "negated":
            return
        if (one.source, one.target) in hops:
            hops[one.source, one.target].append(one)
        if (one.target, one.source) in hops and one.relation in self.rule.against:
            hops[one.target, one.source].append(one)


def path_answer(
    query: str, net: PathNet, routes: Iterable[Route], limit: int | None, total: int | None = None
) -> Answer:
    """Return routes as the answer of a path query."""
    rows, relations = net.rows(routes)
    entities = [id_ for row in rows for id_ in row["nodes"]]
    return answer(query, COLUMNS, rows, entities=entities, relations=relations, limit=limit, total=total)
