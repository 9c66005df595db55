"""Paths whose relations all have a sign: the strongest of either product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from ..graph.grading import rounded
from ..graph.model import Relation
from ..graph.schema import DERIVING, Schema
from ..graph.scope import Rule, Scope, Selection, in_window, window
from ..graph.stores.protocol import Store
from ..graph.walks.between import between
from ..graph.walks.network import Net
from ._answer import strongest
from ._events import event_cards

DEED = "PERPETRATED"

Sign = int
Onward = list[dict[tuple[str, Sign], float]]
"""For each number of hops left, the best product from a node to the target with a sign."""


class Step(NamedTuple):
    """One relation walked: `span` is when it held, told only where that matters for the step before or after."""

    sign: Sign
    weight: float
    relation: str
    span: tuple[str | None, str | None] | None
    leads: bool


class SignedPath(NamedTuple):
    """A path by its nodes, with the relations that make its sign and weight."""

    sign: Sign
    weight: float
    nodes: tuple[str, ...]
    relations: tuple[str, ...]


def sign_of(one: Relation) -> Sign:
    """Return the sign of a relation as stances count it: to carry out an act is to stand behind it."""
    return 1 if one.relation == DEED else one.sign


def signed_names(schema: Schema, scope: Scope) -> tuple[str, ...]:
    """Return the relations of a scope that have a sign, PERPETRATED among them."""
    names = [name for name, one in schema.relations.items() if one.sign or name == DEED]
    return tuple(name for name in names if not scope.relations or name in scope.relations)


class SignedNet:
    """The signed steps between two ends, within some hops; everything is by id."""

    def __init__(self, store: Store, ends: tuple[str, str], rule: Rule, max_hops: int) -> None:
        self.source, self.target = ends
        self.steps: dict[str, dict[str, list[Step]]] = {}
        net = Net(store.walker(rule))
        handles = net.walker.nodes(ends)
        arcs = between(net, handles[0], handles[1], max_hops)
        ids = net.ids({node for start, near in arcs.items() for node in (start, *near)})
        pairs = {(ids[start], ids[end]) for start, near in arcs.items() for end in near}
        if pairs:
            self._fill(store, rule, pairs)

    def _fill(self, store: Store, rule: Rule, pairs: set[tuple[str, str]]) -> None:
        wanted = Selection(rule.scope, pairs=sorted(pairs), names=rule.along)
        relations = [one for one in store.relations(wanted, bare=True) if one.modality != "negated"]
        undated = {one.source for one in relations if one.relation in DERIVING and not (one.start or one.end)}
        cards = event_cards(store, Scope(), sorted(undated), bare=True) if undated else {}
        dates = {id_: card.date for id_, card in cards.items()}
        for one in strongest(relations):
            for ends in {(one.source, one.target), (one.target, one.source)} & pairs:
                self._add(ends, one, dates)

    def _add(self, ends: tuple[str, str], one: Relation, dates: Mapping[str, str | None]) -> None:
        """Add a step, unless one as strong that may be walked wherever this one may is there."""
        span = None
        if one.relation == "LEADS":
            span = (one.start, one.end)
        elif one.relation in DERIVING and one.target.startswith("person:"):
            date = dates.get(one.source)
            span = (one.start, one.end) if one.start or one.end else (date, date)
        held = self.steps.setdefault(ends[0], {}).setdefault(ends[1], [])
        step = Step(sign_of(one), one.weight, one.id, span, one.relation == "LEADS")
        if not any(other.sign == step.sign and other.span in (None, step.span) for other in held):
            held.append(step)


def signed_path(net: SignedNet, sign: Sign, max_hops: int) -> SignedPath | None:
    """Return the best path of a sign by (-weight, hops, ids), or None.

    Best first over paths from the source, each judged by the best that may follow: what follows is known for
    ways that may pass a node twice, so it is never judged too low.
    """
    onward = _onward(net, max_hops)
    queue: list[tuple[float, int, tuple[str, ...], int, float, Sign, tuple[Step, ...]]] = []
    serial = 0

    def push(nodes: tuple[str, ...], weight: float, so_far: Sign, steps: tuple[Step, ...]) -> None:
        nonlocal serial
        used = len(steps)
        rest = [layer.get((nodes[-1], sign * so_far), -1.0) for layer in onward[: max_hops - used + 1]]
        if max(rest) >= 0:
            serial += 1
            best = rounded(weight * max(rest))
            fewest = next(count for count, value in enumerate(rest) if value >= 0 and rounded(weight * value) == best)
            heappush(queue, (-best, used + fewest, nodes, serial, weight, so_far, steps))

    push((net.source,), 1.0, 1, ())
    while queue:
        _, _, nodes, _, weight, so_far, steps = heappop(queue)
        if nodes[-1] == net.target:
            return SignedPath(sign, rounded(weight), nodes, tuple(step.relation for step in steps))
        for other, step in _further(net, nodes, steps):
            push((*nodes, other), weight * step.weight, so_far * step.sign, (*steps, step))
    return None


def _further(net: SignedNet, nodes: tuple[str, ...], steps: tuple[Step, ...]) -> Iterator[tuple[str, Step]]:
    for other, choices in net.steps.get(nodes[-1], {}).items():
        if other not in nodes:
            for step in choices:
                if not steps or at_the_time(steps[-1], step):
                    yield other, step


def at_the_time(before: Step, after: Step) -> bool:
    """Return whether two steps may follow one another: what hit a person touches what the person led at the time."""
    if before.span is None or after.span is None or before.leads == after.leads:
        return True
    leads, hit = (before, after) if before.leads else (after, before)
    first, last = hit.span or (None, None)
    low, high = window(None, first, last)
    start, end = leads.span or (None, None)
    return in_window(start, end, Scope(low, high))


def _onward(net: SignedNet, max_hops: int) -> Onward:
    layers: Onward = [{(net.target, 1): 1.0}]
    for _ in range(max_hops):
        layer: dict[tuple[str, Sign], float] = {}
        for node, near in net.steps.items():
            for other, choices in near.items():
                for step in choices:
                    for sign in (1, -1):
                        value = layers[-1].get((other, sign), -1.0)
                        key = (node, sign * step.sign)
                        if value >= 0 and step.weight * value > layer.get(key, -1.0):
                            layer[key] = step.weight * value
        layers.append(layer)
    return layers
