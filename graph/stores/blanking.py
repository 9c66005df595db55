"""Find the entries of a history to blank after something is forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..documents import Document
from ..model import Entity
from ..names import normal

BLANKED = {"blanked": True}
"""The details of an entry that was blanked."""

BLANKED_REASON = "(forgotten)"
"""Stands for the reason of a retraction that was blanked."""


class Blanking:
    """Something forgotten: its names and ids, the entries that added its documents, and the marks of its tellings."""

    def __init__(
        self,
        documents: Iterable[Document],
        entities: Iterable[Entity],
        entries: Collection[int] = (),
        marks: Collection[str] = (),
    ) -> None:
        self._forms = {f" {form} " for form in map(normal, _names(documents, entities)) if form}
        self._entries = set(entries)
        self._marks = frozenset(marks)

    def concerns(self, number: int, file: str | None, why: str | None, details: Mapping[str, Any]) -> bool:
        """Check whether an entry added or names something forgotten, or undoes such an entry; call in order."""
        undoes = details.get("undoes", ())
        concerned = number in self._entries or not self._entries.isdisjoint(undoes) or self.names(file, why, details)
        if concerned:
            self._entries.add(number)
        return concerned

    def without_marks(self, details: Mapping[str, Any]) -> Mapping[str, Any]:
        """Remove the marks of forgotten tellings from the details of an entry; BLANKED if a split has none left."""
        marked = details.get("tellings", ())
        if not isinstance(marked, list) or self._marks.isdisjoint(marked):
            return details
        left = [mark for mark in marked if mark not in self._marks]
        if not (left or details.get("names") or details.get("documents")):
            return BLANKED
        return {**details, "tellings": left}

    def reason(self, why: str) -> str:
        """Replace the reason of a retraction if it names something forgotten."""
        return BLANKED_REASON if self.names(why) else why

    def names(self, *values: Any) -> bool:
        """Check whether JSON values name something forgotten, comparing whole words."""
        words = f" {normal(' | '.join(_texts(list(values))))} "
        return any(form in words for form in self._forms)


def saving(
    name: str, before: Sequence[str] | None, after: Sequence[str] | None, history: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Make the details of an entry that saves a query, or (`after` is None) removes one.

    `history` has the details of all entries so far. Of a question whose own entry was blanked nothing is kept: it names
    what was forgotten.
    """
    details = list(history)
    blanked = any("blanked" in detail for detail in details) and not any(
        detail.get("name") == name for detail in details
    )
    if after is None and blanked:
        return {"name": name, **BLANKED}
    was, is_ = (None if words is None else list(words) for words in (before, after))
    return {"name": name, "before": was, "after": is_}


def _names(documents: Iterable[Document], entities: Iterable[Entity]) -> Iterator[str]:
    for document in documents:
        yield from filter(None, (document.id, document.title))
    for entity in entities:
        yield from (entity.id, entity.name, *entity.aliases)


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in _texts(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in _texts(item))
