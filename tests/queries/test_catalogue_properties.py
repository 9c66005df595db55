"""Ranks, blocs and what-if agree with trying everything."""

from __future__ import annotations

from itertools import combinations
from math import fsum
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.grading import rounded
from linkchart.graph.schema import builtin
from linkchart.queries.blocs import blocs
from linkchart.queries.brokers import brokers
from linkchart.queries.ranking import ranking
from linkchart.queries.whatif import whatif
from tests.examples import examples
from tests.queries import plain
from tests.queries.case_relations import CAUSAL, CONDUCTING, DENSE, EVENTFUL
from tests.queries.graphs import ACTORS, ENDS, ENTITIES, Records, cases, everything, graph_of


@pytest.mark.full
@given(st.one_of(cases(CONDUCTING), cases()), plain.filters, st.integers(1, 5))
@examples(100)
def test_ranking_by_reach_counts_influence_rows(case: Records, filters: plain.Filters, max_hops: int) -> None:
    store = graph_of(case)
    arcs = plain.influence_arcs(everything(store), filters)
    expected: list[dict[str, Any]] = []
    for entity in ENTITIES:
        best = plain.best_influence(arcs, entity, max_hops)
        if best:
            score = rounded(fsum(-ranked[0] for ranked in best.values()))
            expected.append({"entity": entity, "score": score, "reach": len(best)})
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
        graph = graph.subgraph([node for node in graph if node.startswith(plain.MIDDLE)])
        graph = graph.subgraph([node for node in graph if graph.degree(node)])
    share = dict.fromkeys(graph, 0.0)
    for source, other in combinations(sorted(graph), 2):
        found = [*nx.all_shortest_paths(graph, source, other)] if nx.has_path(graph, source, other) else []
        for node in (node for nodes in found for node in nodes[1:-1]):
            share[node] += 1 / len(found)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    expected = {id_: value / pairs for id_, value in share.items() if value}
    rows = brokers(store, scope=filters.scope).rows
    assert {row["entity"]: row["score"] for row in rows} == pytest.approx(expected, abs=2e-9)


@given(cases(), plain.filters, st.randoms(use_true_random=False))
@examples(60)
def test_blocs_do_not_depend_on_order_of_facts(case: Records, filters: plain.Filters, random: object) -> None:
    store = graph_of(case)
    rows = blocs(store, scope=filters.scope).rows
    friends = {
        end
        for relation in everything(store)
        if relation.sign > 0 and relation.weight > 0 and filters.admit(relation) and relation.source != relation.target
        for end in (relation.source, relation.target)
        if {relation.source, relation.target} <= set(ACTORS)
    }
    assert sorted(id_ for row in rows for id_ in row["entities"]) == sorted(friends)
    assert [(row["bloc"], row["size"]) for row in rows] == [(n, len(row["entities"])) for n, row in enumerate(rows, 1)]
    assert list(rows) == sorted(rows, key=lambda row: (-row["size"], min(row["entities"])))
    head = [record for record in case if record[1] != "fact"]
    facts = [record for record in case if record[1] == "fact"]
    random.shuffle(facts)  # type: ignore[attr-defined]
    assert list(blocs(graph_of(head + facts), scope=filters.scope).rows) == list(rows)


@pytest.mark.full
@given(
    st.one_of(cases(CONDUCTING), cases()), st.sampled_from(ACTORS), st.lists(ENDS, min_size=1, max_size=2, unique=True)
)
@examples(60)
def test_whatif_equals_graph_without_removed_part(case: Records, source: str, removed: list[str]) -> None:
    if source in removed:
        return
    store = graph_of(case)
    kept = [
        record
        for record in case
        if not {record[2].get("source"), record[2].get("target"), record[2].get("id")} & set(removed)
    ]
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
    assert by_kind["moved"] == {id_ for id_ in before.keys() & after.keys() if before[id_] != after[id_]}
    assert {row["entity"]: row for row in influence(store, source).rows} == before


def test_relations_used_here_are_in_the_ontology() -> None:
    assert {*DENSE, *CONDUCTING, *EVENTFUL, *CAUSAL} <= builtin().relations.keys()
