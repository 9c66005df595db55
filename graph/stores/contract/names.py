"""The protocol of name lookups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ...model import Entity
    from ...names import Match


class NameIndex(Protocol):
    """Finds entities by id, name and alias."""

    def find(self, mentions: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Find the ids of the entities that each mention may mean: by id, else by name, else by normal form."""
        ...

    def matches(self, mentions: Collection[str], rules: Mapping[str, str] = ...) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean: the one of this id, else all whose names compare alike.

        `rules` (see `rule_of`): those by which some mentions compare, if entities of other types do not matter.
        These are the entities before judgements; of several that are judged to be the same, only one is listed.
        """
        ...

    def nearest(self, mention: str, count: int = 3) -> list[str]:
        """List the known names most like this one."""
        ...

    def names_beginning(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """List (normal form, id, name) of the entities with a form of this prefix, in order of form, then id."""
        ...

    def sharing_names(self, ids: Collection[str]) -> set[str]:
        """Select the entities that may share a name with another one; names with an article do not count."""
        ...

    def search(self, text: str, limit: int = 20, types: Collection[str] = ()) -> list[Entity]:
        """Find entities whose name or alias begins with the text, then those with all its words, best first.

        `types`: only these, if any are given.
        """
        ...
