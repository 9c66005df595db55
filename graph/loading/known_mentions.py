"""A cache of mentions that a load has looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from ..names import Match, lookup_forms

Mention: TypeAlias = tuple[str, str | None]
"""A name as written, or an id, with the type given for it."""

REMEMBERED = 50_000
"""The most cached mentions; bounds memory, not what can be loaded."""


class KnownMentions:
    """The meanings of mentions that are not ids."""

    def __init__(self) -> None:
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._chosen: dict[tuple[str, str | None], str] = {}
        self._by_form: dict[str, set[str]] = {}
        self._types: dict[str, set[str | None]] = {}  # the types with which each mention was resolved

    def __contains__(self, mention: str) -> bool:
        return mention in self._matches

    def __bool__(self) -> bool:
        return bool(self._matches)

    def matches(self, mention: str) -> tuple[Match, ...] | None:
        """Look up the entities of the store that a mention may mean, None if it is not cached."""
        return self._matches.get(mention)

    def add(self, matches: Mapping[str, tuple[Match, ...]]) -> None:
        """Add the results of a lookup."""
        self._matches.update(matches)
        for mention in matches:
            for form in lookup_forms(mention):
                self._by_form.setdefault(form, set()).add(mention)

    def chosen(self, mention: str, type_: str | None) -> str | None:
        """Look up the one entity that a mention of a type means, None if unknown."""
        return self._chosen.get((mention, type_))

    def choose(self, mention: str, type_: str | None, id_: str) -> None:
        """Add the one entity of the store that a mention of a type means."""
        if mention in self._matches:
            self._chosen[mention, type_] = id_
            self._types.setdefault(mention, set()).add(type_)

    def reconsider(self, forms: Iterable[str]) -> None:
        """Drop the choices for mentions that may also mean a new entity whose names have these forms."""
        for form in forms:
            for mention in self._by_form.get(form, ()):
                for type_ in self._types.pop(mention, ()):
                    del self._chosen[mention, type_]

    def forget(self, forms: Iterable[str]) -> None:
        """Drop the mentions that may mean an entity, now stored, whose names have these forms."""
        for form in forms:
            self.reconsider([form])
            for mention in self._by_form.pop(form, ()):
                self._matches.pop(mention, None)

    def trim(self) -> None:
        """Empty the cache when it exceeds its limit."""
        if len(self._matches) > REMEMBERED:
            for memory in (self._matches, self._chosen, self._by_form, self._types):
                memory.clear()


class SureMentions:
    """Entities of the store that mentions mean without doubt.

    A new name may change the meaning of a mention without a type, but not that of a known mention with a type:
    only entity records can.
    """

    def __init__(self) -> None:
        self._by_type: defaultdict[str | None, dict[str, str]] = defaultdict(dict)
        self._room = SURE

    def ids(self, mentions: Iterable[Mention]) -> list[str | None]:
        """List the ids that mentions mean, None for unknown ones."""
        by_type = self._by_type
        return [by_type[type_].get(name) for name, type_ in mentions]

    def add(self, mention: Mention, id_: str) -> None:
        """Add the entity that a mention means."""
        if not self._room:
            self.forget()
        self._room -= 1
        name, type_ = mention
        self._by_type[type_][name] = id_

    def forget_untyped(self) -> None:
        """Drop names without types, since new names may change their meaning."""
        self._room += len(self._by_type.pop(None, ()))

    def forget(self) -> None:
        """Drop all, since entity records may change every meaning."""
        self._by_type.clear()
        self._room = SURE


SURE = 250_000
"""The most cached mentions; bounds memory, not what can be loaded."""
