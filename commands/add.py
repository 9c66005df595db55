"""`linkchart add`: one fact from the command line instead of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ..graph.errors import InputError
from ..graph.model import MODALITIES
from .console.terminal import say, show
from .load_report import show_notes
from .options import DOCUMENT, ENTITY, RELATION, Number, opened_to_write, store_option
from .reading_options import DATES, PLACEHOLDERS

_OPTIONS = [
    click.option("--source-type", metavar="TYPE", help="The type of SOURCE, when the store does not know it yet."),
    click.option("--target-type", metavar="TYPE", help="The type of TARGET, when the store does not know it yet."),
    click.option("--date", metavar="DATE", help="When it happened, or a date on which it was true."),
    click.option("--since", "start", metavar="DATE", help="Since when."),
    click.option("--until", "end", metavar="DATE", help="Until when."),
    click.option("--place", metavar="TEXT", help="Where."),
    click.option("--document", type=DOCUMENT, metavar="ID", help="The document that says so."),
    click.option("--paragraph", type=Number(int, 1), metavar="N", help="Its paragraph."),
    click.option("--quote", metavar="TEXT", help="The words it says so in; checked against its text."),
    click.option("--credibility", type=Number(int, 1, 6), metavar="1..6", help="From 1, confirmed, to 6, unknown."),
    click.option("--confidence", type=Number(float, 0, 1), metavar="0..1", help="Used in place of the grades."),
    click.option("--modality", type=click.Choice(MODALITIES), help="How it is stated; asserted if not given."),
    click.option("--attributed-to", metavar="NAME", help="Who says so, when not the document itself."),
    click.option(
        "--attribute", "attributes", metavar="KEY=VALUE", multiple=True, help="role=commander, count=5 … Repeatable."
    ),
]


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(params=[store_option()])
@click.argument("source", type=ENTITY)
@click.argument("relation", type=RELATION)
@click.argument("target", type=ENTITY)
@_with_options
@DATES
@PLACEHOLDERS
@click.pass_context
def add(ctx: click.Context, /, store: str | None, dates: str | None, keep_placeholders: bool, **given: Any) -> int:
    """Add one fact to the store; creates it if missing.

    The fact is checked as load checks a record. Exits with 0 when it was accepted, 1 when it was rejected.
    """
    del store
    from ..graph.loading.load import load_file
    from ..graph.loading.report import Options
    from ..graph.stores.entries import Command

    options = Options(dates, keep_placeholders, all_notes=True)
    with opened_to_write(ctx, create=True) as target_store:
        records = [(0, "fact", _fields(given))]
        report = load_file(target_store, records, options=options, strict=True, command=Command("add"))
    for reject in report.rejected:
        show(f"linkchart: not added: {reject.reason}", err=True)
    if report.accepted:
        new = report.counts
        parts = [f"{new.entities:,} new {'entity' if new.entities == 1 else 'entities'}"] if new.entities else []
        parts += ["a new relation" if new.relations else "a telling of a known relation" if new.tellings else "known"]
        say(f"Added: {', '.join(parts)}." if new.tellings else "Nothing added: the store has this telling already.")
    show_notes(report.notes)
    return 1 if report.rejected else 0


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    """Collect the fields of the fact from the options."""
    attributes: dict[str, Any] = {}
    for key, value in map(_attribute, given.pop("attributes")):
        if key in attributes:
            raise InputError(f"The attribute {key} is given twice: give one value.")
        attributes[key] = value
    fields = {key: value for key, value in given.items() if value is not None}
    return fields | ({"attributes": attributes} if attributes else {})


def _attribute(text: str) -> tuple[str, Any]:
    """Split an attribute into key and value; a value that looks like a number is read as one."""
    key, equals, value = text.partition("=")
    if not (key and equals):
        raise InputError(f"“{text}” is not an attribute: write KEY=VALUE.")
    if value.removeprefix("-").isdecimal() and value.isascii():
        return key, int(value)
    try:
        return key, float(value) if value.replace(".", "", 1).isdecimal() and value.isascii() else value
    except ValueError:
        return key, value
