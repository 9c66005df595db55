"""Relations that follow from others: who perpetrated an event ATTACKED those whom it hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from .grading import UNGRADED, rounded
from .model import MODALITIES, Relation
from .schema import DOERS, EVENT_PARTS, Derived, RelationType, Schema

Span: TypeAlias = tuple[str | None, str | None]
"""First and last date, None where open."""


def derived(relations: Iterable[Relation], schema: Schema) -> list[Relation]:
    """Return one derived relation for each doer, event and victim among the relations, in order of id.

    Both steps have to hold: the confidences multiply, and the weaker modality stands. Of several ways in
    which an event hit somebody the heaviest counts.
    """
    known = sorted(relations, key=lambda relation: (-relation.weight, relation.id))
    spans = event_spans(known, schema)
    found: dict[tuple[str, str, str | None, str], Relation] = {}
    for rule in schema.derived:
        for attack in _attacks(known, rule, spans, schema):
            found.setdefault((attack.relation, attack.source, attack.via, attack.target), attack)
    return sorted(found.values(), key=lambda relation: relation.id)


def event_spans(relations: Iterable[Relation], schema: Schema) -> dict[str, Span]:
    """Return when each event took place: the span of its surest dated relation, then the earliest."""
    best: dict[str, tuple[float, str, str, str]] = {}
    for relation in relations:
        role = schema.role(relation.relation)
        if role not in EVENT_PARTS or not (relation.start or relation.end):
            continue
        event = relation.target if role in DOERS else relation.source
        sure = UNGRADED if relation.confidence is None else relation.confidence
        key = (-sure, relation.start or "", relation.end or "", relation.id)
        best[event] = min(key, best.get(event, key))
    return {event: (start or None, end or None) for event, (_, start, end, _) in best.items()}


def _attacks(known: Sequence[Relation], rule: Derived, spans: Mapping[str, Span], schema: Schema) -> Iterator[Relation]:
    kind = schema.relations[rule.relation]
    deeds: dict[str, list[Relation]] = {}
    for relation in known:
        if schema.role(relation.relation) in rule.first:
            deeds.setdefault(relation.target, []).append(relation)
    for hit in known:
        if schema.role(hit.relation) not in rule.then or schema.entity_type(hit.target) in rule.but_not:
            continue
        for deed in deeds.get(hit.source, ()):
            if deed.source != hit.target:
                yield _attack(deed, hit, kind, spans.get(hit.source, (None, None)))


def _attack(deed: Relation, hit: Relation, kind: RelationType, span: Span) -> Relation:
    grades = [UNGRADED if relation.confidence is None else relation.confidence for relation in (deed, hit)]
    sure = rounded(grades[0] * grades[1])
    return Relation(
        id=f"{deed.id}+{hit.id}",
        source=deed.source,
        relation=kind.name,
        target=hit.target,
        start=span[0],
        end=span[1],
        sign=kind.sign,
        strength=kind.strength,
        confidence=None if deed.confidence is hit.confidence is None else sure,
        weight=rounded(kind.strength * sure),
        modality=max(deed.modality, hit.modality, key=MODALITIES.index),
        place=hit.place or deed.place,
        derived=True,
        via=hit.source,
        tellings=(*deed.tellings, *hit.tellings),
    )
