"""Stances, tensions and chains of events agree with trying everything."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise, product
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.dates import first_day, last_day
from linkchart.graph.derive import derived
from linkchart.graph.grading import rounded
from linkchart.graph.model import Relation
from linkchart.queries.responses import responses
from linkchart.queries.stance import stance
from linkchart.queries.tensions import tensions
from tests.examples import examples
from tests.queries import plain
from tests.queries.case_relations import CAUSAL, DENSE, EVENTFUL
from tests.queries.graphs import ACTORS, ENDS, EVENTS, Records, cases, everything, graph_of


@given(st.one_of(cases(EVENTFUL), cases(DENSE, 20), cases()), ENDS, ENDS, plain.filters, st.integers(1, 4))
@examples(200)
def test_stance_is_best_path_of_either_sign(
    case: Records, source: str, target: str, filters: plain.Filters, max_hops: int
) -> None:
    if source == target:
        return
    store, filters = graph_of(case), replace(filters, any_node=False)
    known = [relation for relation in everything(store) if filters.admit(relation)]
    ties: dict[tuple[str, str], dict[int, float]] = {}
    for relation in [*known, *derived(known, store.schema)]:
        if relation.sign and {relation.source, relation.target} <= set(ACTORS) and relation.source != relation.target:
            for pair in ((relation.source, relation.target), (relation.target, relation.source)):
                by_sign = ties.setdefault(pair, {})
                by_sign[relation.sign] = max(relation.weight, by_sign.get(relation.sign, -1.0))
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
    known = [relation for relation in everything(store) if filters.admit(relation)]
    ties: dict[frozenset[str], Relation] = {}
    for relation in sorted(
        [*known, *derived(known, store.schema)], key=lambda relation: (-relation.weight, relation.relation, relation.id)
    ):
        if relation.sign and {relation.source, relation.target} <= set(ACTORS) and relation.source != relation.target:
            ties.setdefault(frozenset((relation.source, relation.target)), relation)
    expected: list[dict[str, Any]] = []
    for a, b, c in combinations(sorted(ACTORS), 3):
        sides = [ties.get(frozenset(pair)) for pair in ((a, b), (a, c), (b, c))]
        signs = [side.sign for side in sides if side]
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
    known = [relation for relation in everything(store) if filters.admit(relation)]
    effects = {
        (relation.source, relation.target) if relation.relation == "CAUSED" else (relation.target, relation.source)
        for relation in known
        if relation.relation in ("CAUSED", "RESPONSE_TO") and relation.source != relation.target
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
