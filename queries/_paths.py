"""What the path queries share: the net they search, and routes as rows with the relations of each hop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..graph.errors import InputError
from ..graph.grading import rounded
from ..graph.identity.resolve import resolve_all
from ..graph.model import Answer, Columns, Relation, Row
from ..graph.rules import path_rule
from ..graph.scope import Degree, Node, Rule, Scope, Selection
from ..graph.together import together
from ..graph.walks.network import Net
from ..graph.walks.route import Route
from ._answer import answer, strongest

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

COLUMNS: Columns = {
    "nodes": "path", "hops": "number", "weight": "number", "relations": "relation", "together": "span",
    "rests_on": "text",
}  # fmt: skip
SPECIFIC: Columns = {
    "nodes": "path", "hops": "number", "weight": "number", "relations": "relation", "specificity": "number",
    "together": "span", "rests_on": "text",
}  # fmt: skip

HUB = 30
"""Ties from which an entity in the middle of a path counts as a hub."""

Hops = Mapping[tuple[str, str], Sequence[Relation]]


class PathNet:
    """The path graph between some ends, as ids in `ends` and as nodes of the walk in `handles`.

    `specific`: an arc counts the less the more ties the entity it leads to has.
    """

    def __init__(
        self, store: Store, mentions: Sequence[str], scope: Scope, *, directed: bool = False, specific: bool = False
    ) -> None:
        self.ends = resolve_all(store, mentions)
        if len(set(self.ends)) < len(self.ends):
            raise InputError(f"A path needs different ends: “{mentions[0]}” and “{mentions[1]}” are the same entity.")
        self.rule: Rule = path_rule(store.schema, scope, self.ends, directed=directed)
        walker = store.walker(self.rule)
        self.handles: list[Node] = walker.nodes(self.ends)
        self._store = store
        self.specific = specific
        if specific:
            from ..graph.walks.specific import SpecificWalker

            walker = SpecificWalker(walker, store.walker(self._any_end), self.handles[:2])
        self.net = Net(walker)

    @property
    def _any_end(self) -> Rule:
        """The rule for counting ties: in either direction, to any type."""
        return path_rule(self._store.schema, self.rule.scope)._replace(through=None)

    def rows(self, routes: Iterable[Route]) -> tuple[list[Row], list[str]]:
        """Turn routes into rows of the path queries, and list the ids of all relations in them."""
        paths = [([self.net.ids(route.nodes)[node] for node in route.nodes], route) for route in routes]
        hops = self.hops({pair for ids, _ in paths for pair in pairwise(ids)}, bare=False)
        rows = [self._row(ids, route, hops) for ids, route in paths]
        return rows, [id_ for row in rows for hop in row["relations"] for id_ in hop]

    def _row(self, ids: list[str], route: Route, hops: Hops) -> Row:
        steps = [hops[pair] for pair in pairwise(ids)]
        weight = route.weight
        if self.specific:
            from math import prod

            weight = prod(step[0].weight for step in steps)
        return {
            "nodes": ids, "hops": route.hops, "weight": rounded(weight),
            "relations": [[relation.id for relation in step] for step in steps],
            **({"specificity": rounded(route.weight)} if self.specific else {}),
            "together": together(steps, self._store.schema), "rests_on": rests_on(steps),
        }  # fmt: skip

    def hops(self, pairs: set[tuple[str, str]], *, bare: bool = True) -> dict[tuple[str, str], list[Relation]]:
        """Look up the relations of each hop, from the first to the second of a pair, strongest first."""
        hops: dict[tuple[str, str], list[Relation]] = {pair: [] for pair in pairs}
        if pairs:
            wanted = Selection(self.rule.scope, pairs=sorted(pairs), names=self.rule.along)
            for relation in self._store.relations(wanted, bare=bare):
                self._join(hops, relation)
        return {pair: strongest(relations) for pair, relations in hops.items()}

    def _join(self, hops: dict[tuple[str, str], list[Relation]], relation: Relation) -> None:
        if relation.modality == "negated":
            return
        if (relation.source, relation.target) in hops:
            hops[relation.source, relation.target].append(relation)
        if (relation.target, relation.source) in hops and relation.relation in self.rule.against:
            hops[relation.target, relation.source].append(relation)

    def hubs(self, rows: Iterable[Row]) -> list[Degree]:
        """List the entities in the middle of paths that have many ties, in their order."""
        inner = list(dict.fromkeys(node for row in rows for node in row["nodes"][1:-1]))
        degrees = dict(self.net.walker.degrees(inner))
        missing = [id_ for id_ in inner if id_ not in degrees]
        degrees.update(self._counted(missing) if missing else {})
        return [degrees[id_] for id_ in inner if id_ in degrees and degrees[id_].ties >= HUB]

    def _counted(self, ids: list[str]) -> dict[str, Degree]:
        """Count the ties of the hubs among entities."""
        net = Net(self._store.walker(self._any_end._replace(ends=tuple(ids))))
        ties = {node: len(near) for node, near in net.near(net.walker.nodes(ids)) if len(near) >= HUB}
        handles = {id_: node for node, id_ in net.ids(ties).items()}
        entities = self._store.entities(list(handles)) if handles else ()
        return {entity.id: Degree(entity.name, ties[handles[entity.id]]) for entity in entities}


def rests_on(steps: Iterable[Sequence[Relation]]) -> list[str]:
    """List the voices that are alone in reporting some hop, in order of name."""
    from ..graph.telling_order import counting
    from ..graph.voices import voices

    names: set[str] = set()
    for step in steps:
        step_voices = voices([telling for relation in step for telling in counting(relation.tellings)])
        names.update(voice.name for voice in step_voices if len(step_voices) == 1)
    return sorted(names - {""})


def path_answer(
    query: str, net: PathNet, routes: Iterable[Route], limit: int | None, total: int | None = None
) -> Answer:
    """Make the answer of a path query from routes."""
    rows, relations = net.rows(routes)
    return rows_answer(query, net, rows, relations, limit, total)


def rows_answer(
    query: str, net: PathNet, rows: list[Row], relations: Iterable[str], limit: int | None, total: int | None = None
) -> Answer:
    """Make the answer of a path query from its rows."""
    entities = [id_ for row in rows for id_ in row["nodes"]]
    columns = SPECIFIC if net.specific else COLUMNS
    return answer(query, columns, rows, entities=entities, relations=relations, limit=limit, total=total)
