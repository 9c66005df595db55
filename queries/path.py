"""Paths between two entities, and the path graph, which other queries search too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal

from ..graph.errors import InputError
from ..graph.grading import rounded
from ..graph.identity.resolve import resolve_all
from ..graph.model import Answer, Columns, EntityRef, Relation, Row
from ..graph.rules import path_rule
from ..graph.scope import EVERYTHING, Degree, Node, Rule, Scope, Selection
from ..graph.together import together as in_force_together
from ..graph.walks.k_best import routes, routes_via
from ..graph.walks.network import Net
from ..graph.walks.route import Route
from ._answer import answer, strongest

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

EXAMPLE = 'path "United States" Hezbollah -k 3 --by specificity'
QUESTION = "How is {0} linked to {1}?"
GRAPH = "path"
TRIED = 2_000
"""The most paths tried in search of ones whose ties were in force together."""
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


def path(  # noqa: PLR0913 - each is an option
    store: Store,
    source: EntityRef,
    target: EntityRef,
    *,
    k: int = 1,
    by: Literal["hops", "weight", "specificity"] = "hops",
    via: EntityRef | None = None,
    together: bool = False,
    directed: bool = False,
    max_hops: int = 6,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """The k best paths between two entities, each hop with its relations.

    By hops the order is (hops, -weight, ids), by weight (-weight, hops, ids). By specificity it is (-specificity,
    hops, ids): the weight times degree^-0.5 of each entity between the ends, so that hubs count for little. The
    weight of a path is the product of its hops' weights, that of a hop is the best of its relations'. A path via an
    entity passes through it once, and through no other entity twice. `together` is the first time in which all its
    ties were in force, `rests_on` lists the sources that are alone in reporting one of its hops.

    `source`: entity to start from.
    `target`: entity to arrive at.
    `k`: how many paths to find.
    `by`: what makes a path better.
    `via`: entity that every path must pass through.
    `together`: leave out paths whose ties were never in force at the same time.
    `directed`: follow arrows in their direction only.
    `max_hops`: longest path to search for.
    """
    order: Literal["hops", "weight"] = "hops" if by == "hops" else "weight"
    ends = [source, target] if via is None else [source, target, via]
    net = PathNet(store, ends, scope, directed=directed, specific=by == "specificity")
    first, last, *between = net.handles
    if between and max_hops < 2:
        raise InputError("A path via an entity has at least two hops: raise --max-hops.")
    candidates = (
        routes_via(net.net, first, between[0], last, order, max_hops) if between
        else routes(net.net, first, last, order, max_hops)
    )  # fmt: skip
    if not together:
        return _with_hubs(path_answer("path", net, islice(candidates, k), limit), net, by)
    tried = _Tried(candidates)
    chosen = list(islice((route for route in tried if _at_one_time(store, net, route)), k))
    answer = path_answer("path", net, chosen, limit)
    if len(chosen) < k and tried.count >= TRIED:
        answer = answer._replace(notes=(f"Stopped after {TRIED:,} paths: name an end in between, or narrow the time.",))
    return _with_hubs(answer, net, by)


class _Tried:
    """The first TRIED routes, counted as they are read."""

    def __init__(self, routes: Iterator[Route]) -> None:
        self._routes = islice(routes, TRIED)
        self.count = 0

    def __iter__(self) -> Iterator[Route]:
        for route in self._routes:
            self.count += 1
            yield route


def _at_one_time(store: Store, net: PathNet, route: Route) -> bool:
    ids = net.net.ids(route.nodes)
    pairs = list(pairwise(ids[node] for node in route.nodes))
    hops = net.hops(set(pairs))
    return in_force_together([hops[pair] for pair in pairs], store.schema) != []


def _with_hubs(answer: Answer, net: PathNet, by: str) -> Answer:
    """Add a sentence on the hubs that the paths of an answer pass."""
    hubs = [] if by == "specificity" else net.hubs(answer.rows)
    passed = ", ".join(f"{name} ({degree:,} ties)" for name, degree in hubs)
    return answer._replace(heading=f"Passes {passed}; --by specificity avoids hubs.") if hubs else answer


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
            "together": in_force_together(steps, self._store.schema), "rests_on": rests_on(steps),
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
