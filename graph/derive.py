"""Derive relations from two others: the perpetrators of an event ATTACKED its targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from .grading import UNGRADED, rounded
from .model import RANK, Relation
from .schema import DOERS, EVENT_PARTS, Derived, RelationType, Schema

Span: TypeAlias = tuple[str | None, str | None]
"""First and last date, None where open."""


def derived(
    relations: Iterable[Relation], schema: Schema, pairs: Collection[tuple[str, str]] | None = None
) -> list[Relation]:
    """Derive a relation for each doer, event and victim among the relations, in order of id.

    Both relations must be true: the confidences multiply, and the weaker modality counts. If an event hit somebody in
    several ways, the one of most weight counts. `pairs`: only those whose ends are such a pair, in either order.
    """
    return sorted(each_derived(relations, schema, pairs), key=lambda relation: relation.id)


def each_derived(
    relations: Iterable[Relation], schema: Schema, pairs: Collection[tuple[str, str]] | None = None
) -> Iterator[Relation]:
    """Yield the relations of `derived` in any order: an event of many doers and victims has a million."""
    ordered = sorted(relations, key=lambda relation: (-relation.weight, relation.id))
    spans = event_spans(ordered, schema)
    made: set[tuple[str, str, str, str]] = set()
    for rule in schema.derived:
        kind = schema.relations[rule.relation]
        is_only = sum(other.relation == rule.relation for other in schema.derived) == 1
        for deed, hit in _steps(ordered, rule, schema):
            key = rule.relation, deed.source, hit.source, hit.target
            if key not in made and (pairs is None or key[1::2] in pairs or key[3::-2] in pairs):
                if not is_only:
                    made.add(key)
                yield _attack(deed, hit, kind, spans.get(hit.source, (None, None)))


def event_spans(relations: Iterable[Relation], schema: Schema) -> dict[str, Span]:
    """Date each event by its most confident dated relation; of several, the earliest."""
    best: dict[str, tuple[float, str, str, str]] = {}
    for relation in relations:
        role = schema.role(relation.relation)
        if role not in EVENT_PARTS or not (relation.start or relation.end):
            continue
        event = relation.target if role in DOERS else relation.source
        confidence = UNGRADED if relation.confidence is None else relation.confidence
        key = (-confidence, relation.start or "", relation.end or "", relation.id)
        best[event] = min(key, best.get(event, key))
    return {event: (start or None, end or None) for event, (_, start, end, _) in best.items()}


def _steps(relations: Iterable[Relation], rule: Derived, schema: Schema) -> Iterator[tuple[Relation, Relation]]:
    """Yield the first deed of each doer of an event beside the first hit on each of its victims."""
    deeds: dict[str, dict[str, Relation]] = {}
    hits: dict[tuple[str, str], Relation] = {}
    for relation in relations:
        role = schema.role(relation.relation)
        if role in rule.first:
            deeds.setdefault(relation.target, {}).setdefault(relation.source, relation)
        if role in rule.then and schema.entity_type(relation.target) not in rule.but_not:
            hits.setdefault((relation.source, relation.target), relation)
    for (event, victim), hit in hits.items():
        for doer, deed in deeds.get(event, {}).items():
            if doer != victim:
                yield deed, hit


def _attack(deed: Relation, hit: Relation, kind: RelationType, span: Span) -> Relation:
    confidences = [UNGRADED if relation.confidence is None else relation.confidence for relation in (deed, hit)]
    confidence = rounded(confidences[0] * confidences[1])
    return Relation(
        id=f"{deed.id}+{hit.id}",
        source=deed.source,
        relation=kind.name,
        target=hit.target,
        start=span[0],
        end=span[1],
        sign=kind.sign,
        strength=kind.strength,
        confidence=None if deed.confidence is hit.confidence is None else confidence,
        weight=rounded(kind.strength * confidence),
        modality=max(deed.modality, hit.modality, key=RANK.__getitem__),
        place=hit.place or deed.place,
        derived=True,
        via=hit.source,
        tellings=(*deed.tellings, *hit.tellings),
    )
