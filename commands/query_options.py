"""The arguments and options of a query's command: from its signature, and for the form of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from ..queries import Query
from .options import ENTITY, Number, scope_of
from .signature import Parameter, parameters
from .startup import option

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

TABLE_ROWS = 25
"""The most rows of a table without --limit; JSON and CSV have all."""

ROWS = ("as_csv", "excel", "as_jsonl")
"""Forms of rows alone, which can be printed a page at a time."""

FORM = ("store", "cypher", "as_json", *ROWS, "raw", "full", "receipts", "html", "max_nodes")
"""Parameters of every query's command that are not part of the question."""

_COMMON = frozenset({"scope", "limit"})
"""Parameters set by options that many commands share."""


def own_options(entry: Query) -> list[click.Parameter]:
    """Make the arguments and options that only this query has."""
    return [_parameter(parameter) for parameter in parameters(entry.function) if parameter.name not in _COMMON]


def _parameter(parameter: Parameter) -> click.Parameter:
    """Make the argument or option for a parameter of a query."""
    name = parameter.name
    if parameter.kind == "more":
        return click.Argument([name], nargs=-1, required=True, type=ENTITY)
    if parameter.kind == "ends":
        metavar = None if parameter.needed else f"[{name.upper()}]"
        return click.Argument([name], required=parameter.needed, type=ENTITY, metavar=metavar)
    return option([parameter.flag, name], help="", **_settings(parameter))


def _settings(parameter: Parameter) -> dict[str, Any]:
    """Choose the type and default of an option by the type of its parameter."""
    word = ENTITY if parameter.names else click.STRING
    if parameter.repeatable:
        return {"type": word, "multiple": True, "metavar": None if word is ENTITY else parameter.name.upper()}
    if parameter.type is bool:
        return {"is_flag": True, "default": parameter.default}
    shown = {"default": parameter.default, "show_default": parameter.default is not None}
    if parameter.type is int:
        return {"type": Number(int, 1), "metavar": "N", **shown}
    if parameter.type is float:
        return {"type": click.FLOAT, "metavar": "X", **shown}
    return {"type": click.Choice(parameter.choices) if parameter.choices else word, **shown}


def output_options() -> list[click.Option]:
    """Make the options that every query has for the form of its answer."""
    return [*_format_options(), *_content_options()]


def _format_options() -> list[click.Option]:
    return [
        option(
            ["--json", "as_json"],
            is_flag=True,
            help="One JSON object: the rows, and the entities and relations in them.",
        ),
        option(["--jsonl", "as_jsonl"], is_flag=True, help="The rows as JSON, one a line."),
        option(["--csv", "as_csv"], is_flag=True, help="The rows as CSV, with names and ids."),
        option(["--raw"], is_flag=True, help="With --csv: for programs, no ' before texts like =1+1."),
        option(["--excel"], is_flag=True, help="The rows as CSV that Excel opens as UTF-8."),
        option(["--cypher"], is_flag=True, help="Print the query for Neo4j Browser instead of its answer."),
    ]


def _content_options() -> list[click.Option]:
    rows = f"At most N rows, 0 for all; a table has {TABLE_ROWS} by default."
    return [
        option(["--limit"], type=Number(int, 0), metavar="N", help=rows),
        option(["--full"], is_flag=True, help="Do not cut long quotes in a table."),
        option(["--receipts"], is_flag=True, help="Print the quotes that the answer rests on."),
        option(["--html"], metavar="FILE", help="Write the answer as an interactive page."),
        option(
            ["--max-nodes"],
            type=Number(int, 1, 3000),
            metavar="N",
            help="With --html: the most entities to draw, 150 by default.",
        ),
    ]


def question_and_form(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Separate the question from the options in `FORM`: where to ask it and how to print the answer."""
    if given["as_json"] and (given["as_csv"] or given["excel"]):
        raise click.UsageError("--json excludes --csv and --excel.")
    if given["as_jsonl"] and (given["as_json"] or given["as_csv"] or given["excel"]):
        raise click.UsageError("--jsonl excludes --json, --csv and --excel.")
    if given["raw"] and not (given["as_csv"] or given["excel"]):
        raise click.UsageError("--raw goes with --csv.")
    if given["html"] == "-" and (given["as_json"] or any(given[name] for name in ROWS)):
        raise click.UsageError("--html - prints the page, so it excludes --json, --jsonl, --csv and --excel.")
    if given["max_nodes"] and not given["html"]:
        raise click.UsageError("--max-nodes goes with --html.")
    return {name: value for name, value in given.items() if name not in FORM}, {name: given[name] for name in FORM}


def call_of(entry: Query, store: Store, given: Mapping[str, Any]) -> tuple[list[str | None], dict[str, Any]]:
    """Make the arguments of a query's function: its positional ends, and its options by name."""
    ends: list[str | None] = []
    named: dict[str, Any] = {}
    for parameter in parameters(entry.function):
        name = parameter.name
        if parameter.kind == "more":
            ends += given[name]
        elif parameter.kind == "ends":
            ends.append(given[name])
        else:
            named[name] = scope_of(store, given) if name == "scope" else given[name]
    return ends, named
