"""The effect of a judgement: relations before and after it, matched by their tellings."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Literal, NamedTuple, TypeAlias

from ..model import COUNTED, Relation, Telling
from ..schema import Schema

How: TypeAlias = Literal["moved", "fused", "parted", "regraded", "within"]
"""The kinds of change: a relation gets another end, several become one, one becomes several, one keeps its ends and is
graded otherwise, or one now leads from an entity to itself, and is stored but never walked."""


class Change(NamedTuple):
    """Relations that change, as they are before and after."""

    how: How
    before: tuple[Relation, ...]
    after: tuple[Relation, ...]


class Matched(NamedTuple):
    """Relations without tellings that a judgement may change.

    `alone`: each with the one that it becomes, where the two ends have no other of that name. `among_others`: the ids,
    before and after, of those for which only their tellings say what they become.
    """

    alone: Sequence[tuple[Relation, Relation]]
    among_others: tuple[Sequence[str], Sequence[str]]


def matched(before: Iterable[Relation], after: Iterable[Relation], judged: Collection[str]) -> Matched:
    """Match relations by name and ends; `judged` are the entities between which a judgement moves ends."""
    old, new = _by_ends(before, judged), _by_ends(after, judged)
    alone, ids_before, ids_after = [], list[str](), list[str]()
    for ends in dict.fromkeys([*old, *new]):
        some, others = old.get(ends, []), new.get(ends, [])
        if len(some) == len(others) == 1:
            alone.append((some[0], others[0]))
        elif some != others:
            ids_before += [relation.id for relation in some]
            ids_after += [relation.id for relation in others]
    return Matched(alone, (ids_before, ids_after))


def _by_ends(relations: Iterable[Relation], judged: Collection[str]) -> dict[Hashable, list[Relation]]:
    """Group relations by name and ends, one place for all the judged."""
    grouped: dict[Hashable, list[Relation]] = {}
    for relation in relations:
        ends = frozenset("" if end in judged else end for end in (relation.source, relation.target))
        grouped.setdefault((relation.relation, ends), []).append(relation)
    return grouped


def changes_alone(pairs: Iterable[tuple[Relation, Relation]]) -> list[Change]:
    """List what becomes of relations that each have only one to become."""
    changes_ = (_change(new, [old], {old.id: [new]}) for old, new in pairs)
    return [change for change in changes_ if change is not None]


def changes(before: Iterable[Relation], after: Iterable[Relation], schema: Schema) -> list[Change]:
    """List the changes of relations, in order of the ids afterwards, without unchanged relations."""
    old = list(before)
    by_telling: dict[Hashable, list[Relation]] = {}
    for relation in old:
        for mark in _marks(relation, schema):
            by_telling.setdefault(mark, []).append(relation)
    made_of: dict[str, dict[str, Relation]] = {}
    new = {relation.id: relation for relation in after}
    for relation in new.values():
        made_of[relation.id] = {
            other.id: other for mark in _marks(relation, schema) for other in by_telling.get(mark, ())
        }
    parts: dict[str, list[Relation]] = {}
    for id_, sources in made_of.items():
        for other in sources:
            parts.setdefault(other, []).append(new[id_])
    in_order = sorted(made_of.items())
    return _distinct(_change(new[id_], list(sources.values()), parts) for id_, sources in in_order if sources)


def _distinct(changes_: Iterable[Change | None]) -> list[Change]:
    """Remove repeated changes: a divided relation is found with each of its parts."""
    seen: set[tuple[Any, ...]] = set()
    listed = []
    for change in changes_:
        if change is not None:
            mark = (
                change.how,
                tuple(relation.id for relation in change.before),
                tuple(relation.id for relation in change.after),
            )
            if mark not in seen:
                seen.add(mark)
                listed.append(change)
    return listed


def _change(relation: Relation, sources: Sequence[Relation], parts: dict[str, list[Relation]]) -> Change | None:
    first = sources[0]
    if len(sources) > 1:
        return Change("fused", tuple(sources), (relation,))
    if len(parts[first.id]) > 1:
        return Change("parted", (first,), tuple(parts[first.id]))
    if relation.source == relation.target and first.source != first.target:
        return Change("within", (first,), (relation,))
    if (relation.source, relation.target) != (first.source, first.target):
        return Change("moved", (first,), (relation,))
    if (relation.confidence, relation.disputed) != (first.confidence, first.disputed):
        return Change("regraded", (first,), (relation,))
    return None


def _marks(relation: Relation, schema: Schema) -> list[Hashable]:
    """List marks that distinguish the tellings behind a relation's grade, whichever entity they count for."""
    symmetric = schema.relations[relation.relation].symmetric
    counted = COUNTED if relation.modality in COUNTED else (relation.modality,)
    return [
        _mark(relation, telling, symmetric=symmetric) for telling in relation.tellings if telling.modality in counted
    ]


def _mark(relation: Relation, telling: Telling, *, symmetric: bool) -> Hashable:
    source = telling.source_id or relation.source, telling.source_as or ""
    target = telling.target_id or relation.target, telling.target_as or ""
    ends = (target, source) if symmetric and target < source else (source, target)
    attributes = repr(dict(telling.attributes)) if telling.attributes else ""
    return relation.relation, ends, attributes, _SAID(telling)


_SAID = itemgetter(
    *(
        place
        for place, name in enumerate(Telling._fields)
        if name not in ("source_id", "target_id", "source_as", "target_as", "attributes")
    )
)
"""The content of a telling, apart from its ends and attributes."""
