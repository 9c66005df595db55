"""Who stands in which column: from left to right along the flow of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Arc = tuple[str, str]
SWEEPS = 8


def acyclic(ids: Iterable[str], flows: Iterable[Sequence[str]], arrows: Iterable[Arc]) -> list[Arc]:
    """Return an arc for each pair that is joined: along the flows, else its arrow, turned if it closed a circle."""
    known = set(ids)
    arcs: dict[Arc, None] = {}
    after: dict[str, set[str]] = {one: set() for one in known}
    joined = {frozenset(one) for one in arrows}
    along = [arc for flow in flows for arc in pairwise(flow) if frozenset(arc) in joined]
    for tail, head in [*along, *arrows]:
        if tail == head or not {tail, head} <= known or (tail, head) in arcs or (head, tail) in arcs:
            continue
        arc = (head, tail) if _reaches(after, head, tail) else (tail, head)
        arcs[arc] = None
        after[arc[0]].add(arc[1])
    return list(arcs)


def _reaches(after: Mapping[str, set[str]], start: str, end: str) -> bool:
    seen, open_ = {start}, [start]
    while open_:
        one = open_.pop()
        if one == end:
            return True
        new = after[one] - seen
        seen |= new
        open_ += new
    return False


def columns(ids: Sequence[str], arcs: Sequence[Arc]) -> dict[str, int]:
    """Return the column of each node: every arc points to the right, and who only sends stands next to its first."""
    column = dict.fromkeys(ids, 0)
    for _ in ids:  # the longest path has at most so many arcs
        moved = [(head, column[tail] + 1) for tail, head in arcs if column[head] <= column[tail]]
        if not moved:
            break
        for head, least in moved:
            column[head] = max(column[head], least)
    heads = {head for _, head in arcs}
    for one in ids:
        nexts = [column[head] for tail, head in arcs if tail == one]
        if one not in heads and nexts:
            column[one] = min(nexts) - 1
    return column


class Lane(NamedTuple):
    """Where an arc passes through a column that lies between its ends."""

    tail: str
    head: str
    column: int


Slot = str | Lane
"""What takes a place in a column: a node, or a lane."""


def in_order(ids: Sequence[str], arcs: Sequence[Arc], column: Mapping[str, int]) -> list[list[Slot]]:
    """Return the slots of each column from top to bottom, so that few lines cross (barycentre, some sweeps)."""
    rows: list[list[Slot]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for one in ids:
        rows[column[one]].append(one)
    near: dict[Slot, tuple[list[Slot], list[Slot]]] = {one: ([], []) for one in ids}
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
    """Return the slots that an arc passes, its ends among them."""
    return [arc[0], *lanes(arc, column), arc[1]]


def lanes(arc: Arc, column: Mapping[str, int]) -> list[Lane]:
    """Return the lanes of an arc, from left to right."""
    return [Lane(*arc, between) for between in range(column[arc[0]] + 1, column[arc[1]])]


def _sort(row: list[Slot], fixed: Sequence[Slot], near: Mapping[Slot, tuple[list[Slot], list[Slot]]], way: int) -> None:
    place = {slot: rank for rank, slot in enumerate(fixed)}
    own = {slot: rank * len(fixed) / max(len(row), 1) for rank, slot in enumerate(row)}

    def middle(slot: Slot) -> float:
        found = [place[one] for one in near[slot][way] if one in place]
        return sum(found) / len(found) if found else own[slot]

    row.sort(key=middle)  # stable: who is alike stays where it stood
