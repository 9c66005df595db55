"""Options of the commands that read files of facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from ..graph.errors import InputError


def published_option(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make the option --published, with this help."""
    return click.option("--published", metavar="DATE", callback=_date, help=text)


def _date(ctx: click.Context, option: click.Parameter, date: str | None) -> str | None:  # noqa: ARG001
    from ..graph.dates import iso_date

    try:
        return iso_date(date) if date is not None else None
    except (ValueError, InputError):
        raise InputError(f"--published {date} is not a date such as 2020-04-10.") from None


def new_names(renames: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """Parse words like OLD=NEW into pairs, for each option that takes them."""
    return {option: _pairs(words) for option, words in renames.items()}


def _pairs(words: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for old, new in map(_pair, words):
        if pairs.setdefault(old, new) != new:
            raise InputError(f"{old} cannot be both {pairs[old]} and {new}.")
    return pairs


def _pair(word: str) -> tuple[str, str]:
    old, _, new = word.partition("=")
    if not (old and new):
        raise InputError(f"an old and a new name are written OLD=NEW, not “{word}”.")
    return old, new


SCHEMA = click.option(
    "--schema",
    "extra",
    metavar="FILE",
    type=click.Path(),
    help="A TOML file with types and relations of the case's own.",
)
TEXTS = click.option(
    "--texts",
    metavar="FOLDER",
    type=click.Path(),
    help="Where the texts of documents are, if not below the folder of FILE.",
)
FORMAT = click.option(
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
ALL_RECORDS = click.option(
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
    help="Load a document under another id; repeatable.",
)
RENAME_SAVED = click.option(
    "--rename-saved",
    multiple=True,
    metavar="OLD=NEW",
    help="Load a saved question under another name; repeatable.",
)
DOCUMENT = click.option(
    "--document",
    metavar="ID",
    help="The document of facts that name none: for a data set that is a source itself.",
)
GRADE = click.option(
    "--grade", metavar="B2", help="The Admiralty grade of that document and those facts: A to F, then 1 to 6."
)
PUBLISHED = published_option("The date of an article that names none, for its “last Monday” and the like.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Show every note and every rejected record.")
