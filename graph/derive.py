"""Relations that follow from two others: whoever perpetrated an event ATTACKED those it hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from .grading import UNGRADED, rounded
from .model import RANK, Relation
from .schema import DOERS, EVENT_PARTS, Derived, RelationType, Schema

Span: TypeAlias = tuple[str | None, str | None]
"""First and last date, None where open."""


def derived(relations: Iterable[Relation], schema: Schema) -> list[Relation]:
    """Derive a relation for each doer, event and victim among the relations, in order of id.

    Both steps have to hold: the confidences multiply, and the weaker modality stands. If an event hit somebody in
    several ways, the one of most weight counts.
    """
    ordered = sorted(relations, key=lambda relation: (-relation.weight, relation.id))
    spans = event_spans(ordered, schema)
    heaviest: dict[tuple[str, str, str | None, str], Relation] = {}
    for rule in schema.derived:
        for attack in _attacks(ordered, rule, spans, schema):
            heaviest.setdefault((attack.relation, attack.source, attack.via, attack.target), attack)
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


def _attacks(
    relations: Sequence[Relation], rule: Derived, spans: Mapping[str, Span], schema: Schema
) -> Iterator[Relation]:
    kind = schema.relations[rule.relation]
    deeds: dict[str, list[Relation]] = {}
    for relation in relations:
        if schema.role(relation.relation) in rule.first:
            deeds.setdefault(relation.target, []).append(relation)
    for hit in relations:
        if schema.role(hit.relation) not in rule.then or schema.entity_type(hit.target) in rule.but_not:
            continue
        for deed in deeds.get(hit.source, ()):
            if deed.source != hit.target:
                yield _attack(deed, hit, kind, spans.get(hit.source, (None, None)))


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
