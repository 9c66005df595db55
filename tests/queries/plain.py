"""The same questions answered by trying everything: written from the specification alone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import prod
from typing import Any

from hypothesis import strategies as st

from linkchart.graph.grading import rounded
from linkchart.graph.model import Relation
from linkchart.graph.schema import builtin
from linkchart.graph.scope import Scope, window
from tests.queries.graphs import DATES, ENTITIES

RELATIONS = builtin().relations
MIDDLE = ("state:", "organization:", "person:", "event:", "asset:", "account:")
ACTING = ("state:", "organization:", "person:")

Hops = dict[tuple[str, str], list[Relation]]


@dataclass(frozen=True)
class Filters:
    """The common options, as somebody types them."""

    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    dated_only: bool = False
    min_confidence: float = 0.0
    relation: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    forecast: bool = False
    any_node: bool = False
    any_relation: bool = False

    @property
    def scope(self) -> Scope:
        low, high = window(self.as_of, self.since, self.until)
        modalities = ("asserted", "claimed", *["forecast", "negated"] * self.forecast)
        return Scope(
            low, high, self.dated_only, self.min_confidence, self.relation, self.avoid, modalities, self.any_node,
            self.any_relation,
        )  # fmt: skip

    def admit(self, relation: Relation, *, walked: bool = True) -> bool:
        """Whether a relation passes (`walked`: and may be walked on)."""
        if relation.modality == "negated" and (walked or not self.forecast):
            return False
        if relation.modality not in ("asserted", "claimed") and not self.forecast:
            return False
        if {relation.source, relation.target} & set(self.avoid) or (
            self.relation and relation.relation not in self.relation
        ):
            return False
        if (0.5 if relation.confidence is None else relation.confidence) < self.min_confidence:
            return False
        if self.dated_only and not relation.start and not relation.end:
            return False
        spans = [(self.as_of, self.as_of), (self.since, None), (None, self.until)]
        return all(_overlap(relation, low, high) for low, high in spans)


NO_FILTERS = Filters()

dates = st.none() | st.sampled_from([*DATES, "2017", "2019-12-31"])

filters = st.just(NO_FILTERS) | st.builds(
    Filters,
    as_of=st.none() | dates,
    since=st.none() | dates,
    until=st.none() | dates,
    dated_only=st.sampled_from([False, False, False, True]),
    min_confidence=st.sampled_from([0.0, 0.0, 0.25, 0.6]),
    avoid=st.lists(st.sampled_from(ENTITIES), max_size=2).map(tuple),
    forecast=st.sampled_from([False, False, True]),
    any_node=st.booleans(),
    any_relation=st.booleans(),
).filter(
    lambda given: not (given.since and given.until) or _day(given.since, last=False) <= _day(given.until, last=True)
)
"""Filters but for --relation: what it may name is for the test to say."""


def _overlap(relation: Relation, low: str | None, high: str | None) -> bool:
    starts_late = bool(relation.start and high) and _day(relation.start, last=False) > _day(high, last=True)
    ends_early = bool(relation.end and low) and _day(relation.end, last=True) < _day(low, last=False)
    return not starts_late and not ends_early


def _day(text: str | None, *, last: bool) -> date:
    year, month, day = ([int(part) for part in (text or "").split("-")] + [0, 0])[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))


def path_hops(known: Iterable[Relation], given: Filters, ends: Iterable[str], *, directed: bool = False) -> Hops:
    """The hops of the path graph, each with its relations in order."""
    hops: Hops = {}
    ends = set(ends)

    def reachable(node: str) -> bool:
        return given.any_node or node in ends or node.startswith(MIDDLE)

    for relation in known:
        kind = RELATIONS[relation.relation]
        if (
            not given.admit(relation)
            or not (kind.on_path or given.any_relation or given.relation)
            or relation.source == relation.target
        ):
            continue
        if reachable(relation.target):
            hops.setdefault((relation.source, relation.target), []).append(relation)
        if reachable(relation.source) and (not directed or kind.symmetric):
            hops.setdefault((relation.target, relation.source), []).append(relation)
    return {
        pair: sorted(relations, key=lambda relation: (-relation.weight, relation.relation, relation.id))
        for pair, relations in hops.items()
    }


def influence_arcs(known: Iterable[Relation], given: Filters) -> Hops:
    """The arcs of the influence graph, each with its relations in order."""
    arcs: Hops = {}
    for relation in known:
        ends = (
            (relation.source, relation.target)
            if RELATIONS[relation.relation].conducts == "forward"
            else (relation.target, relation.source)
        )
        if RELATIONS[relation.relation].conducts == "none" or not given.admit(relation) or ends[0] == ends[1]:
            continue
        if ends[0].startswith(ACTING) and builtin().entity_type(ends[1]) in RELATIONS[relation.relation].steers:
            arcs.setdefault(ends, []).append(relation)
    return {
        pair: sorted(relations, key=lambda relation: (-relation.weight, relation.relation, relation.id))
        for pair, relations in arcs.items()
    }


def arc_weights(arcs: Hops) -> dict[tuple[str, str], float]:
    """What each arc weighs: of shared relations their part among all who have the same to the same entity."""
    weights: dict[tuple[str, str], float] = {}
    for pair, relations in arcs.items():
        weights[pair] = max(counted(arcs, pair, relation) for relation in relations)
    return weights


def counted(arcs: Hops, pair: tuple[str, str], relation: Relation) -> float:
    """What a relation counts as an arc."""
    if not RELATIONS[relation.relation].shared:
        return relation.weight
    share = relation.attributes.get(RELATIONS[relation.relation].fraction or "")
    if share is not None:
        return rounded(relation.weight * float(str(share).rstrip("% ")) / 100)
    best: dict[str, float] = {}
    for (source, target), others in arcs.items():
        for other in others:
            if (
                target == pair[1]
                and other.relation == relation.relation
                and _overlap(other, relation.start, relation.end)
            ):
                best[source] = max(other.weight, best.get(source, 0.0))
    return rounded(relation.weight**2 / sum(best.values())) if sum(best.values()) else 0.0


def ways(hops: Iterable[tuple[str, str]], source: str, max_hops: int) -> Iterator[tuple[str, ...]]:
    """Every simple path that starts there, of at most max_hops."""
    near: dict[str, list[str]] = {}
    for start, end in hops:
        near.setdefault(start, []).append(end)
    stack: list[tuple[str, ...]] = [(source,)]
    while stack:
        nodes = stack.pop()
        yield nodes
        if len(nodes) <= max_hops:
            stack += [(*nodes, other) for other in near.get(nodes[-1], ()) if other not in nodes]


def weight_of(hops: Hops, nodes: tuple[str, ...]) -> float:
    """The weight of a path, rounded."""
    return rounded(prod(hops[pair][0].weight for pair in pairwise(nodes)))


def degrees(known: Iterable[Relation], given: Filters) -> dict[str, int]:
    """How many other entities each one is tied to by a relation of the path graph."""
    near: dict[str, set[str]] = {}
    for start, end in path_hops(known, replace(given, any_node=True), ()):
        near.setdefault(start, set()).add(end)
        near.setdefault(end, set()).add(start)
    return {node: len(others) for node, others in near.items()}


def specific(rows: list[dict[str, Any]], ties: dict[str, int], hops: Hops) -> list[dict[str, Any]]:
    """Rows of paths by specificity."""
    found = []
    for row in rows:
        weight = prod(hops[pair][0].weight for pair in pairwise(row["nodes"]))
        value = rounded(weight * prod(ties[node] ** -0.5 for node in row["nodes"][1:-1]))
        found.append({**row, "specificity": value})
    return sorted(found, key=lambda row: (-row["specificity"], row["hops"], row["nodes"]))


def paths(hops: Hops, source: str, target: str, max_hops: int, by: str = "hops") -> list[dict[str, Any]]:
    """All simple paths as rows, in order."""
    rows = []
    for nodes in ways(hops, source, max_hops):
        if nodes[-1] == target and len(nodes) > 1:
            relations = [[relation.id for relation in hops[pair]] for pair in pairwise(nodes)]
            rows.append(
                {"nodes": [*nodes], "hops": len(relations), "weight": weight_of(hops, nodes), "relations": relations}
            )
    if by == "hops":
        return sorted(rows, key=lambda row: (row["hops"], -row["weight"], row["nodes"]))
    return sorted(rows, key=lambda row: (-row["weight"], row["hops"], row["nodes"]))


def best_influence(arcs: Hops, source: str, max_hops: int) -> dict[str, tuple[float, int, tuple[str, ...]]]:
    """The best path to everybody influenced, as (-score, hops, path)."""
    found: dict[str, tuple[float, int, tuple[str, ...]]] = {}
    weights = arc_weights(arcs)
    for nodes in ways(arcs, source, max_hops):
        if len(nodes) > 1:
            rank = (-rounded(prod(weights[pair] for pair in pairwise(nodes))), len(nodes) - 1, nodes)
            found[nodes[-1]] = min(rank, found.get(nodes[-1], rank))
    return found
