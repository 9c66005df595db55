"""The queries about the whole graph, about signs and about events, against trying everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise, product
from math import fsum, prod
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.dates import first_day, last_day
from linkchart.graph.derive import derived
from linkchart.graph.grading import rounded
from linkchart.graph.model import Relation
from linkchart.graph.schema import builtin
from linkchart.queries.blocs import blocs
from linkchart.queries.bottleneck import bottleneck
from linkchart.queries.brokers import brokers
from linkchart.queries.common import common
from linkchart.queries.connect import connect
from linkchart.queries.ranking import ranking
from linkchart.queries.responses import responses
from linkchart.queries.stance import stance
from linkchart.queries.tensions import tensions
from linkchart.queries.whatif import whatif
from tests.examples import examples
from tests.queries import plain
from tests.queries.graphs import ACTORS, ENDS, ENTITIES, EVENTS, Records, cases, everything, graph_of

DENSE = ("SUPPORTS", "FIGHTS", "OPPOSES", "COOPERATES_WITH", "MEMBER_OF")
CONDUCTING = ("SUPPORTS", "CONTROLS", "MEMBER_OF", "LEADS")
EVENTFUL = ("PERPETRATED", "KILLED", "TARGETED", "LEADS", "SUPPORTS", "FIGHTS")
CAUSAL = ("CAUSED", "RESPONSE_TO", "PERPETRATED", "OCCURRED_AT")

ends = ENDS


@pytest.mark.full
@given(
    st.one_of(cases(DENSE, 20), cases()),
    st.lists(ends, min_size=2, max_size=4, unique=True),
    plain.filters,
    st.integers(1, 4),
)
@examples(100)
def test_connect_is_minimum_spanning_tree_of_paths(
    case: Records, wanted: list[str], filters: plain.Filters, max_hops: int
) -> None:
    store = graph_of(case)
    best = []
    for one, other in combinations(wanted, 2):
        hops = plain.path_hops(everything(store), filters, (one, other))
        best += plain.paths(hops, one, other, max_hops)[:1]
    best.sort(key=lambda row: (row["hops"], -row["weight"], row["nodes"]))
    tree: nx.Graph[str] = nx.Graph()
    for rank, row in enumerate(best):
        tree.add_edge(row["nodes"][0], row["nodes"][-1], weight=rank, row=row)
    expected = [found["row"] for *_, found in nx.minimum_spanning_edges(tree)]
    expected.sort(key=lambda row: (row["hops"], -row["weight"], row["nodes"]))
    answer = connect(store, *wanted, max_hops=max_hops, scope=filters.scope)
    rows = [{key: row[key] for key in ("nodes", "hops", "weight", "relations")} for row in answer.rows]
    assert rows == expected
    assert bool(answer.notes) == (len(expected) < len(wanted) - 1)


@pytest.mark.full
@given(st.one_of(cases(DENSE), cases()), ends, ends, plain.filters)
@examples(150)
def test_common_lists_all_shared_neighbours(case: Records, source: str, target: str, filters: plain.Filters) -> None:
    if source == target:
        return
    store = graph_of(case)
    hops = plain.path_hops(everything(store), replace(filters, any_node=True), (source, target))
    kinds = {(1, 1): "friend", (-1, -1): "foe", (1, -1): "mixed", (-1, 1): "mixed"}
    expected: list[dict[str, Any]] = []
    for one in ENTITIES:
        if one not in (source, target) and {(source, one), (target, one)} <= hops.keys():
            ties = hops[source, one], hops[target, one]
            to_a, to_b = ([relation.id for relation in tie] for tie in ties)
            kind = kinds.get((ties[0][0].sign, ties[1][0].sign), "neutral")
            expected.append({"entity": one, "stance": kind, "to_a": to_a, "to_b": to_b})
    assert list(common(store, source, target, scope=filters.scope).rows) == sorted(
        expected, key=lambda row: row["entity"]
    )


@pytest.mark.full
@given(cases(DENSE, 24), ends, ends, plain.filters, st.integers(1, 6), st.booleans())
@examples(150)
def test_bottleneck_is_least_cutting_set(
    case: Records, source: str, target: str, filters: plain.Filters, max_hops: int, directed: bool
) -> None:
    if source == target:
        return
    store = graph_of(case)
    hops = plain.path_hops(everything(store), filters, (source, target), directed=directed)
    inner = [set(row["nodes"][1:-1]) for row in plain.paths(hops, source, target, max_hops)]
    candidates = sorted(set().union(*inner))
    sets = (cut for size in range(len(candidates) + 1) for cut in combinations(candidates, size))
    least = () if set() in inner else next(cut for cut in sets if all(nodes & set(cut) for nodes in inner))
    counts = Counter(node for nodes in inner for node in nodes)
    expected = [{"entity": one, "paths_cut": counts[one]} for one in least]
    assert (
        list(bottleneck(store, source, target, max_hops=max_hops, directed=directed, scope=filters.scope).rows)
        == expected
    )


@pytest.mark.full
@given(st.one_of(cases(CONDUCTING), cases()), plain.filters, st.integers(1, 5))
@examples(100)
def test_ranking_by_reach_counts_influence_rows(case: Records, filters: plain.Filters, max_hops: int) -> None:
    store = graph_of(case)
    arcs = plain.influence_arcs(everything(store), filters)
    expected: list[dict[str, Any]] = []
    for one in ENTITIES:
        best = plain.best_influence(arcs, one, max_hops)
        if best:
            score = rounded(fsum(-ranked[0] for ranked in best.values()))
            expected.append({"entity": one, "score": score, "reach": len(best)})
    expected.sort(key=lambda row: (-row["reach"], -row["score"], row["entity"]))
    assert list(ranking(store, by="reach", max_hops=max_hops, scope=filters.scope).rows) == expected


@pytest.mark.full
@given(st.one_of(cases(CONDUCTING), cases()), plain.filters)
@examples(60)
def test_ranking_by_pagerank_equals_networkx(case: Records, filters: plain.Filters) -> None:
    store = graph_of(case)
    arcs = plain.influence_arcs(everything(store), filters)
    graph: nx.DiGraph[str] = nx.DiGraph()
    weights = plain.arc_weights(arcs)
    for source, target in arcs:
        graph.add_edge(target, source, weight=weights[source, target])
    expected = nx.pagerank(graph, alpha=0.85, tol=1e-15, max_iter=1000) if graph else {}
    rows = ranking(store, by="pagerank", scope=filters.scope).rows
    reach = {row["entity"]: row["reach"] for row in ranking(store, scope=filters.scope).rows}
    assert {row["entity"]: row["score"] for row in rows} == pytest.approx(
        {entity: score for entity, score in expected.items() if entity in reach}, abs=2e-9
    )
    assert {row["entity"]: row["reach"] for row in rows} == reach
    order = [(-row["score"], -row["reach"], row["entity"]) for row in rows]
    assert order == sorted(order)


@given(st.one_of(cases(DENSE, 20), cases()), plain.filters)
@examples(60)
def test_brokers_are_on_shortest_paths_of_others(case: Records, filters: plain.Filters) -> None:
    store = graph_of(case)
    graph = nx.Graph(list(plain.path_hops(everything(store), filters, ())))
    if not filters.any_node:
        graph = graph.subgraph([one for one in graph if one.startswith(plain.MIDDLE)])
        graph = graph.subgraph([one for one in graph if graph.degree(one)])
    share = dict.fromkeys(graph, 0.0)
    for one, other in combinations(sorted(graph), 2):
        found = [*nx.all_shortest_paths(graph, one, other)] if nx.has_path(graph, one, other) else []
        for node in (node for nodes in found for node in nodes[1:-1]):
            share[node] += 1 / len(found)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    expected = {one: value / pairs for one, value in share.items() if value}
    rows = brokers(store, scope=filters.scope).rows
    assert {row["entity"]: row["score"] for row in rows} == pytest.approx(expected, abs=2e-9)


@given(cases(), plain.filters, st.randoms(use_true_random=False))
@examples(60)
def test_blocs_do_not_depend_on_order_of_facts(case: Records, filters: plain.Filters, random: object) -> None:
    store = graph_of(case)
    rows = blocs(store, scope=filters.scope).rows
    friends = {
        end
        for one in everything(store)
        if one.sign > 0 and one.weight > 0 and filters.admit(one) and one.source != one.target
        for end in (one.source, one.target)
        if {one.source, one.target} <= set(ACTORS)
    }
    assert sorted(id_ for row in rows for id_ in row["entities"]) == sorted(friends)
    assert [(row["bloc"], row["size"]) for row in rows] == [(n, len(row["entities"])) for n, row in enumerate(rows, 1)]
    assert list(rows) == sorted(rows, key=lambda row: (-row["size"], min(row["entities"])))
    head = [one for one in case if one[1] != "fact"]
    facts = [one for one in case if one[1] == "fact"]
    random.shuffle(facts)  # type: ignore[attr-defined]
    assert list(blocs(graph_of(head + facts), scope=filters.scope).rows) == list(rows)


@given(st.one_of(cases(EVENTFUL), cases(DENSE, 20), cases()), ends, ends, plain.filters, st.integers(1, 4))
@examples(200)
def test_stance_is_best_path_of_either_sign(
    case: Records, source: str, target: str, filters: plain.Filters, max_hops: int
) -> None:
    if source == target:
        return
    store, filters = graph_of(case), replace(filters, any_node=False)
    known = [one for one in everything(store) if filters.admit(one)]
    ties: dict[tuple[str, str], dict[int, float]] = {}
    for one in [*known, *derived(known, store.schema)]:
        if one.sign and {one.source, one.target} <= set(ACTORS) and one.source != one.target:
            for pair in ((one.source, one.target), (one.target, one.source)):
                by_sign = ties.setdefault(pair, {})
                by_sign[one.sign] = max(one.weight, by_sign.get(one.sign, -1.0))
    best: dict[tuple[int, bool], tuple[float, int, tuple[str, ...]]] = {}
    for nodes in plain.ways(ties, source, max_hops):
        if nodes[-1] != target or len(nodes) == 1:
            continue
        for choice in product(*(ties[pair].items() for pair in pairwise(nodes))):
            signs = [sign for sign, _ in choice]
            met = any(first == second == -1 for first, second in pairwise(signs))
            if signs.count(-1) < 2 or (signs.count(-1) == 2 and met):
                key = (prod(signs), signs.count(-1) == 2)
                rank = (-rounded(prod(weight for _, weight in choice)), len(nodes), nodes)
                best[key] = min(rank, best.get(key, rank))
    plain_ = sorted((key for key in best if not key[1]), key=lambda key: best[key])
    order = [*plain_, *(key for key in best if key[1])]
    rows = stance(store, source, target, max_hops=max_hops, scope=filters.scope).rows
    got = [(row["sign"], row["common_foe"], row["weight"], row["path"]) for row in rows]
    assert sorted(got, key=str) == sorted(((*key, -best[key][0], [*best[key][2]]) for key in order), key=str)
    assert [row["common_foe"] for row in rows] == sorted(row["common_foe"] for row in rows)


@pytest.mark.full
@given(st.one_of(cases(EVENTFUL, 30), cases(DENSE, 30), cases()), plain.filters, st.none() | st.sampled_from(ACTORS))
@examples(150)
def test_tensions_list_every_negative_triangle(case: Records, filters: plain.Filters, own: str | None) -> None:
    store = graph_of(case)
    known = [one for one in everything(store) if filters.admit(one)]
    ties: dict[frozenset[str], Relation] = {}
    for one in sorted([*known, *derived(known, store.schema)], key=lambda one: (-one.weight, one.relation, one.id)):
        if one.sign and {one.source, one.target} <= set(ACTORS) and one.source != one.target:
            ties.setdefault(frozenset((one.source, one.target)), one)
    expected: list[dict[str, Any]] = []
    for a, b, c in combinations(sorted(ACTORS), 3):
        sides = [ties.get(frozenset(pair)) for pair in ((a, b), (a, c), (b, c))]
        signs = [one.sign for one in sides if one]
        if len(signs) == 3 and signs[0] * signs[1] * signs[2] < 0 and own in (None, a, b, c):
            weight = rounded(sides[0].weight * sides[1].weight * sides[2].weight)  # type: ignore[union-attr]
            expected.append({"a": a, "b": b, "c": c, "signs": signs, "weight": weight})
    expected.sort(key=lambda row: (-row["weight"], row["a"], row["b"], row["c"]))
    answer = tensions(store, own, scope=filters.scope)
    assert list(answer.rows) == expected
    limited = tensions(store, own, scope=filters.scope, limit=2)
    assert (list(limited.rows), limited.total) == (expected[:2], len(expected))


@given(cases(CAUSAL, 16), plain.filters, st.none() | st.sampled_from(EVENTS))
@examples(150)
def test_responses_are_maximal_chains(case: Records, filters: plain.Filters, own: str | None) -> None:
    store = graph_of(case)
    known = [one for one in everything(store) if filters.admit(one)]
    effects = {
        (one.source, one.target) if one.relation == "CAUSED" else (one.target, one.source)
        for one in known
        if one.relation in ("CAUSED", "RESPONSE_TO") and one.source != one.target
    }
    expected = set()
    for start in EVENTS:
        for nodes in plain.ways(effects, start, 9):
            before = any(end == nodes[0] and cause not in nodes for cause, end in effects)
            after = any(cause == nodes[-1] and effect not in nodes for cause, effect in effects)
            if len(nodes) > 1 and not before and not after and own in (None, *nodes):
                expected.add(nodes)
    rows = responses(store, own, scope=filters.scope).rows
    assert sorted(tuple(row["events"]) for row in rows) == sorted(expected)
    for row in rows:
        spans = [day.partition("/") for day in row["dates"] if day]
        days = [
            (first_day(start) if start != ".." else "", last_day(end or start) if end != ".." else "~")
            for start, _, end in spans
        ]
        assert row["out_of_order"] == any(later[1] < sooner[0] for sooner, later in combinations(days, 2))


@pytest.mark.full
@given(
    st.one_of(cases(CONDUCTING), cases()), st.sampled_from(ACTORS), st.lists(ends, min_size=1, max_size=2, unique=True)
)
@examples(60)
def test_whatif_equals_graph_without_removed_part(case: Records, source: str, removed: list[str]) -> None:
    if source in removed:
        return
    store = graph_of(case)
    kept = [one for one in case if not {one[2].get("source"), one[2].get("target"), one[2].get("id")} & set(removed)]
    from linkchart.queries.influence import influence

    before = {row["entity"]: row for row in influence(store, source).rows}
    after = {row["entity"]: row for row in influence(graph_of(kept), source).rows}
    rows = whatif(store, "influence", source, without=tuple(removed)).rows
    by_kind = {
        kind: {(row["before"] or row["after"])["entity"] for row in rows if row["change"] == kind}
        for kind in ("lost", "gained", "moved")
    }
    assert by_kind["lost"] == before.keys() - after.keys()
    assert by_kind["gained"] == after.keys() - before.keys()
    assert by_kind["moved"] == {one for one in before.keys() & after.keys() if before[one] != after[one]}
    assert {row["entity"]: row for row in influence(store, source).rows} == before


def test_relations_used_here_are_in_the_ontology() -> None:
    assert {*DENSE, *CONDUCTING, *EVENTFUL, *CAUSAL} <= builtin().relations.keys()
