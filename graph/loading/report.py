"""The options and results of a load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from ..model import NOTHING
from ..schema import Schema
from ..stores.removals import Withdrawn
from ..stores.totals import Counts
from .data_set import DataSet
from .notes import Note, Notes


@dataclass(frozen=True, slots=True)
class Reject:
    """A rejected record with its line and the reason."""

    line: int
    reason: str
    kind: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of loading a file: accepted and rejected records, additions to the store, and notes."""

    accepted: int
    rejected: tuple[Reject, ...]
    counts: Counts
    notes: tuple[Note, ...]
    withdrawn: tuple[Withdrawn, ...] = ()


class Options(NamedTuple):
    """Options for reading a file: the order of dates like 3/1/2020, the texts that may be names, and so on.

    `order`: `dmy` or `mdy`; `placeholders` lets `n/a` and the like pass; `all_notes` keeps every note; `all_records`
    takes types and saved questions of a foreign file into a store that is not empty; `new_edition` takes
    another text of a document for a later edition of it. `rename_documents`: ids of the file, and what to call them;
    `rename_saved`: the same for names of saved questions. `source`: the source of facts that name no document.
    """

    order: str | None = None
    placeholders: bool = False
    all_notes: bool = False
    all_records: bool = False
    new_edition: bool = False
    rename_documents: Mapping[str, str] = NOTHING
    rename_saved: Mapping[str, str] = NOTHING
    source: DataSet | None = None


class Readers(NamedTuple):
    """Readers of other files, which a load gets from its caller.

    `text` returns the text of a document at a path below the folder `base`, None if it cannot be read; `schema`
    returns types of a case, checked against a schema.
    """

    base: str = "."
    text: Callable[[str, str], str | None] | None = None
    schema: Callable[[Mapping[str, Any], Schema], Mapping[str, Any]] | None = None


@dataclass(slots=True)
class Tally:
    """The counts and notes of a load in progress."""

    accepted: int = 0
    rejected: list[Reject] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    withdrawn: list[Withdrawn] = field(default_factory=list)

    def report(self, counts: Counts) -> Report:
        """Make the report of the finished load, which added so much to the store."""
        rejected = sorted(self.rejected, key=attrgetter("line"))
        return Report(self.accepted, tuple(rejected), counts, self.notes.result(), tuple(self.withdrawn))
