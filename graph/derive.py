"""Relations that follow from two others: whoever perpetrated an event ATTACKED those it hit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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

    Both steps have to hold: the confidences multiply, and the weaker modality stands. If an event hit somebody in
    several ways, the one of most weight counts. `pairs`: only those whose ends are such a pair, in either order.
    """
    ordered = sorted(relations, key=lambda relation: (-relation.weight, relation.id))
    spans = event_spans(ordered, schema)
    heaviest: dict[tuple[str, str, str, str], Relation] = {}
    for rule in schema.derived:
        for deed, hit in _steps(ordered, rule, schema):
            key = rule.relation, deed.source, hit.source, hit.target
            if key not in heaviest and (pairs is None or key[1::2] in pairs or key[3::-2] in pairs):
                kind = schema.relations[rule.relation]
                heaviest[key] = _attack(deed, hit, kind, spans.get(hit.source, (None, None)))
    return sorted(heaviest.values(), key=lambda relation: relation.id)


def event_spans(relations: Iterable[Relation], schema: Schema) -> dict[str, Span]:
    """Date each event by its most confident dated relation; of equals by the earliest."""
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


def _steps(relations: Sequence[Relation], rule: Derived, schema: Schema) -> Iterator[tuple[Relation, Relation]]:
    """Yield each deed of an event beside each hit."""
    deeds: dict[str, list[Relation]] = {}
    for relation in relations:
        if schema.role(relation.relation) in rule.first:
            deeds.setdefault(relation.target, []).append(relation)
    for hit in relations:
        if schema.role(hit.relation) not in rule.then or schema.entity_type(hit.target) in rule.but_not:
            continue
        for deed in deeds.get(hit.source, ()):
            if deed.source != hit.target:
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
