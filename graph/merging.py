"""Make relations of the tellings of a key, the same in every store (docs/semantics.md, Time)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .counts import differ
from .dates import first_day, last_day
from .grading import UNGRADED
from .grouping import Group, grouped, span_of
from .model import RETRACTED, Entity, Telling
from .spans import Span, agree
from .telling_order import combined, counting, in_fixed_order, in_order, standing_of
from .voices import confidence_of


class Merged(NamedTuple):
    """A relation made of tellings, without its key; "" stands for an open bound.

    `lead` is a telling that no other relation has. `disputed` lacks the disputes with other relations.
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
    """Make the relations of the tellings of one key; their order does not matter."""
    if len(tellings) == 1:
        return [_alone(tellings[0])]
    groups = grouped(tellings, aspect)
    if aspect != "event":
        return [_relation(group.span, group.tellings, aspect, group.tellings[0]) for group in groups]
    relation = _relation(_event_span(groups), tellings, aspect)
    if len(groups) > 1:
        relation = relation._replace(disputed=in_fixed_order([*relation.disputed, "date"]))
    return [relation]


def united(entity: Entity, other: Entity) -> Entity:
    """Add the names, kind and attributes of another record of an entity."""
    others = {*entity.aliases, *other.aliases, other.name} - {entity.name}
    return Entity(
        entity.id, entity.type, entity.name, other.kind or entity.kind, tuple(sorted(others)),
        {**entity.attributes, **other.attributes},
    )  # fmt: skip


def _alone(telling: Telling) -> Merged:
    """Make the relation of the only telling of a key."""
    confidence = None if telling.retracted else telling.confidence
    return Merged(
        *span_of(telling), standing_of(telling), confidence, telling.place, telling.attributes, (), (telling,), telling
    )


def _relation(span: Span, tellings: Sequence[Telling], aspect: str, lead: Telling | None = None) -> Merged:
    ordered = in_order(tellings)
    all_alike = len({*map(standing_of, tellings)}) == 1  # then sorting the counting ones changes nothing
    counted = ordered if all_alike else counting(tellings)
    place, attributes = combined(counted)
    disputed = [kind for kind, holds in (
        ("denied", _is_denied(span, ordered, aspect)),
        ("count", differ(telling.attributes["count"] for telling in counted if "count" in telling.attributes)),
        ("end", aspect == "tie" and _is_reported_later(span, counted)),
    ) if holds]  # fmt: skip
    modality = standing_of(ordered[0])
    confidence = None if modality == RETRACTED else confidence_of(counted)
    return Merged(*span, modality, confidence, place, attributes, tuple(disputed), ordered, lead or ordered[0])


def _is_denied(span: Span, ordered: Sequence[Telling], aspect: str) -> bool:
    """Check whether a telling denies the relation; an event also has denials that are not about its span."""
    denials = [telling for telling in ordered if standing_of(telling) == "negated"]
    if not denials or standing_of(ordered[0]) == "negated":
        return False
    return aspect != "event" or any(agree(span, span_of(telling)) for telling in denials)


def _is_reported_later(span: Span, counted: Sequence[Telling]) -> bool:
    """Check whether a document from after the end of a tie reports it without an end."""
    last = last_day(span[1]) if span[1] else ""
    return bool(last) and any(
        telling.start and not telling.end and telling.published and first_day(telling.published) > last
        for telling in counted
    )


def _event_span(groups: Sequence[Group]) -> Span:
    """Find the span of the best graded group; of several, the earliest."""
    if len(groups) == 1:
        return groups[0].span

    def rank(group: Group) -> tuple[float, Span]:
        confidence = confidence_of(counting(group.tellings))
        return -(UNGRADED if confidence is None else confidence), group.span

    return min(groups, key=rank).span
