"""path, all-shortest, influence, influencers and proxies against trying every path there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.errors import InputError
from linkchart.graph.grading import rounded
from linkchart.graph.model import Row
from linkchart.queries.all_shortest import all_shortest
from linkchart.queries.influence import influence
from linkchart.queries.influencers import influencers
from linkchart.queries.path import path
from linkchart.queries.proxies import proxies
from tests.examples import examples
from tests.queries import plain
from tests.queries.graphs import ENDS, ENTITIES, Records, cases, everything, graph_of

CONDUCTING = ("SUPPORTS", "CONTROLS", "MEMBER_OF", "PART_OF", "LEADS")
DENSE = (
    "SUPPORTS",
    "CONTROLS",
    "MEMBER_OF",
    "LEADS",
    "FIGHTS",
    "COOPERATES_WITH",
    "PERPETRATED",
    "KILLED",
    "LOCATED_IN",
)

ends = ENDS
hops = st.integers(1, 6)
some_case = st.one_of(cases(), cases(DENSE, 40))
influence_case = st.one_of(cases(CONDUCTING, 30), cases())
only = st.just(()) | st.lists(st.sampled_from(DENSE), max_size=4).map(tuple)


@given(
    some_case, ends, ends, plain.filters, only, st.integers(1, 12),
    st.sampled_from(["hops", "weight", "specificity"]), hops,
    st.none() | ends, st.booleans(),
)  # fmt: skip
@examples(200)
def test_path_finds_k_best_of_all_paths(
    case: Records, source: str, target: str, filters: plain.Filters, relation: tuple[str, ...], k: int, by: str,
    max_hops: int, via: str | None, directed: bool,
) -> None:  # fmt: skip
    store, given_ = graph_of(case), replace(filters, relation=relation)
    wanted = [source, target, *([via] if via else [])]
    options: dict[str, Any] = {
        "k": k,
        "by": by,
        "via": via,
        "directed": directed,
        "max_hops": max_hops,
        "scope": given_.scope,
    }
    if len(set(wanted)) < len(wanted) or (via and max_hops < 2):
        with pytest.raises(InputError):
            path(store, source, target, **options)
        return
    found = plain.path_hops(everything(store), given_, wanted, directed=directed)
    expected = plain.paths(found, source, target, max_hops, by)
    if by == "specificity":
        expected = plain.specific(expected, plain.degrees(everything(store), given_), found)
    if via:
        expected = [row for row in expected if via in row["nodes"]]
    assert known_part(path(store, source, target, **options).rows) == expected[:k]


def known_part(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows without what only their relations tell."""
    return [{key: row[key] for key in row if key not in ("together", "rests_on")} for row in rows]


@pytest.mark.full
@given(some_case, ends, ends, plain.filters, hops, st.booleans(), st.none() | st.integers(1, 3))
@examples(150)
def test_all_shortest_finds_every_path_of_fewest_hops(
    case: Records, source: str, target: str, filters: plain.Filters, max_hops: int, directed: bool, limit: int | None
) -> None:
    if source == target:
        return
    store = graph_of(case)
    found = plain.path_hops(everything(store), filters, [source, target], directed=directed)
    every = plain.paths(found, source, target, max_hops)
    expected = [row for row in every if row["hops"] == every[0]["hops"]]
    answer = all_shortest(store, source, target, max_hops=max_hops, directed=directed, scope=filters.scope, limit=limit)
    assert known_part(answer.rows) == expected[:limit]
    assert answer.total == len(expected)


@pytest.mark.full
@given(influence_case, ends, plain.filters, only, st.integers(1, 5), st.booleans())
@examples(150)
def test_influence_finds_best_path_to_everybody(
    case: Records, end: str, filters: plain.Filters, relation: tuple[str, ...], max_hops: int, backward: bool
) -> None:
    store, given_ = graph_of(case), replace(filters, relation=relation)
    arcs = plain.influence_arcs(everything(store), given_)
    best: dict[str, tuple[float, int, tuple[str, ...]]] = {}
    for start in ENTITIES if backward else [end]:
        for reached, rank in plain.best_influence(arcs, start, max_hops).items():
            if not backward or (reached == end != start):
                best[start if backward else reached] = rank
    expected = [
        {"entity": id_, "score": -score, "hops": count, "path": list(nodes)}
        for id_, (score, count, nodes) in sorted(best.items(), key=lambda item: (*item[1][:2], item[0]))
    ]
    query = influencers if backward else influence
    assert known_part(query(store, end, max_hops=max_hops, scope=given_.scope).rows) == expected


@pytest.mark.full
@given(influence_case, ends, plain.filters, st.integers(1, 5))
@examples(150)
def test_proxies_are_reached_over_proxy_relation(
    case: Records, source: str, filters: plain.Filters, max_hops: int
) -> None:
    store = graph_of(case)
    arcs = plain.influence_arcs(everything(store), filters)
    weights = plain.arc_weights(arcs)
    best: dict[str, tuple[float, int, tuple[str, ...], str | None]] = {}
    for nodes in plain.ways(arcs, source, max_hops):
        arc = arcs[nodes[-2], nodes[-1]] if len(nodes) > 1 else []
        last = [relation for relation in arc if relation.relation in ("SUPPORTS", "CONTROLS")]
        if last and nodes[-1].startswith("organization:"):
            score = prod(weights[pair] for pair in pairwise(nodes[:-1]))
            pair = nodes[-2], nodes[-1]
            end = max(last, key=lambda relation: plain.counted(arcs, pair, relation))
            counted = plain.counted(arcs, pair, end)
            rank = (-rounded(score * counted), len(nodes) - 1, nodes, end.attributes.get("against"))
            best[nodes[-1]] = min(rank, best.get(nodes[-1], rank), key=lambda ranked: ranked[:3])
    expected = [
        {"entity": id_, "via": list(nodes[1:-1]), "score": -score, "against": against}
        for id_, (score, _, nodes, against) in sorted(best.items(), key=lambda item: (*item[1][:2], item[0]))
    ]
    assert list(proxies(store, source, max_hops=max_hops, scope=filters.scope).rows) == expected
