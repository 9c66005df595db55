"""Count the relations that a write adds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

_NONE: Mapping[int, int] = MappingProxyType({})


class Regrouped(NamedTuple):
    """The growth of relations and tellings, that of relations by key, and the ends of removed relations."""

    relations: int = 0
    tellings: int = 0
    ends: frozenset[str] = frozenset()
    by_key: Mapping[int, int] = _NONE

    def __add__(self, other: Any) -> Regrouped:
        return Regrouped(self.relations + other.relations, self.tellings + other.tellings, self.ends | other.ends)


class Growth:
    """New relations of a load that also withdraws tellings: lost ones are not counted against new ones of other keys.

    A relation that lost a telling and gained another is neither new nor lost.
    """

    def __init__(self) -> None:
        self._by_key: dict[int, int] = {}  # of keys with withdrawn tellings

    def withdrawn(self, done: Regrouped) -> None:
        """Note the result of withdrawing tellings."""
        self._by_key = dict(done.by_key)

    def added(self, done: Regrouped) -> int:
        """Note the result of adding tellings; return the growth of the other keys."""
        growth = {key: change for key, change in done.by_key.items() if key in self._by_key}
        self._by_key |= {key: self._by_key[key] + change for key, change in growth.items()}
        return done.relations - sum(growth.values())

    def of_withdrawn(self) -> int:
        """Count the new relations of keys with withdrawn tellings."""
        return sum(max(change, 0) for change in self._by_key.values())
