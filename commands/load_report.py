"""Print the report of a load, and write the files of rejected and withdrawn records beside the loaded one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ..graph.errors import LinkchartError, StoreError
from ..graph.figures import counted
from ..graph.stores.totals import Counts
from .console.terminal import say, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.loading.notes import Note
    from ..graph.loading.report import Report
    from ..graph.schema import Schema
    from ..graph.stores.removals import Withdrawn

SHOWN = 10
"""The most rejected records that are printed without --verbose."""

SHOWN_WITHDRAWN = 3
"""The most withdrawn tellings that are printed without --verbose."""


def print_counts(file: str, report: Report, *, written: bool) -> None:
    """Print what a file has added to the store."""
    if not written:
        say(f"{file}: nothing written, {counted(len(report.rejected), 'record')} rejected.")
    elif report.counts == Counts():
        nothing_new = "no new documents, entities, relations or tellings"
        accepted = counted(report.accepted, "record")
        say(f"{file}: {accepted} accepted, {nothing_new}, {len(report.rejected):,} rejected.", hang=2)
    else:
        from ..render.wording import amounts

        say(f"{file}: {amounts(report.counts)} new, {len(report.rejected):,} rejected.", hang=2)


def save_rejects(file: str, report: Report, *, verbose: bool) -> None:
    """Write the rejected records beside the file, for correction and another load, and print the first few.

    The file of an earlier load is removed when nothing is rejected any more.
    """
    beside = "stdin.rejects.jsonl" if file == "-" else f"{file}.rejects.jsonl"
    try:
        if report.rejected:
            _write_rejects(beside, report)
        elif os.path.isfile(beside):
            _remove_rejects(beside)
    except LinkchartError:
        print_rejects(report, "", verbose=verbose)  # show at least the reasons
        raise
    print_rejects(report, beside, verbose=verbose)


def _remove_rejects(beside: str) -> None:
    from ..render.files import refuse_store

    refuse_store(beside, beside)
    try:
        os.remove(beside)
    except OSError as error:
        raise StoreError(f"{beside} is out of date and cannot be removed: {error.strerror}.") from error
    show(f"  {beside} removed: nothing is rejected any more.", err=True)


def _write_rejects(beside: str, report: Report) -> None:
    import json

    from ..render.files import text_file

    with text_file(beside) as out:
        for reject in report.rejected:
            record = reject.record["record"] if reject.kind == "broken" else {reject.kind: reject.record}
            entry = {
                "line": reject.line,
                "reason": reject.reason,
                **(record if isinstance(record, dict) else {"is": record}),
            }
            out.write(json.dumps(entry, ensure_ascii=False, default=str) + "\n")


def print_rejects(report: Report, beside: str, *, verbose: bool) -> None:
    """Print rejected records with their reasons, and the notes of a load, to standard error."""
    shown = None if verbose else SHOWN
    for reject in report.rejected[:shown]:
        show(f"  line {reject.line}: {reject.reason}", err=True)
    more = 0 if shown is None else len(report.rejected) - shown
    if more > 0:
        show(f"  … and {more:,} more" + (f" in {beside}" if beside else ""), err=True)
    elif report.rejected and beside:
        show(f"  saved in {beside}", err=True)
    show_notes(report.notes)


def show_notes(notes: Sequence[Note]) -> None:
    """Print notes to standard error, kind by kind."""
    from ..graph.loading.notes import TITLES

    for note in notes:
        click.echo(f"  note: {counted(note.count, *TITLES[note.kind])}:", err=True)
        for sentence in note.sentences:
            show(f"    {sentence}", err=True)
    more = sum(note.count - len(note.sentences) for note in notes)
    if more:
        click.echo(f"  … and {counted(more, 'note')} more: --verbose shows all.", err=True)


def write_withdrawn(file: str, withdrawn: Sequence[Withdrawn], schema: Schema, *, verbose: bool) -> None:
    """Write the tellings that a new edition withdrew beside the file, and print how many and the first few."""
    if not withdrawn:
        return
    import json

    from ..loaders.export import fact_fields
    from ..render.files import text_file

    beside = "stdin.withdrawn.jsonl" if file == "-" else f"{file}.withdrawn.jsonl"
    with text_file(beside) as out:
        for fact in withdrawn:
            out.write(json.dumps({"fact": fact_fields(fact, fact.telling)}, ensure_ascii=False, default=str) + "\n")
    say(f"{counted(len(withdrawn), 'telling')} withdrawn, as the text no longer has the quote: see {beside}.")
    shown = len(withdrawn) if verbose else SHOWN_WITHDRAWN
    for fact in withdrawn[:shown]:
        show(f"    {_withdrawn_in_words(fact, schema)}", err=True)
    if len(withdrawn) > shown:
        show(f"    … and {len(withdrawn) - shown:,} more: --verbose shows all.", err=True)


def _withdrawn_in_words(fact: Withdrawn, schema: Schema) -> str:
    telling, relation = fact.telling, schema.relations[fact.relation]
    source, target = telling.source_as or fact.source, telling.target_as or fact.target
    paragraph = f", paragraph {telling.paragraph}" if telling.paragraph else ""
    return f"{source} {relation.words} {target} ({telling.document}{paragraph}): “{telling.quote}”"
