"""What of a graph to show: the answer, then what is most heavily tied to it, no more than one can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ...graph.derive import derived
from ...graph.errors import InputError
from ...graph.model import MODALITIES, Answer, Document, Relation
from ...graph.scope import Node, Rule, Scope, Selection
from ...graph.stores.protocol import Store, Walker
from .grow import FAN_OUT, Growth, best_first, hubs, within
from .picture import Picture

MAX_NODES, MOST_NODES = 150, 3000
MAX_EDGES = 400
"""So many relations for up to 150 entities, and more in proportion when more are asked for."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _View:
    around: Sequence[str]
    hops: int
    max_nodes: int
    answer: Answer | None
    scope: Scope


def choose(
    store: Store,
    *,
    around: Sequence[str] = (),
    hops: int = 1,
    max_nodes: int = MAX_NODES,
    answer: Answer | None = None,
    scope: Scope | None = None,
) -> Picture:
    """Return the picture of what is around an answer and around some entities (ids); else of everything.

    `hops`: how far around; 0 shows the answer alone. Its title says what it shows: replace it with a better
    one. Raises InputError for `max_nodes` outside 1 to 3,000.
    """
    if not 1 <= max_nodes <= MOST_NODES:
        raise InputError(f"--max-nodes {max_nodes}: choose from 1 to {MOST_NODES:,}.")
    view = _View(around, hops, max_nodes, answer, scope or Scope())
    names = view.scope.relations or tuple(store.schema.relations)
    walker = store.walker(Rule(view.scope, names, names, None))
    growth, total = _grow(store, walker, view)
    ids = walker.ids(growth.shown)
    entities = list(store.entities(ids.values()))
    relations, count = _relations(store, view, _near(walker, growth, ids), set(ids.values()))
    hidden = _hidden(walker, ids)
    return Picture(
        title=_title(view, {one.id: one.name for one in entities}),
        subtitle="",
        entities=entities,
        relations=relations,
        documents=_documents(store, relations),
        highlight=_highlight(answer),
        hidden=hidden,
        total_entities=total,
        total_relations=count,
        room=(view.max_nodes, _room(view.max_nodes)),
        schema=store.schema,
        cut=bool(hidden) or count > len(relations) or view.scope != Scope(),
    )


def _grow(store: Store, walker: Walker, view: _View) -> tuple[Growth, int]:
    """Return the growth of a view, and how many entities there were to choose from."""
    if view.answer is None and not view.around:
        if view.scope != Scope():
            return _within_scope(walker, view.max_nodes)
        total = store.statistics().totals.entities
        if total <= view.max_nodes:
            return best_first(walker, [one.id for one in store.entities()], 0, total), total
        heaviest = hubs(walker, view.max_nodes)
        reserve = chain(heaviest, (entity.id for entity in store.entities()))
        return best_first(walker, heaviest[: view.max_nodes // FAN_OUT + 1], 3, view.max_nodes, reserve=reserve), total
    own = view.answer.entities if view.answer else ()
    seeds = list(dict.fromkeys([*view.around, *own]))
    growth = best_first(walker, seeds, view.hops, view.max_nodes, view.around)
    return growth, within(walker, seeds, view.hops)


def _within_scope(walker: Walker, most: int) -> tuple[Growth, int]:
    """Return the growth of a whole graph narrowed by a scope: only what its relations touch."""
    total = len({node for node, _, _ in walker.all_arcs()})
    heaviest = hubs(walker, most)
    seeds = heaviest if total <= most else heaviest[: most // FAN_OUT + 1]
    return best_first(walker, seeds, 3, most, reserve=heaviest), total


def _near(walker: Walker, growth: Growth, ids: Mapping[Node, str]) -> dict[Pair, bool]:
    """Return the pairs of shown entities that are joined, and whether one was reached over it."""
    joined = {_pair(ids[one], ids[other]): False for one, other, _ in walker.arcs(list(ids)) if other in ids}
    return joined | {_pair(ids[one], ids[other]): True for one, other in growth.reached}


def _relations(
    store: Store, view: _View, pairs: Mapping[Pair, bool], shown: Collection[str]
) -> tuple[list[Relation], int]:
    """Return the relations to show, with their tellings, and how many there are between the shown entities.

    First those of the answer, then the heaviest of each pair over which the picture grew, then by weight.
    """
    own = sorted(view.answer.relations) if view.answer else []
    anyhow = Scope(modalities=MODALITIES)
    names = view.scope.relations or None
    found = [*store.relations(Selection(view.scope, pairs=list(pairs), names=names), bare=True)] if pairs else []
    found += store.relations(Selection(anyhow, ids=own), bare=True) if own else ()
    between = {one.id: one for one in found if one.source in shown and one.target in shown}
    needed = _heaviest_of_each(between.values(), pairs).union(own)
    first = set(own)
    order = sorted(between.values(), key=lambda one: (one.id not in first, one.id not in needed, -one.weight, one.id))
    ids = [one.id for one in order[: _room(view.max_nodes)]]
    kept = list(store.relations(Selection(anyhow, ids=ids))) if ids else []
    more = _derived(store, view, kept, shown)
    return kept + more, len(between) + len(more)


def _room(max_nodes: int) -> int:
    """Return how many relations a picture of so many entities has room for."""
    return max(MAX_EDGES, MAX_EDGES * max_nodes // MAX_NODES)


def _derived(store: Store, view: _View, kept: Iterable[Relation], shown: Collection[str]) -> list[Relation]:
    told = view.answer.derived if view.answer else ()
    every = [*derived(kept, store.schema), *told]  # what the answer tells stands over what we derive
    found = {(one.source, one.via, one.target): one for one in every if {one.source, one.target} <= set(shown)}
    return list(found.values())


def _heaviest_of_each(relations: Iterable[Relation], pairs: Mapping[Pair, bool]) -> set[str]:
    best: dict[Pair, Relation] = {}
    for one in sorted(relations, key=lambda one: (-one.weight, one.id)):
        pair = _pair(one.source, one.target)
        if pairs.get(pair):
            best.setdefault(pair, one)
    return {one.id for one in best.values()}


def _documents(store: Store, relations: Iterable[Relation]) -> dict[str, Document]:
    named = {telling.document for one in relations for telling in one.tellings if telling.document}
    return {one.id: one for one in store.documents(sorted(named))} if named else {}


def _hidden(walker: Walker, ids: Mapping[Node, str]) -> dict[str, int]:
    hidden: defaultdict[Node, set[Node]] = defaultdict(set)
    for node, other, _ in walker.arcs(list(ids)):
        if other not in ids:
            hidden[node].add(other)
    return {ids[node]: len(others) for node, others in hidden.items()}


def _highlight(answer: Answer | None) -> frozenset[str]:
    if answer is None:
        return frozenset()
    return frozenset([*answer.entities, *answer.relations, *(one.id for one in answer.derived)])


def _title(view: _View, names: Mapping[str, str]) -> str:
    if view.around:
        hops = "1 hop" if view.hops == 1 else f"{view.hops} hops"
        return f"{', '.join(names.get(one, one) for one in view.around)}: {hops} around"
    return view.answer.query if view.answer else "The whole graph"


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
