"""`load` and `check`: load files of facts into a store, or check them, and report the result."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError, readable
from ..graph.figures import counted
from .console.terminal import say, show
from .load_report import print_counts, print_rejects, save_rejects, write_withdrawn
from .opening import open_at
from .options import opened_to_write, store_option, store_url
from .reading_options import (
    ALL_RECORDS,
    DATES,
    DOCUMENT,
    FORMAT,
    GRADE,
    NEW_EDITION,
    PLACEHOLDERS,
    PUBLISHED,
    RENAME,
    RENAME_SAVED,
    SCHEMA,
    TEXTS,
    VERBOSE,
    new_names,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.loading.report import Report
    from ..graph.stores.protocol import Store


@click.command(params=[store_option()])
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@SCHEMA
@click.option("--strict", is_flag=True, help="Write nothing of a file in which anything is rejected.")
@TEXTS
@FORMAT
@DATES
@PLACEHOLDERS
@ALL_RECORDS
@NEW_EDITION
@RENAME
@RENAME_SAVED
@DOCUMENT
@GRADE
@PUBLISHED
@VERBOSE
@click.pass_context
def load(
    ctx: click.Context, /, store: str | None, files: tuple[str, ...], extra: str | None, strict: bool, **reading: Any
) -> int:
    """Load facts into the store; creates it if missing.

    FILE may be YAML, JSON Lines, CSV, any of them with .gz, or - for standard input; or an article (text, Markdown,
    HTML, .eml, PDF, .docx), from which facts are extracted. Texts that its documents name are read only from its folder
    and below. Every record is checked; rejected records go to FILE.rejects.jsonl, each with its reason. Exits with 0
    when all were accepted, 1 when some were rejected, 2 when a file cannot be read.
    """
    del store
    codes = []
    with opened_to_write(ctx, create=True) as target_store:
        options = {"extra": _extra(extra, target_store), "strict": strict, **_reading(**reading)}
        for file in files:
            try:
                codes.append(_load(file, target_store, options))
            except InputError as error:
                if len(files) == 1:
                    raise
                show(f"linkchart: {readable(str(error), 300)}", err=True)
                codes.append(2)
    return max(codes)


def _load(file: str, store: Store, options: dict[str, Any]) -> int:
    """Load a file, print the result and return the exit code."""
    report = read_in(file, store, **options)
    written = not (options["strict"] and report.rejected)
    print_counts(file, report, written=written)
    if written:
        write_withdrawn(file, report.withdrawn, store.schema, verbose=options["all_notes"])
    save_rejects(file, report, verbose=options["all_notes"])
    return 1 if report.rejected else 0


@click.command(params=[store_option()])
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@SCHEMA
@TEXTS
@FORMAT
@DATES
@PLACEHOLDERS
@DOCUMENT
@GRADE
@PUBLISHED
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
            print_rejects(report, "", verbose=reading["verbose"])
    return 1 if rejected else 0


def _reading(*, keep_placeholders: bool, verbose: bool, **options: Any) -> dict[str, Any]:
    """Turn the reading options into arguments of `linkchart.load`."""
    renames: dict[str, Sequence[str]] = {
        key: options.pop(key) for key in ("rename_documents", "rename_saved") if key in options
    }
    return {"placeholders": keep_placeholders, "all_notes": verbose, **new_names(renames), **options}


def read_in(file: str, store: Store, **options: Any) -> Report:
    """Load a file, with a progress bar on a terminal; options as for `linkchart.load`."""
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
