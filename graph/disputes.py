"""Rules of disputes between relations: opposites, and relations an event has once (docs/semantics.md, Evidence)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .model import RANK
from .schema import Schema

LAST_RANK = RANK["claimed"]
"""The last rank of modality that can oppose: only asserted and claimed relations are compared."""


class DisputeRules(NamedTuple):
    """The schema's rules for disputes between relations; opposition is mutual."""

    opposites: Mapping[str, frozenset[str]]
    once: frozenset[str]
    parts: frozenset[str]

    @classmethod
    def of(cls, schema: Schema) -> DisputeRules:
        """Read the rules of a schema."""
        opposites: dict[str, set[str]] = {}
        for name, relation in schema.relations.items():
            for other in relation.opposes:
                opposites.setdefault(name, set()).add(other)
                opposites.setdefault(other, set()).add(name)
        once = frozenset(name for name, relation in schema.relations.items() if relation.once)
        parts = frozenset(name for name, relation in schema.relations.items() if relation.role == "part")
        return cls({name: frozenset(others) for name, others in opposites.items()}, once, parts)


class Touched:
    """The pairs, events and places whose relations have changed, as handles of the store."""

    def __init__(self, schema: Schema) -> None:
        self.rules = DisputeRules.of(schema)
        self.pairs: set[tuple[Any, Any]] = set()
        self.events: set[Any] = set()
        self.places: set[Any] = set()
        self.everything = False

    @property
    def names(self) -> list[str]:
        """The relations that any of the rules concerns."""
        return sorted({*self.rules.opposites, *self.rules.once, *self.rules.parts})

    def note(self, name: str, source: Any, target: Any, *, moves: bool = True) -> None:
        """Note a change to relations of this name between two entities.

        `moves`: one may lie in the other now, or no longer. To look at all events inside a place is costly.
        """
        if name in self.rules.opposites:
            self.pairs.add((min(source, target), max(source, target)))
        if name in self.rules.once:
            self.events.add(source)
        if moves and name in self.rules.parts:
            self.places.add(source)
