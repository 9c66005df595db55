"""Relations put together from their tellings, alike for every store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .grading import relation_confidence
from .model import MODALITIES, Entity, Telling

RANK = {name: rank for rank, name in enumerate(MODALITIES)}


def relation_name(key: int) -> str:
    """Return the id of a relation as people see it, from its signed 64-bit key."""
    return f"r{key & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def relation_key(name: str) -> int | None:
    """Return the key of a relation from its id; None when this is no such id."""
    try:
        number = int(name[1:], 16) if name[:1] == "r" and len(name) == 17 else -1
    except ValueError:
        return None
    return None if number < 0 else number - (1 << 64 if number >> 63 else 0)


def in_order(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Return tellings with the surest first: by modality, confidence, then where they stand."""
    return tuple(sorted(tellings, key=_order))


def combined(tellings: Sequence[Telling]) -> tuple[str | None, dict[str, Any]]:
    """Return place and attributes of a relation: of differing values that of the surest telling stands."""
    place: str | None = None
    attributes: dict[str, Any] = {}
    for telling in tellings:
        place = place or telling.place
        attributes = {**telling.attributes, **attributes}
    return place, attributes


def united(held: Entity, told: Entity) -> Entity:
    """Return the entity with what is told of it now added to what was held."""
    others = {*held.aliases, *told.aliases, told.name} - {held.name}
    return Entity(
        held.id, held.type, held.name, told.kind or held.kind, tuple(sorted(others)),
        {**held.attributes, **told.attributes},
    )  # fmt: skip


def graded(tellings: Iterable[tuple[int, str, float | None]]) -> tuple[int, float | None]:
    """Return modality (as rank) and confidence of a relation from (modality, publisher, confidence) of each telling.

    A relation has the strongest modality told. What asserts or claims it counts alike; tellings that only
    foresee, suppose or deny what others assert add nothing to its confidence.
    """
    known = list(tellings)
    rank = min(one[0] for one in known)
    counted = [one for one in known if one[0] == rank or max(one[0], rank) <= RANK["claimed"]]
    return rank, relation_confidence((publisher, grade) for _, publisher, grade in counted if grade is not None)


def _order(telling: Telling) -> tuple[Any, ...]:
    return (
        RANK[telling.modality],
        -1.0 if telling.confidence is None else -telling.confidence,
        telling.document or "",
        telling.paragraph or 0,
        -1 if telling.start_char is None else telling.start_char,
        -1 if telling.end_char is None else telling.end_char,
        telling.quote or "",
        telling.attributed_to or "",
        telling.method,
        telling.made_by or "",
        telling.place or "",
        sorted(map(str, telling.attributes.items())),
        telling.credibility or 0,
        -1.0 if telling.given is None else telling.given,
    )
