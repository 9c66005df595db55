"""Resolve names in a question to entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import AmbiguousEntity, UnknownEntity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..stores.protocol import Store


def resolve(store: Store, mention: str) -> str:
    """Find the one entity that a mention means; raises UnknownEntity or AmbiguousEntity."""
    return resolve_all(store, [mention])[0]


def resolve_all(store: Store, names: Iterable[str]) -> list[str]:
    """Find the entities that some mentions mean, as `resolve` does, asking the store once."""
    mentions = list(names)
    matches = store.find(mentions)
    for mention in mentions:
        if len(matches[mention]) > 1:
            raise AmbiguousEntity(mention, matches[mention])
        if not matches[mention]:
            raise UnknownEntity(mention, store.nearest(mention), _advice(store))
    return [matches[mention][0] for mention in mentions]


def _advice(store: Store) -> str:
    empty = next(iter(store.entities()), None) is None
    return "The store is empty: “linkchart load FILE” loads facts." if empty else ""
