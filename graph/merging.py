"""Relations made of the tellings of a key, alike for every store (semantics, sections 3 to 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from .counts import differ
from .dates import first_day, last_day
from .grading import UNGRADED, relation_confidence
from .grouping import Group, grouped, span_of
from .model import COUNTED, DISPUTES, MODALITIES, NOTHING, Entity, Telling
from .relation_ids import relation_name, relation_number
from .spans import Span, agree
from .voices import confidence_of

__all__ = ["RANK", "Merged", "counting", "in_order", "merged", "relation_key", "relation_name", "united"]

relation_key = relation_number

RANK = {name: rank for rank, name in enumerate(MODALITIES)}


class Merged(NamedTuple):
    """What some tellings of a key come to: a relation but for its key; "" stands for an open bound.

    `lead` is a telling that no other relation has. `disputed` lacks what other relations dispute.
    """

    start: str
    end: str
    modality: str
    confidence: float | None
    place: str | None
    attributes: Mapping[str, Any]
    disputed: tuple[str, ...]
    tellings: tuple[Telling, ...]
    lead: Telling


def merged(tellings: Sequence[Telling], aspect: str) -> list[Merged]:
    """Return the relations that the tellings of one key make; their order does not matter."""
    if len(tellings) == 1:
        return [_alone(tellings[0])]
    groups = grouped(tellings, aspect)
    if aspect != "event":
        return [_relation(group.span, group.tellings, aspect, group.tellings[0]) for group in groups]
    relation = _relation(_event_span(groups), tellings, aspect, in_order(groups[0].tellings)[0])
    if len(groups) > 1:
        relation = relation._replace(disputed=in_fixed_order([*relation.disputed, "date"]))
    return [relation]


def counting(tellings: Sequence[Telling]) -> list[Telling]:
    """List the tellings that count for a relation's confidence, best graded first, ungraded last."""
    modality = min((telling.modality for telling in tellings), key=RANK.__getitem__)
    counted = COUNTED if modality in COUNTED else (modality,)
    return sorted((telling for telling in tellings if telling.modality in counted), key=_by_grade)


def in_order(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Return tellings in their order: by modality, best graded first, then where they stand."""
    return tuple(sorted(tellings, key=_order))


def in_fixed_order(disputes: Iterable[str]) -> tuple[str, ...]:
    """Return kinds of dispute without doubles, in the order of DISPUTES."""
    found = set(disputes)
    return tuple(kind for kind in DISPUTES if kind in found)


def graded(tellings: Iterable[tuple[int, str, float | None]]) -> tuple[int, float | None]:
    """Return modality (as rank) and confidence from (modality, publisher, confidence) of each telling (first wave)."""
    known = list(tellings)
    rank = min(one[0] for one in known)
    counted = [one for one in known if one[0] == rank or max(one[0], rank) <= RANK["claimed"]]
    return rank, relation_confidence((publisher, grade) for _, publisher, grade in counted if grade is not None)


def combined(tellings: Sequence[Telling]) -> tuple[str | None, dict[str, Any]]:
    """Return place and attributes of a relation: of differing values that of the first telling stands (first wave)."""
    place, attributes = _combined(tellings)
    return place, dict(attributes)


def united(entity: Entity, other: Entity) -> Entity:
    """Return the entity with the names, kind and attributes of another record of it added."""
    others = {*entity.aliases, *other.aliases, other.name} - {entity.name}
    return Entity(
        entity.id, entity.type, entity.name, other.kind or entity.kind, tuple(sorted(others)),
        {**entity.attributes, **other.attributes},
    )  # fmt: skip


def _alone(telling: Telling) -> Merged:
    """Return the relation of a telling that is the only one of its key."""
    return Merged(
        *span_of(telling), telling.modality, telling.confidence, telling.place, telling.attributes, (), (telling,),
        telling,
    )  # fmt: skip


def _relation(span: Span, tellings: Sequence[Telling], aspect: str, lead: Telling) -> Merged:
    ordered = in_order(tellings)
    counted = counting(tellings)
    place, attributes = _combined(counted)
    disputed = [kind for kind, found in (
        ("denied", _is_denied(span, ordered, aspect)),
        ("count", differ(telling.attributes["count"] for telling in counted if "count" in telling.attributes)),
        ("end", aspect == "tie" and _is_told_on(span, counted)),
    ) if found]  # fmt: skip
    confidence = confidence_of(counted)
    return Merged(*span, ordered[0].modality, confidence, place, attributes, tuple(disputed), ordered, lead)


def _is_denied(span: Span, ordered: Sequence[Telling], aspect: str) -> bool:
    """Return whether a telling denies a relation; an event also has denials that are not about its span."""
    if ordered[0].modality == "negated" or ordered[-1].modality != "negated":
        return False
    denials = (telling for telling in ordered if telling.modality == "negated")
    return aspect != "event" or any(agree(span, span_of(telling)) for telling in denials)


def _is_told_on(span: Span, counted: Sequence[Telling]) -> bool:
    """Return whether a document of a time after the end of a tie tells of it as lasting."""
    last = last_day(span[1]) if span[1] else ""
    return bool(last) and any(
        telling.start and not telling.end and telling.published and first_day(telling.published) > last
        for telling in counted
    )


def _event_span(groups: Sequence[Group]) -> Span:
    """Return the span of the best graded group, of equals the earliest."""

    def rank(group: Group) -> tuple[float, Span]:
        confidence = confidence_of(counting(group.tellings))
        return -(UNGRADED if confidence is None else confidence), group.span

    return min(groups, key=rank).span


def _combined(tellings: Sequence[Telling]) -> tuple[str | None, Mapping[str, Any]]:
    """Return place and attributes: of differing values that of the first telling stands."""
    place = next((telling.place for telling in tellings if telling.place), None)
    attributes: dict[str, Any] = {}
    for telling in tellings:
        for name, value in telling.attributes.items():
            attributes.setdefault(name, value)
    return place, attributes or NOTHING


def _by_grade(telling: Telling) -> tuple[Any, ...]:
    return (telling.confidence is None, -(telling.confidence or 0.0), *_order(telling)[2:])


def _order(telling: Telling) -> tuple[Any, ...]:
    """Return what parts two tellings that differ at all."""
    return (
        RANK[telling.modality],
        2.0 if telling.confidence is None else -telling.confidence,
        telling.document or "",
        telling.paragraph or 0,
        -1 if telling.start_char is None else telling.start_char,
        -1 if telling.end_char is None else telling.end_char,
        *_rest(telling),
    )


def _rest(telling: Telling) -> tuple[Any, ...]:
    return (
        telling.quote or "",
        telling.start or "",
        telling.end or "",
        telling.plain,
        telling.attributed_to or "",
        telling.method,
        telling.made_by or "",
        telling.place or "",
        sorted(map(str, telling.attributes.items())),
        telling.credibility or 0,
        -1.0 if telling.given is None else telling.given,
        -1.0 if telling.extraction is None else telling.extraction,
        telling.source_as or "",
        telling.target_as or "",
        telling.resolved_by or "",
        telling.sentence or "",
        telling.date_basis or "",
    )
