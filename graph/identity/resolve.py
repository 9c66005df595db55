"""The entities that a question means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import AmbiguousEntity, UnknownEntity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..stores.protocol import Store


def resolve(store: Store, mention: str) -> str:
    """Return the id of the one entity that a mention means; raises UnknownEntity or AmbiguousEntity."""
    return resolve_all(store, [mention])[0]


def resolve_all(store: Store, mentions: Iterable[str]) -> list[str]:
    """Return the ids of the entities that some mentions mean, as `resolve` does, asking the store once."""
    wanted = list(mentions)
    found = store.find(wanted)
    for mention in wanted:
        if len(found[mention]) > 1:
            raise AmbiguousEntity(mention, found[mention])
        if not found[mention]:
            raise UnknownEntity(mention, store.nearest(mention))
    return [found[mention][0] for mention in wanted]
