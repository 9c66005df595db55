"""Records of one entity put together, in an order that makes no difference (semantics, section 2)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .errors import InputError
from .model import Entity
from .names import entity_id


def combined_record(records: Iterable[Entity]) -> Entity:
    """Return what records of one entity come to.

    The name is one that makes the id, else the first in order; all other names are aliases. Of differing kinds, and
    of differing values of an attribute, the first in order stands.
    """
    given = list(records)
    if len(given) == 1:
        return given[0]
    first = given[0]
    name = min((entity.name for entity in given), key=lambda name: (not _makes(first, name), name))
    names = {alias for entity in given for alias in (entity.name, *entity.aliases)}
    kind = min((entity.kind for entity in given if entity.kind), default=None)
    return Entity(first.id, first.type, name, kind, tuple(sorted(names - {name})), _attributes(given))


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
            attributes[key] = min(known, value, key=lambda one: json.dumps(one, sort_keys=True, default=str))
    return attributes
