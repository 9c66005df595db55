"""Choose what to show: the answer, then its heaviest neighbourhood, up to a readable size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ...graph.derive import derived
from ...graph.documents import Document
from ...graph.errors import InputError
from ...graph.model import RELATION_MODALITIES, Answer, Relation
from ...graph.scope import Node, Rule, Scope, Selection
from ...graph.stores.contract.walker import Walker
from ...graph.stores.protocol import Store
from .grow import FAN_OUT, Growth, best_first, hubs, within
from .picture import Picture

MAX_NODES, MOST_NODES = 150, 3000
MAX_EDGES = 400
"""The most relations for up to 150 entities; a picture of more entities gets proportionally more."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _View:
    around: Sequence[str]
    hops: int
    max_nodes: int
    answer: Answer | None
    scope: Scope

    def __post_init__(self) -> None:
        if not 1 <= self.max_nodes <= MOST_NODES:
            raise InputError(f"--max-nodes {self.max_nodes}: choose from 1 to {MOST_NODES:,}.")


def choose(
    store: Store,
    *,
    around: Sequence[str] = (),
    hops: int = 1,
    max_nodes: int = MAX_NODES,
    answer: Answer | None = None,
    scope: Scope | None = None,
) -> Picture:
    """Choose a picture of an answer and some entities (ids) with their neighbourhood, else of everything.

    `hops` is the size of the neighbourhood; 0 shows the answer alone. The title only describes the choice: callers may
    replace it. Raises InputError for `max_nodes` outside 1 to 3,000.
    """
    view = _View(around, hops, max_nodes, answer, scope or Scope())
    names = view.scope.relations or tuple(store.schema.relations)
    walker = store.walker(Rule(view.scope, names, names, None))
    growth, total = _grow(store, walker, view)
    ids = walker.ids(growth.shown)
    entities = list(store.entities(ids.values()))
    relations, count = _relations(store, view, _near(walker, growth, ids), set(ids.values()))
    hidden = _hidden(walker, ids)
    title = _title(view, {entity.id: entity.name for entity in entities})
    return Picture(
        title, "", entities, relations, _documents(store, relations), _highlight(answer), hidden, total, count,
        room=(view.max_nodes, _room(view.max_nodes)),
        schema=store.schema,
        cut=bool(hidden) or count > len(relations) or view.scope != Scope(),
    )  # fmt: skip


def _grow(store: Store, walker: Walker, view: _View) -> tuple[Growth, int]:
    """Grow the picture of a view, and count the entities to choose from."""
    if view.answer is None and not view.around:
        if view.scope != Scope():
            return _within_scope(walker, view.max_nodes)
        total = store.statistics().totals.entities
        if total <= view.max_nodes:
            return best_first(walker, [entity.id for entity in store.entities()], 0, total), total
        heaviest = hubs(walker, view.max_nodes)
        reserve = chain(heaviest, (entity.id for entity in store.entities()))
        return best_first(walker, heaviest[: view.max_nodes // FAN_OUT + 1], 3, view.max_nodes, reserve=reserve), total
    own = view.answer.entities if view.answer else ()
    seeds = list(dict.fromkeys([*view.around, *own]))
    growth = best_first(walker, seeds, view.hops, view.max_nodes, view.around)
    return growth, within(walker, seeds, view.hops)


def _within_scope(walker: Walker, most: int) -> tuple[Growth, int]:
    """Grow the picture of the entities that have relations in a scope."""
    total = len({node for node, _, _ in walker.all_arcs()})
    heaviest = hubs(walker, most)
    seeds = heaviest if total <= most else heaviest[: most // FAN_OUT + 1]
    return best_first(walker, seeds, 3, most, reserve=heaviest), total


def _near(walker: Walker, growth: Growth, ids: Mapping[Node, str]) -> dict[Pair, bool]:
    """List the joined pairs of shown entities, and whether the picture grew over each."""
    joined = {_pair(ids[node], ids[other]): False for node, other, _ in walker.arcs(list(ids)) if other in ids}
    return joined | {_pair(ids[node], ids[other]): True for node, other in growth.reached}


def _relations(
    store: Store, view: _View, pairs: Mapping[Pair, bool], shown: Collection[str]
) -> tuple[list[Relation], int]:
    """Read the relations to show, with their tellings, and count all relations between the shown entities.

    Relations of the answer come first, then the heaviest of each pair over which the picture grew, then by weight.
    """
    own = sorted(view.answer.relations) if view.answer else []
    unlimited = Scope(modalities=RELATION_MODALITIES)
    names = view.scope.relations or None
    candidates = [*store.relations(Selection(view.scope, pairs=list(pairs), names=names), bare=True)] if pairs else []
    candidates += store.relations(Selection(unlimited, ids=own), bare=True) if own else ()
    between = {
        relation.id: relation for relation in candidates if relation.source in shown and relation.target in shown
    }
    needed = _heaviest_of_each(between.values(), pairs).union(own)
    first = set(own)

    def rank(relation: Relation) -> tuple[bool, bool, float, str]:
        return relation.id not in first, relation.id not in needed, -relation.weight, relation.id

    ids = [relation.id for relation in sorted(between.values(), key=rank)[: _room(view.max_nodes)]]
    chosen = list(store.relations(Selection(unlimited, ids=ids))) if ids else []
    more = _derived(store, view, chosen, shown)
    return chosen + more, len(between) + len(more)


def _room(max_nodes: int) -> int:
    """Compute how many relations fit into a picture of at most this many entities."""
    return max(MAX_EDGES, MAX_EDGES * max_nodes // MAX_NODES)


def _derived(store: Store, view: _View, chosen: Iterable[Relation], shown: Collection[str]) -> list[Relation]:
    of_answer = view.answer.derived if view.answer else ()
    every = [*derived(chosen, store.schema), *of_answer]  # the answer's own come last and take precedence
    by_ends = {(relation.source, relation.via, relation.target): relation for relation in every}
    return [relation for relation in by_ends.values() if {relation.source, relation.target} <= set(shown)]


def _heaviest_of_each(relations: Iterable[Relation], pairs: Mapping[Pair, bool]) -> set[str]:
    best: dict[Pair, Relation] = {}
    for relation in sorted(relations, key=lambda relation: (-relation.weight, relation.id)):
        pair = _pair(relation.source, relation.target)
        if pairs.get(pair):
            best.setdefault(pair, relation)
    return {relation.id for relation in best.values()}


def _documents(store: Store, relations: Iterable[Relation]) -> dict[str, Document]:
    ids = {telling.document for relation in relations for telling in relation.tellings if telling.document}
    return {document.id: document for document in store.documents(sorted(ids))} if ids else {}


def _hidden(walker: Walker, ids: Mapping[Node, str]) -> dict[str, int]:
    hidden: defaultdict[Node, set[Node]] = defaultdict(set)
    for node, other, _ in walker.arcs(list(ids)):
        if other not in ids:
            hidden[node].add(other)
    return {ids[node]: len(others) for node, others in hidden.items()}


def _highlight(answer: Answer | None) -> frozenset[str]:
    if answer is None:
        return frozenset()
    return frozenset([*answer.entities, *answer.relations, *(relation.id for relation in answer.derived)])


def _title(view: _View, names: Mapping[str, str]) -> str:
    if view.around:
        hops = "1 hop" if view.hops == 1 else f"{view.hops} hops"
        return f"{', '.join(names.get(id_, id_) for id_ in view.around)}: {hops} around"
    return view.answer.query if view.answer else "The whole graph"


def _pair(end: str, other: str) -> Pair:
    return (end, other) if end < other else (other, end)
