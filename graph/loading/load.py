"""Load records: check them, resolve their ends, and write them or reject them with a reason."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from ..stores.entries import Command
from ..stores.protocol import Store
from ..stores.totals import Counts
from .data_set import within
from .fields import Record
from .intake import Intake
from .notes import Notes
from .plain_facts import Block
from .renaming import renamed
from .report import Options, Readers, Report, Tally


class _Refused(Exception):
    """Rolls back a load that must not write."""


def load_file(
    store: Store,
    records: Iterable[Record | Block],
    *,
    extra: Mapping[str, Any] | None = None,
    strict: bool = False,
    check_only: bool = False,
    readers: Readers | None = None,
    seen: Callable[[int], object] | None = None,
    command: Command = Command("load"),  # noqa: B008 - a NamedTuple never changes
    options: Options | None = None,
) -> Report:
    """Load the records of one file in one transaction.

    `seen` is called with the number of records so far; `command` is the entry for the history. `strict` writes
    nothing if anything is rejected, `check_only` nothing at all. Errors of the records' source leave the store as it
    was.
    """
    # An interrupt while this extension is initialised kills Python, so import it before a transaction opens.
    import orjson  # noqa: F401

    options = options or Options()
    tally = Tally(notes=Notes(keep_all=options.all_notes))
    counts = Counts()
    try:
        with _uncollected(), store.writer() as writer:
            writer.command = command
            intake = Intake(store, writer, tally, readers or Readers(), extra or {}, options)
            intake.run(within(options.source, renamed(records, options.rename_documents, options.rename_saved)), seen)
            if check_only or (strict and tally.rejected):
                raise _Refused
        counts = writer.counts()
        intake.save_questions()
    except _Refused:
        pass
    rejected = sorted(tally.rejected, key=attrgetter("line"))
    return Report(tally.accepted, tuple(rejected), counts, tally.notes.result(), tuple(tally.withdrawn))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Stop the garbage collector from scanning a batch's records over and over: none are cyclic."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
