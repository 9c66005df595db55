"""Which entries of a history must be blanked once something was forgotten; alike for every store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..documents import Document
from ..model import Entity
from ..names import normal

BLANKED = {"blanked": True}
"""The details of an entry that was blanked."""


class Blanking:
    """What went for good: names and ids, the entries that brought the documents among it, and marks of tellings."""

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
        """Tell whether an entry brought what went, names it, or undoes one that does; entries must come in order."""
        undoes = details.get("undoes", ())
        found = number in self._entries or not self._entries.isdisjoint(undoes) or self.names(file, why, details)
        if found:
            self._entries.add(number)
        return found

    def without_marks(self, details: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the details of an entry without the marks of tellings that went; BLANKED if a split has none left."""
        marked = details.get("tellings", ())
        if not isinstance(marked, list) or self._marks.isdisjoint(marked):
            return details
        left = [mark for mark in marked if mark not in self._marks]
        if not (left or details.get("names") or details.get("documents")):
            return BLANKED
        return {**details, "tellings": left}

    def names(self, *values: Any) -> bool:
        """Tell whether values of JSON name what went, whole words compared."""
        words = f" {normal(' | '.join(_texts(list(values))))} "
        return any(form in words for form in self._forms)


def saving(
    name: str, before: Sequence[str] | None, after: Sequence[str] | None, history: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what the history keeps of saving a question, or (`after` is None) of removing one.

    `history` has the details of all entries so far. Of a question whose own entry was blanked nothing is kept: it names
    what was forgotten.
    """
    details = list(history)
    blanked = any("blanked" in each for each in details) and not any(each.get("name") == name for each in details)
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
    """Yield all texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in _texts(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in _texts(item))
