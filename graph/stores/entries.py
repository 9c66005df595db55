"""Entries of a store's history."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .totals import Counts


class Command(NamedTuple):
    """A command that writes: its name, the file it reads with its sha256, and the reason.

    `details`: further values for the history, such as ids and names; they must be valid JSON.
    """

    name: str
    file: str | None = None
    hash: str | None = None
    why: str | None = None
    details: Mapping[str, Any] = MappingProxyType({})


def withdrawing(command: Command, count: int) -> Command:
    """Add to the details of a command how many tellings it withdrew.

    >>> withdrawing(withdrawing(Command("load"), 2), 1).details
    {'withdrawn': 3}
    """
    if not count:
        return command
    return command._replace(details={**command.details, "withdrawn": command.details.get("withdrawn", 0) + count})


class Entry(NamedTuple):
    """An entry of a store's history; `time` is UTC, `counts` are additions or removals.

    `undone`: the number of the entry that undid this one.
    """

    number: int
    time: str
    command: Command
    counts: Counts
    who: str | None = None
    undone: int | None = None


class Undone(NamedTuple):
    """The result of an undo: the number of its entry, and the numbers of the entries it undid."""

    number: int
    entries: tuple[int, ...]
