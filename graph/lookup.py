"""The entity that a question means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import AmbiguousEntity, UnknownEntity

if TYPE_CHECKING:
    from .store import Store


def resolve(store: Store, mention: str) -> str:
    """Return the id of the one entity that a mention means; raises UnknownEntity or AmbiguousEntity."""
    found = store.find([mention])[mention]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousEntity(mention, found)
    raise UnknownEntity(mention, store.nearest(mention))
