"""`load` and `check`: files of facts into a store, and what became of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import LinkchartError
from ..graph.stores.open_store import open_store
from ..graph.stores.protocol import Counts, Store
from ..render.wording import counted
from .console.terminal import say, show
from .options import opened, opened_to_write, store_option, store_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.loading.load import Report

SHOWN = 10
"""Rejected records, and warnings, that are told on the terminal."""

_SCHEMA = click.option(
    "--schema",
    "extra",
    metavar="FILE",
    type=click.Path(),
    help="A TOML file with types and relations of the case's own.",
)
_FORMAT = click.option(
    "--format",
    "form",
    metavar="NAME",
    help="What the files are, where suffix and content do not tell: yaml, jsonl, csv …",
)


@click.command(params=[store_option()])
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@_SCHEMA
@click.option("--strict", is_flag=True, help="Write nothing of a file in which anything is rejected.")
@_FORMAT
@click.pass_context
def load(
    ctx: click.Context, store: str | None, files: tuple[str, ...], extra: str | None, strict: bool, form: str | None
) -> int:  # fmt: skip
    """Load facts into the store; it comes to be with the first file.

    FILE may be YAML, JSON Lines, CSV, any of them with .gz, or - for standard input. Every record is checked;
    those rejected go to FILE.rejects.jsonl, each with its reason. Ends with 0 when all were accepted, 1 when
    some were rejected, 2 when a file cannot be read.
    """
    del store
    rejected = 0
    with opened_to_write(ctx, create=True) as kept:
        for file in files:
            report = read_in(file, kept, extra=_extra(extra, kept), strict=strict, form=form)
            rejected += len(report.rejected)
            _tell(file, report, written=not (strict and report.rejected))
            _keep_rejects(file, report)
    return 1 if rejected else 0


@click.command(params=[store_option()])
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@_SCHEMA
@_FORMAT
@click.pass_context
def check(ctx: click.Context, store: str | None, files: tuple[str, ...], extra: str | None, form: str | None) -> int:
    """Check facts as load does, and write nothing.

    Names are looked up in the store when there is one.
    """
    del store
    rejected = 0
    with _looked_up_in(ctx) as kept:
        for file in files:
            report = read_in(file, kept, extra=_extra(extra, kept), check_only=True, form=form)
            rejected += len(report.rejected)
            say(f"{file}: {counted(report.accepted, 'record')} accepted, {len(report.rejected):,} rejected.")
            _tell_rejects(report, "")
    return 1 if rejected else 0


def read_in(
    file: str,
    store: Store,
    *,
    extra: Mapping[str, Any] | None = None,
    strict: bool = False,
    check_only: bool = False,
    form: str | None = None,
) -> Report:
    """Return what became of a file, with a progress bar on a terminal."""
    from .. import load as load_one
    from .console.progress import Progress

    with Progress(os.path.basename(file)) as progress:
        return load_one(
            store, file, extra=extra, strict=strict, check_only=check_only, form=form, progress=progress.step
        )


def _looked_up_in(ctx: click.Context) -> Any:
    """Return the store meant, or an empty one in memory when there is none."""
    from contextlib import closing

    url = store_url(ctx)
    if "://" in url or os.path.exists(url):
        return opened(ctx)
    return closing(open_store(":memory:", create=True))


def _extra(file: str | None, store: Store) -> Mapping[str, Any] | None:
    if file is None:
        return None
    from ..loaders.schema_toml import read_extra

    return read_extra(file, store.schema)


def _tell(file: str, report: Report, *, written: bool) -> None:
    if not written:
        say(f"{file}: nothing written, {counted(len(report.rejected), 'record')} rejected.")
    elif report.counts == Counts():
        say(f"{file}: nothing new in {counted(report.accepted, 'record')}, {len(report.rejected):,} rejected.")
    else:
        from ..render.wording import amounts

        say(f"{file}: {amounts(report.counts)} new, {len(report.rejected):,} rejected.", hang=2)


def _keep_rejects(file: str, report: Report) -> None:
    """Write the rejected records beside the file, to be mended and loaded from there, and tell of the first."""
    beside = "stdin.rejects.jsonl" if file == "-" else f"{file}.rejects.jsonl"
    try:
        if report.rejected:
            _write_rejects(beside, report)
    except LinkchartError:
        _tell_rejects(report, "")  # the reasons at least are told
        raise
    _tell_rejects(report, beside)


def _write_rejects(beside: str, report: Report) -> None:
    import json

    from ..render.files import text_file

    with text_file(beside) as out:
        for one in report.rejected:
            record = one.record["record"] if one.kind == "broken" else {one.kind: one.record}
            entry = {
                "line": one.line,
                "reason": one.reason,
                **(record if isinstance(record, dict) else {"is": record}),
            }
            out.write(json.dumps(entry, ensure_ascii=False, default=str) + "\n")


def _tell_rejects(report: Report, beside: str) -> None:
    for one in report.rejected[:SHOWN]:
        show(f"  line {one.line}: {one.reason}", err=True)
    more = len(report.rejected) - SHOWN
    if more > 0:
        click.echo(f"  … and {more:,} more" + (f" in {beside}" if beside else ""), err=True)
    elif report.rejected and beside:
        click.echo(f"  kept in {beside}", err=True)
    for warning in report.warnings[:SHOWN]:
        show(f"  note: {warning}", err=True)
    if len(report.warnings) > SHOWN:
        click.echo(f"  … and {len(report.warnings) - SHOWN:,} notes more", err=True)
