"""Records of entities, as loaded."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Entity


class EntityRecord(NamedTuple):
    """A record of an entity; `document` is its source, None for a load without one.

    `mentioned`: the entity has no record of its own, only tellings mention it.
    """

    entity: Entity
    document: str | None
    mentioned: bool = False
