"""A case's own types in the history: the entries that added them, and their removal by an undo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from .entries import Command, Entry

Extra = Mapping[str, Mapping[str, Any]]
"""Own types as a schema has them: by part ("nodes", "relations" …), then by name."""

_PARTS = ("nodes", "relations")


def bringing(command: Command, extra: Extra) -> Command:
    """Add own types to the details of a command."""
    known = command.details.get("types", {})
    types = {part: {**known.get(part, {}), **extra.get(part, {})} for part in _PARTS}
    return command._replace(details={**command.details, "types": types})


def types_left(
    extra: Extra, known: Mapping[int, Entry], chosen: Collection[int], used: Callable[[], Collection[str]]
) -> dict[str, dict[str, Any]] | None:
    """List the own types that remain when some entries are undone, None if all do.

    Types added by another entry stay, and so do `used` ones.
    """
    others = (entry for number, entry in known.items() if number not in chosen and not entry.undone)
    gone = _names(known[number] for number in chosen) - _names(others)
    if not gone or gone.intersection(used()):
        return None
    return {
        part: {name: entry for name, entry in types.items() if not gone.intersection((name, str(entry)))}
        for part, types in extra.items()
    }


def _names(entries: Iterable[Entry]) -> set[str]:
    types = (entry.command.details.get("types", {}) for entry in entries)
    return {name for some in types for part in _PARTS for name in some.get(part, ())}
