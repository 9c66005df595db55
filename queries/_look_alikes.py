"""Entities of one type with almost the same name."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from ..graph.names import normal
from ..graph.stores.protocol import Store

ALIKE = 0.88
"""Likeness, from 0 to 1, from which two names count as near."""

NEAR = 40
"""Names that follow a name in order and are compared with it."""


def look_alikes(store: Store) -> Iterator[str]:
    """Yield, in order, the ids of entities whose name is near that of another of their type."""
    by_type: dict[str, list[tuple[str, str]]] = {}
    for entity in store.entities():
        by_type.setdefault(entity.type, []).append((normal(entity.name), entity.id))
    near: set[str] = set()
    for names in by_type.values():
        for order in (sorted(names), sorted(names, key=lambda name: name[0][::-1])):
            for place, (name, id_) in enumerate(order):
                for other, other_id in order[place + 1 : place + NEAR]:
                    if _alike(name, other):
                        near.update((id_, other_id))
    yield from sorted(near)


def _alike(name: str, other: str) -> bool:
    if abs(len(name) - len(other)) > 3:
        return False
    matcher = SequenceMatcher(None, name, other)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
