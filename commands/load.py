"""`load` and `check`: files of facts into a store, and reports of the result."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError, LinkchartError, StoreError
from ..graph.figures import counted
from ..graph.stores.protocol import Counts, Store
from .console.terminal import say, show
from .opening import open_at
from .options import opened_to_write, published_option, store_option, store_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.loading.notes import Note
    from ..graph.loading.report import Report

SHOWN = 10
"""The most rejected records that are printed, without --verbose."""

_SCHEMA = click.option(
    "--schema",
    "extra",
    metavar="FILE",
    type=click.Path(),
    help="A TOML file with types and relations of the case's own.",
)
_TEXTS = click.option(
    "--texts",
    metavar="FOLDER",
    type=click.Path(),
    help="Where the texts of documents are, if not below the folder of FILE.",
)
_FORMAT = click.option(
    "--format",
    "form",
    metavar="NAME",
    help="The format of the files, if suffix and content do not show it: yaml, jsonl, csv …",
)
DATES = click.option(
    "--dates",
    type=click.Choice(["dmy", "mdy"]),
    help="The order of dates like 3/1/2020, which are rejected otherwise: day first or month first.",
)
PLACEHOLDERS = click.option("--keep-placeholders", is_flag=True, help="Load n/a, unknown and the like as names.")
_ALL_RECORDS = click.option(
    "--all-records",
    is_flag=True,
    help="Load types and saved questions of another store's export too; a new store always does.",
)
NEW_EDITION = click.option(
    "--new-edition", is_flag=True, help="Load a document's changed text as a later edition of it."
)
RENAME = click.option(
    "--rename-document",
    "rename_documents",
    multiple=True,
    metavar="OLD=NEW",
    help="Take a document in under another id; repeatable.",
)
RENAME_SAVED = click.option(
    "--rename-saved",
    multiple=True,
    metavar="OLD=NEW",
    help="Take a saved question in under another name; repeatable.",
)
_DOCUMENT = click.option(
    "--document",
    metavar="ID",
    help="The document of facts that name none: for a data set, which is a source itself.",
)
_GRADE = click.option(
    "--grade", metavar="B2", help="The Admiralty grade of that document and those facts: A to F, then 1 to 6."
)
_PUBLISHED = published_option("The date of an article that names none, for its “last Monday” and the like.")
_VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Show every note and every rejected record.")


@click.command(params=[store_option()])
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@_SCHEMA
@click.option("--strict", is_flag=True, help="Write nothing of a file in which anything is rejected.")
@_TEXTS
@_FORMAT
@DATES
@PLACEHOLDERS
@_ALL_RECORDS
@NEW_EDITION
@RENAME
@RENAME_SAVED
@_DOCUMENT
@_GRADE
@_PUBLISHED
@_VERBOSE
@click.pass_context
def load(
    ctx: click.Context, /, store: str | None, files: tuple[str, ...], extra: str | None, strict: bool, **reading: Any
) -> int:
    """Load facts into the store; creates it if missing.

    FILE may be YAML, JSON Lines, CSV, any of them with .gz, or - for standard input; or an article (text, Markdown,
    HTML, .eml, PDF, .docx), whose facts are extracted. Texts that its documents name are read from below its folder
    and from nowhere else. Every record is checked; those rejected go to FILE.rejects.jsonl, each with its reason.
    Ends with 0 when all were accepted, 1 when some were rejected, 2 when a file cannot be read.
    """
    del store
    rejected = 0
    with opened_to_write(ctx, create=True) as target_store:
        for file in files:
            report = read_in(
                file, target_store, extra=_extra(extra, target_store), strict=strict, **_reading(**reading)
            )
            rejected += len(report.rejected)
            _print_counts(file, report, written=not (strict and report.rejected))
            _write_withdrawn(file, report)
            _save_rejects(file, report, verbose=reading["verbose"])
    return 1 if rejected else 0


@click.command(params=[store_option()])
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@_SCHEMA
@_TEXTS
@_FORMAT
@DATES
@PLACEHOLDERS
@_DOCUMENT
@_GRADE
@_PUBLISHED
@click.option("--all", "-v", "--verbose", "verbose", is_flag=True, help="Show every rejected record and every note.")
@click.pass_context
def check(ctx: click.Context, /, store: str | None, files: tuple[str, ...], extra: str | None, **reading: Any) -> int:
    """Check facts as load does, and write nothing.

    Names are looked up in the store when there is one.
    """
    del store
    rejected = 0
    with _store_to_check_against(ctx) as target_store:
        for file in files:
            report = read_in(
                file, target_store, extra=_extra(extra, target_store), check_only=True, **_reading(**reading)
            )
            rejected += len(report.rejected)
            say(f"{file}: {counted(report.accepted, 'record')} accepted, {len(report.rejected):,} rejected.")
            _print_rejects(report, "", verbose=reading["verbose"])
    return 1 if rejected else 0


def _reading(*, keep_placeholders: bool, verbose: bool, **options: Any) -> dict[str, Any]:
    """Turn the options for reading into those of `linkchart.load`."""
    renames: dict[str, Sequence[str]] = {
        key: options.pop(key) for key in ("rename_documents", "rename_saved") if key in options
    }
    return {"placeholders": keep_placeholders, "all_notes": verbose, **new_names(renames), **options}


def _write_withdrawn(file: str, report: Report) -> None:
    """Write the tellings that a new edition has withdrawn beside the file, and print their number."""
    if not report.withdrawn:
        return
    import json

    from ..loaders.export import fact_fields
    from ..render.files import text_file

    beside = "stdin.withdrawn.jsonl" if file == "-" else f"{file}.withdrawn.jsonl"
    with text_file(beside) as out:
        for fact in report.withdrawn:
            out.write(json.dumps({"fact": fact_fields(fact, fact.telling)}, ensure_ascii=False, default=str) + "\n")
    say(f"{counted(len(report.withdrawn), 'telling')} withdrawn, as the text no longer has the quote: see {beside}.")


def new_names(renames: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """Read pairs of names from words like OLD=NEW, for each of the options that take them."""
    return {option: dict(map(_pair, words)) for option, words in renames.items()}


def _pair(word: str) -> tuple[str, str]:
    old, _, new = word.partition("=")
    if not (old and new):
        raise InputError(f"an old and a new name are written OLD=NEW, not “{word}”.")
    return old, new


def read_in(file: str, store: Store, **options: Any) -> Report:
    """Load a file, with a progress bar on a terminal; the options are those of `linkchart.load`."""
    from .. import load as load_file
    from .console.progress import Progress

    with Progress(os.path.basename(file)) as progress:
        return load_file(store, file, progress=progress.step, **options)


def _store_to_check_against(ctx: click.Context) -> Any:
    """Open the store, or an empty one in memory when there is none."""
    from contextlib import closing

    url = store_url(ctx)
    if "://" in url or os.path.exists(url):
        return opened_to_write(ctx, create=False)  # a check is a load that is rolled back
    return closing(open_at(":memory:", create=True))


def _extra(file: str | None, store: Store) -> Mapping[str, Any] | None:
    if file is None:
        return None
    from ..loaders.schema_toml import read_extra

    return read_extra(file, store.schema)


def _print_counts(file: str, report: Report, *, written: bool) -> None:
    if not written:
        say(f"{file}: nothing written, {counted(len(report.rejected), 'record')} rejected.")
    elif report.counts == Counts():
        none = "no new documents, entities, relations or tellings"
        say(
            f"{file}: {counted(report.accepted, 'record')} accepted, {none}, {len(report.rejected):,} rejected.", hang=2
        )
    else:
        from ..render.wording import amounts

        say(f"{file}: {amounts(report.counts)} new, {len(report.rejected):,} rejected.", hang=2)


def _save_rejects(file: str, report: Report, *, verbose: bool) -> None:
    """Write the rejected records beside the file, to be corrected and loaded again, and print the first.

    The file of an earlier load is removed when nothing is rejected any more.
    """
    beside = "stdin.rejects.jsonl" if file == "-" else f"{file}.rejects.jsonl"
    try:
        if report.rejected:
            _write_rejects(beside, report)
        elif os.path.isfile(beside):
            _remove_rejects(beside)
    except LinkchartError:
        _print_rejects(report, "", verbose=verbose)  # at least the reasons are shown
        raise
    _print_rejects(report, beside, verbose=verbose)


def _remove_rejects(beside: str) -> None:
    from ..render.files import refuse_store

    refuse_store(beside, beside)
    try:
        os.remove(beside)
    except OSError as error:
        raise StoreError(f"{beside} is out of date and cannot be removed: {error.strerror}.") from error
    click.echo(f"  {beside} removed: nothing is rejected any more.", err=True)


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


def _print_rejects(report: Report, beside: str, *, verbose: bool) -> None:
    shown = None if verbose else SHOWN
    for reject in report.rejected[:shown]:
        show(f"  line {reject.line}: {reject.reason}", err=True)
    more = 0 if shown is None else len(report.rejected) - shown
    if more > 0:
        click.echo(f"  … and {more:,} more" + (f" in {beside}" if beside else ""), err=True)
    elif report.rejected and beside:
        click.echo(f"  kept in {beside}", err=True)
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
