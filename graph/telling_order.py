"""Order tellings, select the ones that count, and combine their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .model import COUNTED, DISPUTES, NOTHING, RANK, RETRACTED, Telling


def standing_of(telling: Telling) -> str:
    """Find the modality that a telling counts as, `retracted` if its document was."""
    return RETRACTED if telling.retracted else telling.modality


def in_order(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Sort tellings by modality, then best graded first, then by place."""
    return tuple(_sorted(list(tellings), _by_modality))


def counting(tellings: Sequence[Telling]) -> list[Telling]:
    """List the tellings that count for a relation's confidence, best graded first, ungraded last."""
    if len(tellings) == 1:
        return list(tellings)
    modality = min(map(standing_of, tellings), key=RANK.__getitem__)
    counted = COUNTED if modality in COUNTED else (modality,)
    return _sorted([telling for telling in tellings if standing_of(telling) in counted], _by_grade)


def combined(tellings: Sequence[Telling]) -> tuple[str | None, Mapping[str, Any]]:
    """Combine the places and attributes of tellings; of different values the first one counts."""
    place = next((telling.place for telling in tellings if telling.place), None)
    attributes: dict[str, Any] = {}
    for telling in tellings:
        for name, value in telling.attributes.items():
            attributes.setdefault(name, value)
    return place, attributes or NOTHING


def in_fixed_order(disputes: Iterable[str]) -> tuple[str, ...]:
    """Remove repeated kinds of dispute and put them in the order of DISPUTES."""
    kinds = set(disputes)
    return tuple(kind for kind in DISPUTES if kind in kinds)


def _sorted(tellings: Sequence[Telling], grade: Callable[[Telling], tuple[float, float]]) -> list[Telling]:
    """Sort tellings by grade and place, and by the rest only if that leaves a doubt, since few tellings need it."""
    keys: list[tuple[Any, ...]] = [(*grade(telling), *_place(telling)) for telling in tellings]
    if len({*keys}) < len(keys):
        keys = [(*key, *_rest(telling)) for key, telling in zip(keys, tellings, strict=True)]
    return [tellings[number] for number in sorted(range(len(keys)), key=keys.__getitem__)]


def _by_modality(telling: Telling) -> tuple[float, float]:
    return RANK[standing_of(telling)], 2.0 if telling.confidence is None else -telling.confidence


def _by_grade(telling: Telling) -> tuple[float, float]:
    return telling.confidence is None, -(telling.confidence or 0.0)


def _place(telling: Telling) -> tuple[Any, ...]:
    return (
        telling.document or "",
        telling.paragraph or 0,
        -1 if telling.start_char is None else telling.start_char,
        -1 if telling.end_char is None else telling.end_char,
    )


def _rest(telling: Telling) -> tuple[Any, ...]:
    """Make the part of a sort key that differs for any two tellings of a place that differ."""
    return *_claim(telling), *_origin(telling), RANK[telling.modality]


def _claim(telling: Telling) -> tuple[Any, ...]:
    """List what a telling claims, who made it and how it is graded, with a value for whatever is missing."""
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
    )


def _origin(telling: Telling) -> tuple[Any, ...]:
    """List how a telling was extracted and which ends it named, with a value for whatever is missing."""
    return (
        -1.0 if telling.extraction is None else telling.extraction,
        telling.source_as or "",
        telling.target_as or "",
        telling.resolved_by or "",
        telling.sentence or "",
        telling.date_basis or "",
        telling.trigger or "",
        telling.reviewed or "",
        telling.source_id or "",
        telling.target_id or "",
    )
