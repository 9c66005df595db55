"""Connections, common neighbours and bottlenecks agree with trying everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.queries.bottleneck import bottleneck
from linkchart.queries.common import common
from linkchart.queries.connect import connect
from tests.examples import examples
from tests.queries import plain
from tests.queries.case_relations import DENSE
from tests.queries.graphs import ENDS, ENTITIES, Records, cases, everything, graph_of


@pytest.mark.full
@given(
    st.one_of(cases(DENSE, 20), cases()),
    st.lists(ENDS, min_size=2, max_size=4, unique=True),
    plain.filters,
    st.integers(1, 4),
)
@examples(100)
def test_connect_is_minimum_spanning_tree_of_paths(
    case: Records, wanted: list[str], filters: plain.Filters, max_hops: int
) -> None:
    store = graph_of(case)
    best = []
    for source, other in combinations(wanted, 2):
        hops = plain.path_hops(everything(store), filters, (source, other))
        best += plain.paths(hops, source, other, max_hops)[:1]
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
@given(st.one_of(cases(DENSE), cases()), ENDS, ENDS, plain.filters)
@examples(150)
def test_common_lists_all_shared_neighbours(case: Records, source: str, target: str, filters: plain.Filters) -> None:
    if source == target:
        return
    store = graph_of(case)
    hops = plain.path_hops(everything(store), replace(filters, any_node=True), (source, target))
    kinds = {(1, 1): "friend", (-1, -1): "foe", (1, -1): "mixed", (-1, 1): "mixed"}
    expected: list[dict[str, Any]] = []
    for entity in ENTITIES:
        if entity not in (source, target) and {(source, entity), (target, entity)} <= hops.keys():
            ties = hops[source, entity], hops[target, entity]
            to_a, to_b = ([relation.id for relation in tie] for tie in ties)
            kind = kinds.get((ties[0][0].sign, ties[1][0].sign), "neutral")
            expected.append({"entity": entity, "stance": kind, "to_a": to_a, "to_b": to_b})
    assert list(common(store, source, target, scope=filters.scope).rows) == sorted(
        expected, key=lambda row: row["entity"]
    )


@pytest.mark.full
@given(cases(DENSE, 24), ENDS, ENDS, plain.filters, st.integers(1, 6), st.booleans())
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
    expected = [{"entity": id_, "paths_cut": counts[id_]} for id_ in least]
    assert (
        list(bottleneck(store, source, target, max_hops=max_hops, directed=directed, scope=filters.scope).rows)
        == expected
    )
