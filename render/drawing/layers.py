"""Assign the entities of a picture to columns, from left to right along the flow of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Arc = tuple[str, str]
SWEEPS = 8


def acyclic(ids: Iterable[str], flows: Iterable[Sequence[str]], arrows: Iterable[Arc]) -> list[Arc]:
    """Choose an arc for each linked pair: along the flows, else along its arrow, reversed if it would close a cycle."""
    known = set(ids)
    arcs: dict[Arc, None] = {}
    after: dict[str, set[str]] = {id_: set() for id_ in known}
    joined = {frozenset(arrow) for arrow in arrows}
    along = [arc for flow in flows for arc in pairwise(flow) if frozenset(arc) in joined]
    for tail, head in [*along, *arrows]:
        if tail == head or not {tail, head} <= known or (tail, head) in arcs or (head, tail) in arcs:
            continue
        arc = (head, tail) if _reaches(after, head, tail) else (tail, head)
        arcs[arc] = None
        after[arc[0]].add(arc[1])
    return list(arcs)


def _reaches(after: Mapping[str, set[str]], start: str, end: str) -> bool:
    seen, stack = {start}, [start]
    while stack:
        node = stack.pop()
        if node == end:
            return True
        new = after[node] - seen
        seen |= new
        stack += new
    return False


def columns(ids: Sequence[str], arcs: Sequence[Arc]) -> dict[str, int]:
    """Assign each node a column: all arcs point right, and a node without incoming arcs precedes its first target."""
    column = dict.fromkeys(ids, 0)
    for _ in ids:  # the longest path has fewer arcs than there are nodes
        moved = [(head, column[tail] + 1) for tail, head in arcs if column[head] <= column[tail]]
        if not moved:
            break
        for head, least in moved:
            column[head] = max(column[head], least)
    heads = {head for _, head in arcs}
    for id_ in ids:
        targets = [column[head] for tail, head in arcs if tail == id_]
        if id_ not in heads and targets:
            column[id_] = min(targets) - 1
    return column


class Lane(NamedTuple):
    """The place of an arc in a column between its ends."""

    tail: str
    head: str
    column: int


Slot = str | Lane
"""An item of a column: a node, or a lane."""


def in_order(ids: Sequence[str], arcs: Sequence[Arc], column: Mapping[str, int]) -> list[list[Slot]]:
    """Order the slots of each column from top to bottom so that few lines cross (barycentre, in sweeps)."""
    rows: list[list[Slot]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for id_ in ids:
        rows[column[id_]].append(id_)
    near: dict[Slot, tuple[list[Slot], list[Slot]]] = {id_: ([], []) for id_ in ids}
    for arc in arcs:
        for lane in lanes(arc, column):
            near[lane] = ([], [])
            rows[lane.column].append(lane)
        for before, after in pairwise(through(arc, column)):
            near[before][1].append(after)
            near[after][0].append(before)
    for sweep in range(SWEEPS):
        rightward = sweep % 2 == 0
        for number in range(len(rows))[:: 1 if rightward else -1]:
            side = number - 1 if rightward else number + 1
            if 0 <= side < len(rows):
                _sort(rows[number], rows[side], near, 0 if rightward else 1)
    return rows


def through(arc: Arc, column: Mapping[str, int]) -> list[Slot]:
    """List the slots that an arc passes, including its ends."""
    return [arc[0], *lanes(arc, column), arc[1]]


def lanes(arc: Arc, column: Mapping[str, int]) -> list[Lane]:
    """List the lanes of an arc, from left to right."""
    return [Lane(*arc, between) for between in range(column[arc[0]] + 1, column[arc[1]])]


def _sort(row: list[Slot], fixed: Sequence[Slot], near: Mapping[Slot, tuple[list[Slot], list[Slot]]], way: int) -> None:
    place = {slot: rank for rank, slot in enumerate(fixed)}
    own = {slot: rank * len(fixed) / max(len(row), 1) for rank, slot in enumerate(row)}

    def middle(slot: Slot) -> float:
        places = [place[other] for other in near[slot][way] if other in place]
        return sum(places) / len(places) if places else own[slot]

    row.sort(key=middle)  # stable: equal slots stay in their order
