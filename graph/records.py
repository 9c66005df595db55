"""Combine records of an entity, with the same result in any order (docs/semantics.md, Identity)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .errors import InputError
from .model import Entity
from .names import entity_id


def combined_record(entities: Iterable[Entity]) -> Entity:
    """Combine the records of one entity.

    The name is one that makes the id, else the first in order; all others are aliases. Of different kinds, and of
    different values of an attribute, the first in order stands.
    """
    records = list(entities)
    if len(records) == 1:
        return records[0]
    first = records[0]
    name = min((entity.name for entity in records), key=lambda name: (not _makes(first, name), name))
    names = {alias for entity in records for alias in (entity.name, *entity.aliases)}
    kind = min((entity.kind for entity in records if entity.kind), default=None)
    return Entity(first.id, first.type, name, kind, tuple(sorted(names - {name})), _attributes(records))


def _makes(entity: Entity, name: str) -> bool:
    try:
        return entity_id(entity.type, name) == entity.id
    except InputError:
        return False


def _attributes(records: Iterable[Entity]) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    for entity in records:
        for key, value in entity.attributes.items():
            known = attributes.setdefault(key, value)
            attributes[key] = min(known, value, key=lambda item: json.dumps(item, sort_keys=True, default=str))
    return attributes
